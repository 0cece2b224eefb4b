import {
  caseEvents,
  journeyEvents,
  type CaseFile,
  type EventDefinition,
  type RecordedCaseEvent,
} from '#casework';
import {
  afterRecording,
  consentedGroups,
  knownTravellers,
  mayKnow,
  mayKnowJourneys,
  seesEvent,
  show,
  type AccessEntry,
  type Caller,
} from '#access';
import { etagOf } from './opaque.js';
import type { DoorParts } from './parts.js';
import { nothingHere } from './problem.js';
import { lastVisible } from './writing.js';

/** One event as a caller may see it. */
interface ShownEvent {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly agency: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface CaseRead {
  readonly etag: string;
  readonly body: {
    readonly caseId: string;
    readonly side: string;
    readonly closed: boolean;
    readonly events: readonly ShownEvent[];
  };
}

export interface JourneyRead {
  readonly etag: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Reading {
  /** One case from its own stream, always current, reduced to what the caller may see. */
  case(caller: Caller, caseId: string, requestId: string): Promise<CaseRead>;
  journey(caller: Caller, journeyId: string): Promise<JourneyRead>;
}

const entryFor = (
  { type }: RecordedCaseEvent,
  sensitive: ReturnType<typeof show>['sensitive'],
  common: Pick<AccessEntry, 'requestId' | 'actor' | 'agency' | 'caseId' | 'at'>,
): AccessEntry => ({
  ...common,
  what: type,
  fields: sensitive.map(({ field }) => field),
  classes: [...new Set(sensitive.map(({ dataClass }) => dataClass))],
});

export const readingThrough = (parts: DoorParts): Reading => {
  const { facts, clock, secret } = parts;

  const shownEvents = (
    caller: Caller,
    file: CaseFile,
    history: readonly RecordedCaseEvent[],
    requestId: string,
  ) => {
    const { viewer } = caller.agency;
    const groups = consentedGroups(file, caller.agency.id, facts, clock.now());
    const common = {
      requestId,
      actor: caller.actor.id,
      agency: caller.agency.id,
      caseId: file.caseId,
      at: clock.now(),
    };
    const entries: AccessEntry[] = [];
    const events = history.flatMap((event): ShownEvent[] => {
      const definition: EventDefinition = caseEvents[event.type];
      if (!seesEvent(definition, viewer)) return [];
      const { data, sensitive } = show(definition, event.data, viewer, {
        consented: (group) => groups.has(group),
      });
      if (sensitive.length > 0) entries.push(entryFor(event, sensitive, common));
      const { eventId, occurredAt, recordedAt, agency } = event.meta;
      return [{ eventId, type: event.type, occurredAt, recordedAt, agency, data }];
    });
    return { events, entries };
  };

  return {
    case: async (caller, caseId, requestId) => {
      const { file, events: traces } = await parts.cases.load(caseId);
      if (!mayKnow(caller.actor, file, facts)) throw nothingHere();
      const { events, entries } = shownEvents(caller, file, await parts.cases.history(caseId), requestId);
      const { side, closed } = file.coordination;
      return afterRecording(parts.accessLog, entries, {
        etag: etagOf(secret, caller.agency.id, caseId, lastVisible(caseEvents, traces, caller)),
        body: { caseId, side, closed, events },
      });
    },

    journey: async (caller, journeyId) => {
      const { file, events: traces } = await parts.journeys.load(journeyId);
      if (file.revision < 0 || !mayKnowJourneys(caller.actor, facts)) throw nothingHere();
      const travellers = await Promise.all(file.travellers.map((caseId) => parts.cases.load(caseId)));
      const { handled: _handled, revision: _revision, ...journey } = file;
      return {
        etag: etagOf(secret, caller.agency.id, journeyId, lastVisible(journeyEvents, traces, caller)),
        body: {
          ...journey,
          travellers: knownTravellers(
            caller.actor,
            travellers.map(({ file }) => file),
            facts,
          ),
        },
      };
    },
  };
};

/** Nest token of `Reading`. */
export const READING = Symbol('reading');
