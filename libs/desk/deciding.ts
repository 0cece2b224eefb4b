import { exists, refuse, type Actor, type Context, type Decision, type HandledCommand } from '#casework';
import { start, type Position, type StoredEvent } from '#event-store';
import type { Aggregate, ClearEvent, Decided, FoldedFile, Noted, Order, Outcome } from './aggregate.js';
import type { EventIds } from './command-id.js';
import { isNode, nodeActor } from './context.js';
import type { HeldFile } from './files.js';

/** What a decision on one order comes to, before anything is appended. */
export interface DraftedAnswer {
  /** To be appended; empty where the answer changes nothing. */
  readonly events: readonly ClearEvent[];
  /** The answer, once the events stand at a place; that of the file where there are none. */
  readonly answer: (place: PlaceInLog) => Outcome;
}

/** Revision and position that an answer tells. */
export interface PlaceInLog {
  readonly revision: number;
  readonly position: Position;
}

/** The entity tag (RFC 9110, 8.8.3) of a file for who asks, where they may have one: it changes with what they may know of, and with nothing else. */
export type TagOf<F> = (actor: Actor, held: HeldFile<F>) => string | undefined | Promise<string | undefined>;

/** Whether who gives a command of a type may know of the file. */
export type KnowsOf<F> = (actor: Actor, file: F, type: string) => boolean | Promise<boolean>;

export interface DecidingParts<F> {
  readonly contextOf: (actor: Actor, commandId: string) => Context;
  readonly bodyHash: (body: unknown) => string;
  readonly eventIdOf: EventIds;
  /** Without it, If-Match holds for any file (`*`) and for no tag. */
  readonly tagOf?: TagOf<F> | undefined;
  /** Asked of a file that is not the one which was looked at for the order; without it, nobody may know of such a one. */
  readonly knowsOf?: KnowsOf<F> | undefined;
  /** Whether who may know of a file rests on other files, which its revision does not tell. */
  readonly restsOnOthers?: boolean;
}

const positionOf = (held: HeldFile<unknown>, revision: number): Position =>
  held.events.findLast((event) => event.revision <= revision)?.position ?? start;

/** Where a file stands as it is held. */
export const placeOf = (held: HeldFile<FoldedFile>): PlaceInLog => ({
  revision: held.file.revision,
  position: positionOf(held, held.file.revision),
});

const firstAnswer = (caseId: string, before: HandledCommand, held: HeldFile<unknown>): Outcome => ({
  kind: 'done',
  caseId,
  events: before.events,
  revision: before.revision,
  position: positionOf(held, before.revision),
  repeated: true,
});

const outcomeOf = (
  caseId: string,
  { refusal }: Decision<unknown>,
  events: readonly Noted[],
  { revision, position }: PlaceInLog,
): Outcome =>
  refusal
    ? { kind: 'refused', refusal, events, ...(events.length > 0 ? { position } : {}) }
    : { kind: 'done', caseId, events, revision, position, repeated: false };

const noted = (events: readonly ClearEvent[]): readonly Noted[] =>
  events.map(({ id, type }) => ({ id, type }));

/** Who recorded an event, as its envelope names it. */
const signed = ({ agency, id }: Actor): Pick<StoredEvent['meta'], 'agency' | 'actor'> => ({
  agency,
  actor: id,
});

/** Whether a file with this entity tag meets an If-Match header (RFC 9110, 13.1.1): `*`, or a list of strong tags. */
export const meets = (ifMatch: string, etag: string | undefined): boolean =>
  ifMatch.trim() === '*' || ifMatch.split(',').some((tag) => tag.trim() === etag);

/** Looks an order up in a file and decides it: pure but for what the decision itself reads. */
export const decidingOn = <F extends FoldedFile, C extends { readonly type: string }, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  { contextOf, bodyHash, eventIdOf, tagOf, knowsOf, restsOnOthers = false }: DecidingParts<F>,
) => {
  const isCurrent = async (actor: Actor, ifMatch: string, held: HeldFile<F>): Promise<boolean> =>
    exists(held.file) && meets(ifMatch, await tagOf?.(actor, held));

  /** Whether the file, as it is now, is kept from the actor, who might know of it as it was looked at. */
  const isKeptFrom = async (
    { actor, command, lookedAt }: Order<C>,
    { file }: HeldFile<F>,
  ): Promise<boolean> =>
    lookedAt !== undefined &&
    (restsOnOthers || file.revision !== lookedAt) &&
    exists(file) &&
    (await knowsOf?.(actor, file, command.type)) !== true;

  /** What stands before deciding: the answer already given, or a reason not to decide at all. */
  const settled = async (order: Order<C>, hash: string, held: HeldFile<F>): Promise<Outcome | undefined> => {
    if (await isKeptFrom(order, held)) return { kind: 'not_found' };
    const before = held.file.handled.get(order.commandId);
    if (before && before.bodyHash !== hash) return { kind: 'different_body' };
    if (before && before.events.some(({ type }) => !aggregate.denies(order.command, type)))
      return firstAnswer(order.id, before, held);
    if (!exists(held.file) && !aggregate.begins(order.command)) return { kind: 'not_found' };
    if (order.ifMatch !== undefined && !(await isCurrent(order.actor, order.ifMatch, held)))
      return { kind: 'precondition_failed' };
    return undefined;
  };

  const decided = (order: Order<C>, file: F, context: Context): Decision<E> | Promise<Decision<E>> =>
    aggregate.isSystem(order.command) && !isNode(order.actor, context.country)
      ? refuse('no_mandate', 'Only the node itself takes this step.')
      : aggregate.decide(order.command, file, context);

  const envelopes = (
    order: Order<C>,
    hash: string,
    context: Context,
    events: readonly E[],
    earlier: number,
  ): ClearEvent[] =>
    events.map(({ type, data, occurredAt, corrects, byNode }, index) => ({
      id: eventIdOf(order.commandId, earlier + index),
      type,
      data,
      meta: {
        country: context.country,
        ...signed(byNode ? nodeActor(context.country) : order.actor),
        occurredAt: occurredAt ?? context.now,
        recordedAt: context.now,
        commandId: order.commandId,
        bodyHash: hash,
        correlationId: order.correlationId ?? order.commandId,
        causationId: order.causationId ?? order.commandId,
        ...(corrects === undefined ? {} : { corrects }),
      },
    }));

  /** The draft of an order on a file as it is held. */
  return async (order: Order<C>, held: HeldFile<F>): Promise<DraftedAnswer> => {
    const hash = bodyHash(order.sameAs ?? order.command);
    const already = await settled(order, hash, held);
    if (already) return { events: [], answer: () => already };
    const context = contextOf(order.actor, order.commandId);
    const decision = await decided(order, held.file, context);
    const before = held.file.handled.get(order.commandId);
    const denied = before && decision.events.every(({ type }) => aggregate.denies(order.command, type));
    if (decision.events.length === 0 || denied)
      return { events: [], answer: (place) => outcomeOf(order.id, decision, before?.events ?? [], place) };
    const events = envelopes(order, hash, context, decision.events, before?.events.length ?? 0);
    return { events, answer: (place) => outcomeOf(order.id, decision, noted(events), place) };
  };
};
