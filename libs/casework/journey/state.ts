import type { NewEventOf, RecordedEventOf } from '../words/event.js';
import type { Country } from '../words/country.js';
import { handledAfter, type HandledCommands } from '../words/handled.js';
import type { Leg, Side } from '../repatriation/values.js';
import type { journeyEvents } from './events.js';

export type NewJourneyEvent = NewEventOf<typeof journeyEvents>;
export type RecordedJourneyEvent = RecordedEventOf<typeof journeyEvents>;

/** People who travel together, as one node knows it: the fold of `journey-<id>`. */
export interface Journey {
  readonly journeyId: string;
  /** Revision of the last event, -1 where the journey does not exist. */
  readonly revision: number;
  /** By command id. */
  readonly handled: HandledCommands;
  /** Agency that planned it; the node itself where the other side announced it. */
  readonly plannedBy?: string;
  readonly side?: Side;
  readonly from?: Country;
  readonly to?: Country;
  readonly point?: string;
  readonly on?: string;
  readonly legs: readonly Leg[];
  /** Case ids of this node. */
  readonly travellers: readonly string[];
  readonly escorts: readonly string[];
  /** Legs under way or done, in order. */
  readonly started: readonly number[];
  readonly completed: readonly number[];
  /** Whose handover which side signed. */
  readonly signed: readonly { readonly side: Side; readonly caseId: string }[];
  /** When the last leg began or ended: whoever may know of the journey may know of it. */
  readonly lastLegAt?: string;
  /** When the handover of a traveller was last signed, by case: for who may know of the case. */
  readonly signedAt: ReadonlyMap<string, string>;
  readonly ended: boolean;
}

/** When the last leg began or ended, or a handover was signed. */
export const lastStepOf = ({ lastLegAt, signedAt }: Journey): string | undefined =>
  [lastLegAt, ...signedAt.values()]
    .filter((step) => step !== undefined)
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1);

export const emptyJourney = (journeyId: string): Journey => ({
  journeyId,
  revision: -1,
  handled: new Map(),
  legs: [],
  travellers: [],
  escorts: [],
  started: [],
  completed: [],
  signed: [],
  signedAt: new Map(),
  ended: false,
});

export const evolveJourney = (journey: Journey, event: RecordedJourneyEvent): Journey => {
  switch (event.type) {
    case 'JourneyPlanned': {
      const { side, from, to, point, on, legs } = event.data;
      return { ...journey, plannedBy: event.meta.agency, side, from, to, point, on, legs };
    }
    case 'JourneyRescheduled':
      return { ...journey, on: event.data.on };
    case 'LegsPlanned':
      return { ...journey, legs: event.data.legs };
    case 'TravellerAdded':
      return {
        ...journey,
        travellers: [...without(journey.travellers, event.data.caseId), event.data.caseId],
      };
    case 'TravellerLeft':
      return { ...journey, travellers: without(journey.travellers, event.data.caseId) };
    case 'EscortChanged':
      return { ...journey, escorts: event.data.escorts };
    case 'LegStarted':
      return {
        ...journey,
        started: [...journey.started, event.data.leg],
        lastLegAt: event.meta.occurredAt,
      };
    case 'LegCompleted':
      return {
        ...journey,
        completed: [...journey.completed, event.data.leg],
        lastLegAt: event.meta.occurredAt,
      };
    case 'JourneyHandoverAuthorised':
    case 'JourneyHandoverRefused':
      return journey;
    case 'JourneyHandoverSigned': {
      const { side, travellers } = event.data;
      return {
        ...journey,
        signed: [...journey.signed, ...travellers.map((caseId) => ({ side, caseId }))],
        signedAt: new Map([
          ...journey.signedAt,
          ...travellers.map((caseId) => [caseId, event.meta.occurredAt] as const),
        ]),
      };
    }
    case 'JourneyEnded':
      return { ...journey, ended: true };
  }
};

const without = (travellers: readonly string[], caseId: string): readonly string[] =>
  travellers.filter((traveller) => traveller !== caseId);

/** Applies recorded events, in order of revision, to a journey. */
export const advanceJourney = (before: Journey, events: Iterable<RecordedJourneyEvent>): Journey => {
  const fresh = [...events];
  return {
    ...fresh.reduce(evolveJourney, before),
    handled: handledAfter(before.handled, fresh),
    revision: fresh.at(-1)?.meta.revision ?? before.revision,
  };
};
