import {
  caseEvents,
  instrumentCommands,
  instrumentEvents,
  journeyEvents,
  journeyPublicCommands,
  peopleCommands,
  peopleEvents,
  publicCommands,
  type CaseCommand,
  type CaseFile,
  type InstrumentCommand,
  type InstrumentCommandType,
  type InstrumentText,
  type Journey,
  type JourneyCommand,
  type JourneyPublicCommandType,
  type PeopleCommand,
  type PeopleCommandType,
  type PublicCommandType,
} from '#casework';
import type { Token } from '#countries/module';
import { mayKnow, type Caller } from '#access';
import type { Desk } from '#desk';
import { knowsJourney, needToKnowIn, type Known } from './need-to-know.js';
import type { DoorParts } from './parts.js';
import { readersOf } from './tags.js';
import { writingOn, type Write, type Written } from './writing-on.js';

/** Nest token of `Writing`. */
export const WRITING: Token<Writing> = Symbol('writing');

/** Commands of agencies, each at the one spelling of its route. Without a known file, one is to begin with the command. */
export interface Writing {
  onCase(write: Write, route: string, type: PublicCommandType, known?: Known<CaseFile>): Promise<Written>;
  onJourney(
    write: Write,
    route: string,
    type: JourneyPublicCommandType,
    known?: Known<Journey>,
  ): Promise<Written>;
  /** Without a code and a version, the text of the body names them. */
  onInstrument(
    write: Write,
    route: string,
    type: InstrumentCommandType,
    which?: Which,
  ): Promise<WrittenInstrument>;
  onPeople(write: Write, route: string, type: PeopleCommandType): Promise<Written>;
}

/** An instrument, as its address names it. */
export interface Which {
  readonly code: string;
  readonly version: string;
}

/** What was written, and of which instrument. */
export type WrittenInstrument = Written & Which;

/** How orders reach the desk: over the command bus. */
export interface Bus {
  readonly onCase: Desk['cases']['carryOut'];
  readonly onJourney: Desk['journeys']['carryOut'];
  readonly onInstruments: Desk['instruments']['carryOut'];
  readonly onPeople: Desk['people']['carryOut'];
}

/** The code and version of a body with a text; what is no such body is refused before they are used. */
const namedIn = (body: unknown): Which => {
  const { text } = (body ?? {}) as { readonly text?: Partial<InstrumentText> };
  const word = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { code: word(text?.code), version: word(text?.version) };
};

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
      knows: (caller, file) => Promise.resolve(knownCase(caller, file)),
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
      knows: knowsJourney(parts),
      knowsAll,
    },
    parts,
  );
  const needToKnow = needToKnowIn(parts);
  const onInstruments = writingOn(
    {
      load: parts.register.load,
      upTo: parts.register.upTo,
      carryOut: bus.onInstruments,
      catalogue: instrumentEvents,
      readerOf: readers.ofInstruments,
      knows: () => Promise.resolve(true),
      knowsAll,
    },
    parts,
  );
  const onPeople = writingOn(
    {
      load: parts.people.load,
      upTo: parts.people.upTo,
      carryOut: bus.onPeople,
      catalogue: peopleEvents,
      readerOf: readers.ofPeople,
      knows: () => Promise.resolve(true),
      knowsAll,
    },
    parts,
  );
  return {
    onPeople: async (write, route, type) =>
      onPeople(write, {
        ...{ known: await needToKnow.ofPeople(write.caller), route, type },
        definition: peopleCommands[type],
        command: (body) => ({ type, body }) as PeopleCommand,
      }),
    onInstrument: async (write, route, type, which = namedIn(write.body)) => {
      const written = await onInstruments(write, {
        ...{ known: await needToKnow.ofInstruments(write.caller), route, type },
        definition: instrumentCommands[type],
        command: (body) => ({ type, body, ...which }) as InstrumentCommand,
      });
      return { ...written, ...which };
    },
    onCase: (write, route, type, known) =>
      onCase(write, {
        ...{ known, route, type },
        definition: publicCommands[type],
        command: (body) => ({ type, body }) as CaseCommand,
      }),
    onJourney: (write, route, type, known) =>
      onJourney(write, {
        ...{ known, route, type },
        definition: journeyPublicCommands[type],
        command: (body) => ({ type, body }) as JourneyCommand,
      }),
  };
};
