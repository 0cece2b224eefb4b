import { refusalFor, type Caller, type EventReader } from '#access';
import { casesNamed, type CommandDefinition, type EventCatalogue, type HandledCommands } from '#casework';
import { commandIdOf, newStreamIdOf, type Handler, type Noted, type Outcome, type Trace } from '#desk';
import { wellFormed } from './body.js';
import type { DoorParts } from './parts.js';
import { nothingHere, problem, refused } from './problem.js';
import { visible, visibleEtag } from './visible.js';
import { keyOf, type Write, type Written } from './write.js';

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
  readonly known: (caller: Caller, file: F, type: string) => Promise<boolean>;
  /** The caller as a reader of these events. */
  readonly readerOf: (caller: Caller, held: Held<F>) => Promise<EventReader>;
  /** Whether the caller may know of all of these cases. */
  readonly knowsAll: (caller: Caller, caseIds: readonly string[]) => Promise<boolean>;
}

/** A command as its address names it. `id` is absent where the command begins a file. */
export interface Asked<C> {
  readonly id?: string;
  readonly type: string;
  readonly definition: CommandDefinition;
  readonly command: (body: unknown) => C;
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
 * Carries out commands on one kind of file, in the order of design section 4.1: may the caller know of the file, was
 * this answered before, is the body well formed; whether If-Match holds is asked by the desk at every attempt.
 */
export const writingOn = <F extends Folded, C extends { readonly type: string }, R>(
  { load, upTo, carryOut, catalogue, known, readerOf, knowsAll }: Kind<F, C, R>,
  { secret, positions }: DoorParts,
) => {
  /** Who was excluded after the file was looked at is refused as of what is not there. */
  const refusing = async (
    caller: Caller,
    { id, type }: { readonly id: string; readonly type: string },
    outcome: Exclude<Outcome, { kind: 'done' }>,
  ): Promise<Error> => {
    const held = await load(id);
    const gone = held.file.revision >= 0 && !(await known(caller, held.file, type));
    return gone ? nothingHere() : notDone(await readerOf(caller, held), outcome);
  };

  const answered = async (
    { caller }: Write,
    asked: { readonly id: string; readonly type: string },
    outcome: Outcome,
  ): Promise<Written> => {
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

  return async (write: Write, { id: given, type, definition, command }: Asked<C>): Promise<Written> => {
    const { caller, method, route, ifMatch, body = {} } = write;
    const { actor } = caller;
    const key = keyOf(write);
    const commandId = commandIdOf({ country: actor.country, actor: actor.id, method, route, key });
    const id = given ?? newStreamIdOf(commandId);
    const { file } = await load(id);
    const begins = given === undefined && file.revision < 0;
    if (!begins && !(await known(caller, file, type))) throw nothingHere();
    if (file.handled.has(commandId) && !definition.body.safeParse(body).success)
      return answered(write, { id, type }, { kind: 'different_body' });
    const formed = wellFormed(definition.body, body);
    if (!(await knowsAll(caller, casesNamed(definition.body, formed)))) throw nothingHere();
    const order = command(formed);
    const precondition = ifMatch === undefined ? {} : { ifMatch };
    const outcome = await carryOut({ id, command: order, actor, commandId, ...precondition });
    return answered(write, { id, type }, outcome);
  };
};
