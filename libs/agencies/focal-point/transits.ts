import { z } from 'zod';
import { Country, OfficeLine, PassingLeg, transitStandings, type Transit } from '#casework';
import { sealedValue, view, type CaseEvent } from '../case-view.js';
import { listOfCases } from '../cases.js';
import { isOverdue, overdueFilter, rankOf } from '../due.js';
import { is } from '../filter.js';
import { day, integer, json, oneOf, optional, shown, text } from '../frame/columns.js';
import { sealedList, type SealedValue } from '../frame/sealed.js';
import type { Row } from '../frame/view.js';
import { onThese } from '../in-clear.js';
import { told } from '../list.js';
import { transitAfter, transitTypes } from '../transit-row.js';

const columns = {
  /** The country that asks. */
  askedBy: shown(text, Country),
  state: shown(oneOf(transitStandings)),
  /** First and last day in this country, and where the person comes in and goes out. */
  on: shown(day),
  until: shown(day),
  entry: shown(optional(text)),
  exit: shown(optional(text)),
  legs: shown(json(z.array(PassingLeg))),
  escorts: shown(optional(integer)),
  contact: shown(optional(json(OfficeLine))),
  /** Shared reference of the people who travel together. */
  journey: shown(optional(text)),
  due: shown(optional(day)),
  names: shown(sealedList),
  documents: shown(sealedList),
  specialNeeds: shown(sealedList),
  /** As the file has it. */
  transit: json(z.custom<Transit>((value) => typeof value === 'object' && value !== null)),
  rank: text,
};
type Request = Row<typeof columns>;

const sealedIn = (event: CaseEvent, field: string): SealedValue[] => {
  const value = sealedValue(event, field);
  return value ? [value] : [];
};

const rowOf = (transit: Transit, sealed: Pick<Request, 'names' | 'documents' | 'specialNeeds'>): Request => {
  const due = transit.answerDue ?? null;
  return {
    ...sealed,
    askedBy: transit.country,
    state: transit.standing,
    on: transit.on,
    until: transit.until ?? transit.on,
    entry: transit.entry ?? null,
    exit: transit.exit ?? null,
    legs: [...(transit.legs ?? [])],
    escorts: transit.escorts ?? null,
    contact: transit.contact ?? null,
    journey: transit.journey ?? null,
    due,
    transit,
    rank: rankOf({ due: transit.standing === 'asked' ? due : null, since: transit.on }),
  };
};

/** Who passes through this country, as another asked for it last. */
export const transits = view({
  name: 'transits',
  agency: 'focal_point',
  version: 1,
  columns,
  indexes: [
    ['rank', 'key'],
    ['state', 'rank', 'key'],
  ],
  on: {
    ...onThese<typeof columns>(transitTypes, (row, event) => {
      const transit = row && transitAfter(row.transit, event);
      return transit && transit !== row.transit ? rowOf(transit, row) : row;
    }),
    TransitRequestReceived: (row, event) => {
      const transit = transitAfter(row?.transit, event);
      return (
        transit &&
        rowOf(transit, {
          names: sealedIn(event, 'names'),
          documents: sealedIn(event, 'documents'),
          specialNeeds: sealedIn(event, 'specialNeeds'),
        })
      );
    },
    ManifestLineCorrected: (row, event) =>
      row && row.transit.messageId === event.open.messageId
        ? { ...row, names: sealedIn(event, 'names'), specialNeeds: sealedIn(event, 'specialNeeds') }
        : row,
    PersonErased: () => undefined,
  },
});

/** Whom another country asks to let pass: what waits longest for its answer first. */
export const transitsQuery = listOfCases(transits, {
  path: '/focal-point/transits',
  summary:
    'Passages through this country that others asked for: who, when, where, with whom, what is needed on the way, whom to call, and until when an answer is due.',
  kinds: ['focal_point'],
  sort: 'rank',
  told: {
    overdue: told(z.boolean(), ({ row, today }) => row.state === 'asked' && isOverdue(row.due, today)),
  },
  opens: ({ state }) => state !== 'withdrawn',
  filters: { state: is('state'), askedBy: is('askedBy', Country), overdue: overdueFilter },
});
