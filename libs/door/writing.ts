import {
  caseEvents,
  journeyEvents,
  journeyPublicCommands,
  publicCommands,
  type CaseCommand,
  type CaseFile,
  type CommandDefinition,
  type EventCatalogue,
  type HandledCommand,
  type JourneyCommand,
  type JourneyPublicCommandType,
  type PublicCommandType,
} from '#casework';
import { mayKnow, mayKnowJourneys, refusalFor, seesEvent, type Caller } from '#access';
import { commandIdOf, newStreamIdOf, type Handler, type Noted, type Outcome, type Trace } from '#desk';
import { wellFormed } from './body.js';
import { etagOf } from './opaque.js';
import type { DoorParts } from './parts.js';
import { nothingHere, problem, refused } from './problem.js';

/** A write as it came in. `route` has its parameters filled in. */
export interface Write {
  readonly caller: Caller;
  readonly method: string;
  readonly route: string;
  readonly body: unknown;
  readonly idempotencyKey: string | undefined;
  readonly ifMatch: string | undefined;
}

export interface Written {
  readonly id: string;
  readonly etag: string;
  /** Events recorded, as far as the caller may know of them. */
  readonly recorded: readonly Noted[];
  readonly repeated: boolean;
  readonly position: string;
}

interface Folded {
  readonly revision: number;
  readonly handled: ReadonlyMap<string, HandledCommand>;
}

/** What of a kind of file the door must know: how it is carried out, shown and kept from sight. */
interface Kind<F extends Folded, C, R> {
  readonly load: Handler<F, C, R>['load'];
  readonly carryOut: Handler<F, C, R>['carryOut'];
  readonly catalogue: EventCatalogue;
  readonly known: (caller: Caller, file: F) => boolean;
  /** Whether the caller may know of every case that a command names. */
  readonly knowsAllIn: (caller: Caller, command: C) => Promise<boolean>;
}

/** Revision of the last event of a file that a caller may know of; -1 where there is none. */
export const lastVisible = (
  catalogue: EventCatalogue,
  traces: readonly Trace[],
  { agency }: Caller,
): number =>
  traces.findLast(({ type }) => {
    const definition = catalogue[type];
    return definition !== undefined && seesEvent(definition, agency.viewer);
  })?.revision ?? -1;

const keyOf = (idempotencyKey: string | undefined): string => {
  if (idempotencyKey === undefined || !/^[\x21-\x7e]{1,200}$/.test(idempotencyKey))
    throw problem(
      'idempotency_key_missing',
      'Send a header Idempotency-Key of 1 to 200 printable characters, new for each write and the same for its repetition.',
    );
  return idempotencyKey;
};

/** The questions of the door that stand before and after the desk, for one kind of file (design section 4.1). */
const writingOn = <F extends Folded, C extends { readonly type: string }, R>(
  { load, carryOut, catalogue, known, knowsAllIn }: Kind<F, C, R>,
  { secret, positions }: DoorParts,
) => {
  const etag = (caller: Caller, id: string, traces: readonly Trace[]): string =>
    etagOf(secret, caller.agency.id, id, lastVisible(catalogue, traces, caller));

  const answered = async (write: Write, id: string, outcome: Outcome): Promise<Written> => {
    switch (outcome.kind) {
      case 'done': {
        const { events } = await load(id);
        const seen = outcome.events.filter(({ type }) => {
          const definition = catalogue[type];
          return definition !== undefined && seesEvent(definition, write.caller.agency.viewer);
        });
        return {
          id,
          etag: etag(write.caller, id, events),
          recorded: seen,
          repeated: outcome.repeated,
          position: positions.seal(write.caller.agency.id, outcome.position),
        };
      }
      case 'refused':
        throw refused(refusalFor(write.caller.agency.viewer, outcome.refusal));
      case 'not_found':
        throw nothingHere();
      case 'different_body':
        throw problem(
          'key_used_for_another_body',
          'This Idempotency-Key came with another body before. Use a new key for a new write.',
        );
      case 'precondition_failed':
        throw problem(
          'changed_meanwhile',
          'Read the file again, then decide whether your change still fits.',
        );
      case 'busy':
        throw problem('busy', 'Many are writing to this file now. Repeat with the same Idempotency-Key.', {
          retryAfter: 1,
        });
    }
  };

  /** Carries out one command. `opens` says that the file is to begin with it. */
  return async (
    write: Write,
    {
      id: given,
      definition,
      command,
    }: {
      readonly id?: string;
      readonly definition: CommandDefinition;
      readonly command: (body: unknown) => C;
    },
  ): Promise<Written> => {
    const key = keyOf(write.idempotencyKey);
    const { actor } = write.caller;
    const commandId = commandIdOf({
      country: actor.country,
      actor: actor.id,
      method: write.method,
      route: write.route,
      key,
    });
    const id = given ?? newStreamIdOf(commandId);
    const { file } = await load(id);
    if (given !== undefined && !known(write.caller, file)) throw nothingHere();
    if (file.handled.has(commandId) && !definition.body.safeParse(write.body ?? {}).success)
      return answered(write, id, { kind: 'different_body' });
    const order = command(wellFormed(definition.body, write.body ?? {}));
    if (!(await knowsAllIn(write.caller, order))) throw nothingHere();
    const { ifMatch } = write;
    return answered(
      write,
      id,
      await carryOut({
        id,
        command: order,
        actor,
        commandId,
        ...(ifMatch === undefined
          ? {}
          : { ifMatch: (_file, traces) => etag(write.caller, id, traces) === ifMatch }),
      }),
    );
  };
};

/** Nest token of `Writing`. */
export const WRITING = Symbol('writing');

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
];

export const writingThrough = (parts: DoorParts, bus: Bus): Writing => {
  const knownCase = (caller: Caller, file: CaseFile): boolean => mayKnow(caller.actor, file, parts.facts);
  const onCase = writingOn(
    {
      load: parts.cases.load,
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
        ...(caseId === undefined ? {} : { id: caseId }),
        definition: publicCommands[type],
        command: (body) => ({ type, body }) as CaseCommand,
      }),
    onJourney: (write, type, journeyId) =>
      onJourney(write, {
        ...(journeyId === undefined ? {} : { id: journeyId }),
        definition: journeyPublicCommands[type],
        command: (body) => ({ type, body }) as JourneyCommand,
      }),
  };
};
