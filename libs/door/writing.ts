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
import { mayKnow, mayKnowJourneys, type Caller } from '#access';
import type { DoorParts } from './parts.js';
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

const casesNamedIn = ({ body }: JourneyCommand): readonly string[] => [
  ...('caseId' in body ? [body.caseId] : []),
  ...('travellers' in body ? body.travellers : []),
  ...('items' in body ? body.items.map(({ caseId }) => caseId) : []),
  ...('discrepancies' in body ? body.discrepancies.map(({ caseId }) => caseId) : []),
];

const given = (id: string | undefined): { readonly id?: string } => (id === undefined ? {} : { id });

export const writingThrough = (parts: DoorParts, bus: Bus): Writing => {
  const knownCase = (caller: Caller, file: CaseFile): boolean => mayKnow(caller.actor, file, parts.facts);
  const onCase = writingOn(
    {
      load: parts.cases.load,
      upTo: parts.cases.upTo,
      carryOut: bus.onCase,
      catalogue: caseEvents,
      known: knownCase,
      knowsAllIn: () => Promise.resolve(true),
    },
    parts,
  );
  const onJourney = writingOn(
    {
      load: parts.journeys.load,
      upTo: parts.journeys.upTo,
      carryOut: bus.onJourney,
      catalogue: journeyEvents,
      known: (caller, file) => file.revision >= 0 && mayKnowJourneys(caller.actor, parts.facts),
      knowsAllIn: async (caller, command) => {
        const held = await Promise.all(casesNamedIn(command).map((caseId) => parts.cases.load(caseId)));
        return held.every(({ file }) => knownCase(caller, file));
      },
    },
    parts,
  );
  return {
    onCase: (write, type, caseId) =>
      onCase(write, {
        ...given(caseId),
        definition: publicCommands[type],
        command: (body) => ({ type, body }) as CaseCommand,
      }),
    onJourney: (write, type, journeyId) =>
      onJourney(write, {
        ...given(journeyId),
        definition: journeyPublicCommands[type],
        command: (body) => ({ type, body }) as JourneyCommand,
      }),
  };
};
