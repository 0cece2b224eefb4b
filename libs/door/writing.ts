import {
  caseEvents,
  journeyEvents,
  journeyPublicCommands,
  publicCommands,
  type CaseCommand,
  type CaseFile,
  type JourneyCommand,
  type JourneyPublicCommandType,
  type PublicCommandType,
} from '#casework';
import { mayAddToJourney, mayKnow, mayKnowJourney, type Caller } from '#access';
import { casesOf } from './journey-read.js';
import type { DoorParts } from './parts.js';
import { readersOf } from './tags.js';
import type { Write, Written } from './write.js';
import { writingOn } from './writing-on.js';

/** Nest token of `Writing`. */
export const WRITING = Symbol('writing');

/** Commands of agencies. Without an id, the file is to begin with the command. */
export interface Writing {
  onCase(write: Write, type: PublicCommandType, caseId?: string): Promise<Written>;
  onJourney(write: Write, type: JourneyPublicCommandType, journeyId?: string): Promise<Written>;
}

/** How orders reach the desk: over the command bus. */
export interface Bus {
  readonly onCase: DoorParts['cases']['carryOut'];
  readonly onJourney: DoorParts['journeys']['carryOut'];
}

const given = (id: string | undefined): { readonly id?: string } => (id === undefined ? {} : { id });

export const writingThrough = (parts: DoorParts, bus: Bus): Writing => {
  const knownCase = (caller: Caller, file: CaseFile): boolean => mayKnow(caller.actor, file, parts.facts);
  const filesOf = (caseIds: readonly string[]): Promise<readonly CaseFile[]> =>
    Promise.all(caseIds.map(async (caseId) => (await parts.cases.load(caseId)).file));
  const knowsAll = async (caller: Caller, caseIds: readonly string[]): Promise<boolean> =>
    (await filesOf(caseIds)).every((file) => knownCase(caller, file));
  const readers = readersOf(parts);
  const onCase = writingOn(
    {
      load: parts.cases.load,
      upTo: parts.cases.upTo,
      carryOut: bus.onCase,
      catalogue: caseEvents,
      readerOf: readers.ofCase,
      known: (caller, file) => Promise.resolve(knownCase(caller, file)),
      knowsAll,
    },
    parts,
  );
  const onJourney = writingOn(
    {
      load: parts.journeys.load,
      upTo: parts.journeys.upTo,
      carryOut: bus.onJourney,
      catalogue: journeyEvents,
      readerOf: readers.ofJourney,
      known: async ({ actor }, journey, type) =>
        (type === 'AddTraveller' ? mayAddToJourney : mayKnowJourney)(
          actor,
          journey,
          await filesOf(casesOf(journey)),
          parts.facts,
        ),
      knowsAll,
    },
    parts,
  );
  return {
    onCase: (write, type, caseId) =>
      onCase(write, {
        ...given(caseId),
        type,
        definition: publicCommands[type],
        command: (body) => ({ type, body }) as CaseCommand,
      }),
    onJourney: (write, type, journeyId) =>
      onJourney(write, {
        ...given(journeyId),
        type,
        definition: journeyPublicCommands[type],
        command: (body) => ({ type, body }) as JourneyCommand,
      }),
  };
};
