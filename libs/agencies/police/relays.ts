import { z } from 'zod';
import { countries, evolvePart, noRelay, relayWays, whoseTurn, type RelayState } from '#casework';
import { view, type CaseEvent } from '../case-view.js';
import { listOfCases } from '../cases.js';
import { isOverdue, overdueFilter, rankOf } from '../due.js';
import { is } from '../filter.js';
import { day, flag, instant, json, oneOf, shown, text } from '../frame/columns.js';
import { keyedBy, type Row } from '../frame/view.js';
import { inClear, onThese } from '../in-clear.js';
import { told } from '../list.js';
import { YesNo } from '../query.js';

const columns = {
  with: shown(oneOf(countries)),
  way: shown(oneOf(relayWays)),
  urgent: shown(flag),
  since: shown(instant),
  due: shown(day),
  /** Offices whose turn it is. */
  turn: json(z.array(z.string())),
  /** The relay, as the file has it. */
  relay: json(z.custom<RelayState>((value) => typeof value === 'object' && value !== null)),
  rank: text,
};

type Passing = Row<typeof columns>;

const rowOf = (state: RelayState): Passing | undefined => {
  const [relay] = state.relays;
  if (!relay) return undefined;
  const { since, dueOn: due, way, urgent } = relay;
  return {
    ...{ with: relay.with, way, urgent, since, due },
    turn: [...whoseTurn(relay)],
    relay: state,
    rank: rankOf({ due, since }),
  };
};

const after = (row: Passing | undefined, event: CaseEvent): Passing | undefined =>
  row && rowOf(evolvePart('relay', row.relay, inClear(event)));

/** What ends a relay, whichever it is: each may touch every one of a case. */
const endings = [
  'MessageApproved',
  'MessageUseStopped',
  'MessageReceipted',
  'ContactStopped',
  'PersonErased',
] as const;

/** Messages on their way through the offices of this country, one row a relay. */
export const relays = view({
  name: 'relays',
  agency: 'police',
  version: 3,
  columns,
  indexes: [['rank', 'key']],
  keysOf: keyedBy('relayId', ...endings),
  on: {
    RelayBegun: (_row, event) => rowOf(evolvePart('relay', noRelay, inClear(event))),
    ...onThese<typeof columns>(['RelayHopReported', 'RelayRerouted', ...endings], after),
  },
});

/** What waits for an office that passes messages on, and until when. */
export const relaysQuery = listOfCases(relays, {
  path: '/police/relays',
  summary: 'Messages that this office is to pass on, the most pressing first.',
  kinds: ['police', 'authority', 'registry', 'provincial_office'],
  sort: 'rank',
  key: 'relayId',
  ofSubject: ['sex', 'ageBand', 'mainLanguage'],
  told: { overdue: told(z.boolean(), ({ row, today }) => isOverdue(row.due, today)) },
  where: ({ bind, reader }) => [`v.turn ? ${bind(reader.actor.agency)}`],
  filters: { urgent: is('urgent', YesNo), overdue: overdueFilter },
});
