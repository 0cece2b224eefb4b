import { contactEvents } from '../contact/events.js';
import { disclosureEvents } from '../disclosure/events.js';
import { erasureEvents } from '../erasure/events.js';
import type { Country } from '../words/country.js';
import type { RecordedEventOf } from '../words/event.js';
import type { Reckoning } from '../words/reckoned.js';
import type { relayEvents, ways } from './events.js';

/** Events of other processes that end what would be passed on. */
export const relayHears = {
  MessageApproved: disclosureEvents.MessageApproved,
  MessageUseStopped: disclosureEvents.MessageUseStopped,
  MessageReceipted: disclosureEvents.MessageReceipted,
  ContactStopped: contactEvents.ContactStopped,
  PersonErased: erasureEvents.PersonErased,
};

type RelayEvent = RecordedEventOf<typeof relayEvents & typeof relayHears>;

/** A message on its way through the offices of this country. */
export interface Relay {
  readonly relayId: string;
  readonly messageId: string;
  readonly with: Country;
  readonly way: (typeof ways)[number];
  readonly offices: readonly string[];
  readonly urgent: boolean;
  readonly since: string;
  readonly dueOn: string;
  readonly reckonedBy?: Reckoning | undefined;
  /** Offices that have reported. */
  readonly reported: readonly string[];
  /** Nothing of it is passed on any more: it was taken back, refused there, or all contact stopped. */
  readonly ended: boolean;
}

export interface RelayState {
  readonly relays: readonly Relay[];
}

export const noRelay: RelayState = { relays: [] };

const ending = (state: RelayState, ends: (relay: Relay) => boolean): RelayState =>
  state.relays.some((relay) => !relay.ended && ends(relay))
    ? { relays: state.relays.map((relay) => (ends(relay) ? { ...relay, ended: true } : relay)) }
    : state;

/** The day by which it is passed on, where an event names another. */
const until = (
  relay: Relay,
  dueOn: string | undefined,
  reckonedBy: Reckoning | undefined,
): Pick<Relay, 'dueOn' | 'reckonedBy'> =>
  dueOn === undefined ? { dueOn: relay.dueOn, reckonedBy: relay.reckonedBy } : { dueOn, reckonedBy };

export const evolveRelay = (state: RelayState, event: RelayEvent): RelayState => {
  if (event.type === 'PersonErased') return noRelay;
  if (event.type === 'ContactStopped') return ending(state, (relay) => relay.with === event.data.with);
  if (event.type === 'MessageUseStopped')
    return ending(state, ({ messageId }) => event.data.messageIds.includes(messageId));
  if (event.type === 'MessageApproved')
    return ending(state, ({ messageId }) => (event.data.stops ?? []).includes(messageId));
  if (event.type === 'MessageReceipted')
    return event.data.outcome === 'refused'
      ? ending(state, ({ messageId }) => messageId === event.data.messageId)
      : state;
  switch (event.type) {
    case 'RelayBegun': {
      const since = event.meta.recordedAt;
      return { relays: [...state.relays, { ...event.data, since, reported: [], ended: false }] };
    }
    case 'RelayHopReported': {
      const { relayId, office, dueOn, reckonedBy } = event.data;
      return {
        relays: state.relays.map((relay) =>
          relay.relayId === relayId
            ? { ...relay, reported: [...relay.reported, office], ...until(relay, dueOn, reckonedBy) }
            : relay,
        ),
      };
    }
    case 'RelayRerouted': {
      const { relayId, offices, dueOn, reckonedBy } = event.data;
      return {
        relays: state.relays.map((relay) =>
          relay.relayId === relayId ? { ...relay, offices, ...until(relay, dueOn, reckonedBy) } : relay,
        ),
      };
    }
  }
};

/** Whose turn it is: the first that has not reported; of what is urgent, each of them; nobody once it has ended. */
export const whoseTurn = ({
  offices,
  reported,
  urgent,
  ended,
}: Pick<Relay, 'offices' | 'reported' | 'urgent' | 'ended'>): readonly string[] => {
  const left = ended ? [] : offices.filter((office) => !reported.includes(office));
  return urgent ? left : left.slice(0, 1);
};
