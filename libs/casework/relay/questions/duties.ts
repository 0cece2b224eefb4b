import { duties } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';
import { whoseTurn } from '../state.js';

export const relayDuties = duties({
  kinds: {
    pass_on: {
      summary: 'Pass a message on, as the office whose turn it is.',
      endedBy: ['ReportRelayHop'],
      restsOn: ['RelayBegun'],
      clock: 'set',
      outlives: ['closing', 'death'],
    },
  },
  reads: ['relay'],
  standing: ({ relay: { relays } }) =>
    relays.flatMap((relay) =>
      whoseTurn(relay).map((agency) => ({
        ...{ kind: 'pass_on', about: `${relay.relayId} ${agency}`, country: relay.with, since: relay.since },
        bearer: { kind: 'office', agency, mandate: 'take_part' },
        due: countedDay(relay.dueOn, 'dueOn', relay),
      })),
    ),
});
