import {
  afterRecording,
  eventReader,
  knownTravellers,
  mayKnow,
  mayKnowJourney,
  officesFor,
  viewerIn,
  type Caller,
} from '#access';
import { caseEvents, journeyEvents } from '#casework';
import { caseRead, casesNamedIn, type CaseRead } from './case-read.js';
import { casesOf, journeyFor, journeyRead, journeyReader, type JourneyRead } from './journey-read.js';
import type { DoorParts } from './parts.js';
import { nothingHere } from './problem.js';
import { referenceRead, type ReferenceRead } from './reference-read.js';
import { visibleEtag } from './visible.js';

interface Read<B> {
  readonly etag: string;
  readonly body: B;
}

export interface Reading {
  /** One case from its own stream, always current, reduced to what the caller may see. */
  case(caller: Caller, caseId: string, requestId: string): Promise<Read<CaseRead>>;
  /** One journey; it holds nothing above P1. */
  journey(caller: Caller, journeyId: string): Promise<Read<JourneyRead>>;
  /** Codes with their names, as far as the caller may know them. */
  reference(caller: Caller): ReferenceRead;
}

/** Nest token of `Reading`. */
export const READING = Symbol('reading');

export const readingThrough = ({
  facts,
  otherFacts,
  clock,
  secret,
  cases,
  journeys,
  accessLog,
}: DoorParts): Reading => ({
  case: async (caller, caseId, requestId) => {
    const { file, events: traces } = await cases.load(caseId);
    if (!mayKnow(caller.actor, file, facts)) throw nothingHere();
    const history = await cases.history(caseId);
    const others = await Promise.all(
      casesNamedIn(history).map(async (other) => (await cases.load(other)).file),
    );
    const knownCases = new Set(knownTravellers(caller.actor, others, facts));
    const as = viewerIn(file, caller, facts);
    const reader = { caller, as, facts, now: clock.now(), requestId, knownCases };
    const { body, entries } = caseRead(file, history, reader);
    const etag = visibleEtag(secret, caseEvents, eventReader(facts, caller, [], as), { id: caseId, traces });
    return afterRecording(accessLog, entries, { etag, body });
  },

  journey: async (caller, journeyId) => {
    const { file, events: traces } = await journeys.load(journeyId);
    const named = await Promise.all(casesOf(file).map(async (caseId) => (await cases.load(caseId)).file));
    if (!mayKnowJourney(caller.actor, file, named, facts)) throw nothingHere();
    const [reader, history] = await Promise.all([
      journeyReader({ cases, facts }, caller, traces),
      journeys.history(journeyId),
    ]);
    return {
      etag: visibleEtag(secret, journeyEvents, reader, { id: journeyId, traces }),
      body: journeyRead(journeyFor(reader, journeyId, history), reader, officesFor(facts, caller.actor)),
    };
  },

  reference: ({ actor }) => referenceRead(facts, otherFacts, actor),
});
