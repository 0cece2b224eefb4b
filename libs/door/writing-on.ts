import { refusalFor, type Caller, type EventReader } from '#access';
import {
  exists,
  casesNamed,
  type CommandDefinition,
  type EventCatalogue,
  type HandledCommands,
} from '#casework';
import { commandIdOf, newStreamIdOf, type Handler, type Noted, type Outcome, type Trace } from '#desk';
import { wellFormed } from './body.js';
import type { Known } from './need-to-know.js';
import type { DoorParts } from './parts.js';
import { nothingHere, problem, refused } from './problem.js';
import { visible, visibleEtag } from './visible.js';

/** A write as it came in, its headers found good. */
export interface Write {
  readonly caller: Caller;
  readonly method: string;
  /** Undefined where none was sent. */
  readonly body: unknown;
  readonly idempotencyKey: string;
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

interface Held<F> {
  readonly file: F;
  readonly events: readonly Trace[];
}

interface Folded {
  readonly revision: number;
  readonly handled: HandledCommands;
}

/** What of a kind of file the door must know: how it is carried out, shown and kept from sight. */
export interface Kind<F extends Folded, C, R> {
  readonly load: Handler<F, C, R>['load'];
  readonly upTo: Handler<F, C, R>['upTo'];
  readonly carryOut: Handler<F, C, R>['carryOut'];
  readonly catalogue: EventCatalogue;
  /** Whether the caller may know of the file, as one on which the command is given. */
  readonly knows: (caller: Caller, file: F, type: string) => Promise<boolean>;
  /** The caller as a reader of these events. */
  readonly readerOf: (caller: Caller, held: Held<F>) => Promise<EventReader>;
  /** Whether the caller may know of all of these cases. */
  readonly knowsAll: (caller: Caller, caseIds: readonly string[]) => Promise<boolean>;
}

/** A command as its address names it. `known` is absent where the command begins a file. */
export interface AddressedCommand<F, C> {
  /** The file of which the caller may know, as it was found so. */
  readonly known?: Known<F> | undefined;
  /** The one spelling of the address with its parameters filled in: it tells a repetition. */
  readonly route: string;
  readonly type: string;
  readonly definition: CommandDefinition;
  readonly command: (body: unknown) => C;
}

/** The file of an order, which command it gives, and at which revision the file was looked at for it. */
interface Place {
  readonly id: string;
  readonly type: string;
  readonly lookedAt: number;
}

/** The traces of the events that a command recorded, which stand near the end of its file. */
const recordedOf = (events: readonly Noted[], traces: readonly Trace[]): readonly Trace[] =>
  events.flatMap(({ id }) => traces.findLast(({ eventId }) => eventId === id) ?? []);

/** The problem that answers what was not done. */
const notDone = (
  { viewer }: Pick<EventReader, 'viewer'>,
  outcome: Exclude<Outcome, { kind: 'done' }>,
): Error => {
  switch (outcome.kind) {
    case 'refused':
      return refused(refusalFor(viewer, outcome.refusal));
    case 'not_found':
      return nothingHere();
    case 'different_body':
      return problem(
        'key_used_for_another_body',
        'This Idempotency-Key came with another body before. Use a new key for a new write.',
      );
    case 'precondition_failed':
      return problem('changed_meanwhile', 'Read the file again, then decide whether your change still fits.');
    case 'busy':
      return problem('busy', 'Many are writing to this file now. Repeat with the same Idempotency-Key.', {
        retryAfter: 1,
      });
  }
};

/**
 * Carries out commands on one kind of file, in the order of design section 4.1: may the caller know of the file (asked by
 * a guard), was this answered before, is the body well formed; whether If-Match holds is asked by the desk at every attempt.
 */
export const writingOn = <F extends Folded, C extends { readonly type: string }, R>(
  { load, upTo, carryOut, catalogue, knows, readerOf, knowsAll }: Kind<F, C, R>,
  { secret, positions }: DoorParts,
) => {
  /** Who was excluded after the file was looked at is refused as of what is not there. */
  const refusing = async (
    caller: Caller,
    { id, type, lookedAt }: Place,
    outcome: Exclude<Outcome, { kind: 'done' }>,
  ): Promise<Error> => {
    const held = await upTo(id, lookedAt);
    const gone = exists(held.file) && !(await knows(caller, held.file, type));
    return gone ? nothingHere() : notDone(await readerOf(caller, held), outcome);
  };

  const answered = async ({ caller }: Write, asked: Place, outcome: Outcome): Promise<Written> => {
    if (outcome.kind !== 'done') throw await refusing(caller, asked, outcome);
    const { id } = asked;
    const held = await upTo(id, outcome.revision);
    const { events: traces } = held;
    const reader = await readerOf(caller, held);
    return {
      id,
      etag: visibleEtag(secret, catalogue, reader, { id, traces }),
      recorded: visible(catalogue, recordedOf(outcome.events, traces), reader).map(({ eventId, type }) => ({
        id: eventId,
        type,
      })),
      repeated: outcome.repeated,
      position: positions.seal(caller.agency.id, outcome.position),
    };
  };

  /** The file that an earlier try of a command began, if one did: the caller may have been kept from it since. */
  const begun = async (caller: Caller, id: string, type: string): Promise<F> => {
    const { file } = await load(id);
    if (exists(file) && !(await knows(caller, file, type))) throw nothingHere();
    return file;
  };

  return async (
    write: Write,
    { known, route, type, definition, command }: AddressedCommand<F, C>,
  ): Promise<Written> => {
    const { caller, method, idempotencyKey: key, ifMatch, body = {} } = write;
    const { actor } = caller;
    const commandId = commandIdOf({ country: actor.country, actor: actor.id, method, route, key });
    const id = known?.id ?? newStreamIdOf(commandId);
    const file = known?.file ?? (await begun(caller, id, type));
    const place = { id, type, lookedAt: file.revision };
    if (file.handled.has(commandId) && !definition.body.safeParse(body).success)
      return answered(write, place, { kind: 'different_body' });
    const formed = wellFormed(definition.body, body);
    if (!(await knowsAll(caller, casesNamed(definition.body, formed)))) throw nothingHere();
    const order = { id, command: command(formed), actor, commandId, lookedAt: file.revision };
    const outcome = await carryOut({ ...order, ...(ifMatch === undefined ? {} : { ifMatch }) });
    return answered(write, place, outcome);
  };
};
