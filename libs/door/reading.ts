import {
  afterRecording,
  eventReader,
  knownTravellers,
  officesFor,
  viewerAnywhere,
  viewerIn,
  type Caller,
} from '#access';
import {
  caseEvents,
  journeyEvents,
  peopleEvents,
  type CaseFile,
  type Journey,
  type PeopleRegister,
} from '#casework';
import type { Token } from '#countries/module';
import { caseRead, casesNamedIn, type CaseRead } from './case-read.js';
import {
  instrumentRead,
  instrumentsRead,
  type InstrumentRead,
  type InstrumentsRead,
} from './instruments-read.js';
import { journeyFor, journeyRead, journeyReader, type JourneyRead } from './journey-read.js';
import { letterRead } from './letter-read.js';
import type { Known } from './need-to-know.js';
import type { InstrumentsAsked } from './asked/instruments-asked.js';
import { peopleRead, type PeopleRead } from './people-read.js';
import type { PreviewAsked } from './asked/preview-asked.js';
import type { DoorParts } from './parts.js';
import { previewRead, type PreviewRead } from './preview-read.js';
import { referenceRead, type ReferenceRead } from './reference-read.js';
import { visibleEtag } from './visible.js';

interface Read<B> {
  readonly etag: string;
  readonly body: B;
}

export interface FileReading {
  /** One case from its own stream, always current, reduced to what the caller may see. */
  case(caller: Caller, known: Known<CaseFile>, requestId: string): Promise<Read<CaseRead>>;
  /** One journey; it holds nothing above P1. */
  journey(caller: Caller, known: Known<Journey>): Promise<Read<JourneyRead>>;
  /** What would cross now, if it were decided. Nothing is written but the access log. */
  preview(
    caller: Caller,
    known: Known<CaseFile>,
    asked: PreviewAsked,
    requestId: string,
  ): Promise<PreviewRead>;
  /** A letter to print, as a PDF, with its digest (SHA-256, base64). */
  letter(
    caller: Caller,
    known: Known<CaseFile>,
    number: string,
    requestId: string,
  ): Promise<{ readonly sheets: Uint8Array; readonly digest: string }>;
  /** The instruments of the country. */
  instruments(caller: Caller, asked: InstrumentsAsked): Promise<InstrumentsRead>;
  /** One of them, with its clauses and what became of it. */
  instrument(caller: Caller, code: string, version: string): Promise<InstrumentRead>;
  /** The people of the caller's office. */
  people(caller: Caller, known: Known<PeopleRegister>): Promise<Read<PeopleRead>>;
  /** Codes with their names, as far as the caller may know them. */
  reference(caller: Caller): ReferenceRead;
}

/** Nest token of `FileReading`. */
export const READING: Token<FileReading> = Symbol('reading');

export const readingThrough = ({
  facts,
  otherFacts,
  clock,
  secret,
  cases,
  journeys,
  surroundings,
  letters,
  accessLog,
}: DoorParts): FileReading => ({
  case: async (caller, { id: caseId, file, events: traces }, requestId) => {
    // Not what another process wrote after need-to-know was asked; opened together with it, so that an erasure counts.
    const history = (await cases.history(caseId)).filter(({ meta }) => meta.revision <= file.revision);
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

  journey: async (caller, { id: journeyId, events: traces }) => {
    const [reader, history] = await Promise.all([
      journeyReader({ cases, facts }, caller, traces),
      journeys.history(journeyId),
    ]);
    return {
      etag: visibleEtag(secret, journeyEvents, reader, { id: journeyId, traces }),
      body: journeyRead(journeyFor(reader, journeyId, history), reader, officesFor(facts, caller.actor)),
    };
  },

  preview: async (caller, { file }, asked, requestId) => {
    const { body, entries } = previewRead(file, asked, await surroundings(caller.actor), {
      caller,
      facts,
      requestId,
    });
    return afterRecording(accessLog, entries, body);
  },

  letter: async (caller, { file }, number, requestId) => {
    const reader = { caller, facts, context: await surroundings(caller.actor), requestId };
    const { entries, ...letter } = await letterRead(file, number, letters, reader);
    return afterRecording(accessLog, entries, letter);
  },

  instruments: async (caller, asked) =>
    instrumentsRead(asked, await surroundings(caller.actor), { caller, facts }),

  instrument: async (caller, code, version) =>
    instrumentRead(code, version, await surroundings(caller.actor), { caller, facts }),

  people: (caller, { id, file, events: traces }) =>
    Promise.resolve({
      etag: visibleEtag(secret, peopleEvents, eventReader(facts, caller, [], viewerAnywhere(caller.agency)), {
        ...{ id, traces },
      }),
      body: peopleRead(file, { caller, facts, now: clock.now() }),
    }),

  reference: ({ actor }) => referenceRead(facts, otherFacts, actor),
});
