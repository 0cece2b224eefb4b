import { setTimeout as pause } from 'node:timers/promises';
import {
  refuse,
  type Actor,
  type Context,
  type Decision,
  type HandledCommand,
  type Refusal,
} from '#casework';
import {
  ErasedSubjectError,
  EventIdTakenError,
  start,
  type AppendResult,
  type EventStore,
  type Position,
  type StoredEvent,
} from '#event-store';
import type { Aggregate, ClearEvent, Decided, Folded, Noted, Order, Outcome, Sealing } from './aggregate.js';
import { eventIdOf } from './command-id.js';
import { isNode } from './context.js';
import { filesIn, type Files, type Held } from './files.js';
import { queueByKey } from './queue.js';

/** What the handler stands on. */
export interface HandlerParts<R> {
  readonly store: EventStore;
  readonly sealing: Sealing<R>;
  readonly contextOf: (actor: Actor, commandId: string) => Context;
  readonly bodyHash: (body: unknown) => string;
  /** How many folded files are kept; 1,000 where absent. */
  readonly keep?: number;
}

/** Carries out orders on one kind of file. */
export interface Handler<F, C, R> extends Files<F, R> {
  readonly carryOut: (order: Order<F, C>) => Promise<Outcome>;
}

interface Attempt {
  readonly outcome: Outcome;
  /** The store itself said that the file was current. */
  readonly sure: boolean;
}

/** How often a command is decided again because another process wrote meanwhile. */
const mostAttempts = 8;
/** How often one and the same append is repeated when its answer was lost, and after which pause (ms). */
const appendPauses = [0, 50, 250];

const repeatable = async (append: () => Promise<AppendResult>): Promise<AppendResult> => {
  let lost: unknown;
  for (const wait of appendPauses) {
    if (wait > 0) await pause(wait);
    try {
      return await append();
    } catch (error) {
      if (error instanceof EventIdTakenError) throw error;
      lost = error;
    }
  }
  throw lost;
};

const positionOf = (held: Held<unknown>, revision: number): string =>
  held.events.findLast((event) => event.revision <= revision)?.position ?? start;

const firstAnswer = (caseId: string, before: HandledCommand, held: Held<unknown>): Outcome => ({
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
  place: { readonly revision: number; readonly position: string },
): Outcome =>
  refusal
    ? { kind: 'refused', refusal, events, ...(events.length > 0 ? { position: place.position } : {}) }
    : { kind: 'done', caseId, events, ...place, repeated: false };

const erased: Refusal = {
  code: 'erased',
  dataClass: 'P1',
  sentence: 'The personal data that this step concerns were erased; nothing can be added to them.',
};

const erasedMeanwhile = (error: unknown): undefined => {
  if (!(error instanceof ErasedSubjectError)) throw error;
};

const noted = (events: readonly { readonly id: string; readonly type: string }[]): readonly Noted[] =>
  events.map(({ id, type }) => ({ id, type }));

/**
 * THE handler: load, fold, look the command up, decide, seal, append with the expected revision; where another
 * process wrote meanwhile, all of it again. A file kept in memory is decided on without a look into the store: the
 * append itself tells whether it was current, and an answer that appends nothing is given only after that look. Orders on one file wait for each other in this process.
 */
export const handlerOf = <F extends Folded, C extends { readonly type: string }, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  { store, sealing, contextOf, bodyHash, keep }: HandlerParts<R>,
): Handler<F, C, R> => {
  const files = filesIn(aggregate, { store, sealing, ...(keep === undefined ? {} : { most: keep }) });
  const queue = queueByKey();

  /** What stands before deciding: the answer already given, or a reason not to decide at all. */
  const settled = (order: Order<F, C>, hash: string, held: Held<F>): Outcome | undefined => {
    const before = held.file.handled.get(order.commandId);
    if (before && before.bodyHash !== hash) return { kind: 'different_body' };
    if (before && before.events.some(({ type }) => !aggregate.denies(order.command, type)))
      return firstAnswer(order.id, before, held);
    if (held.file.revision < 0 && !aggregate.begins(order.command)) return { kind: 'not_found' };
    if (order.ifMatch && !order.ifMatch(held.file, held.events)) return { kind: 'precondition_failed' };
    return undefined;
  };

  const decided = (order: Order<F, C>, file: F, context: Context): Decision<E> | Promise<Decision<E>> =>
    aggregate.isSystem(order.command) && !isNode(order.actor, context.country)
      ? refuse('no_mandate', 'Only the node itself takes this step.')
      : aggregate.decide(order.command, file, context);

  const envelopes = (
    order: Order<F, C>,
    hash: string,
    context: Context,
    events: readonly E[],
    earlier: number,
  ): ClearEvent[] =>
    events.map(({ type, data, occurredAt, corrects }, index) => ({
      id: eventIdOf(order.commandId, earlier + index),
      type,
      data,
      meta: {
        country: context.country,
        agency: order.actor.agency,
        actor: order.actor.id,
        occurredAt: occurredAt ?? context.now,
        recordedAt: context.now,
        commandId: order.commandId,
        bodyHash: hash,
        correlationId: order.correlationId ?? order.commandId,
        causationId: order.causationId ?? order.commandId,
        ...(corrects === undefined ? {} : { corrects }),
      },
    }));

  /** Whether the store tells a repeated append from a first one: only then may a decision rest on a kept file. */
  let tells = false;

  const append = (id: string, held: Held<F>, events: readonly StoredEvent[]): Promise<AppendResult> =>
    repeatable(() =>
      store.append(aggregate.streamOf(id), held.file.revision < 0 ? 'none' : held.file.revision, events),
    );

  /**
   * One attempt on a file as it is held; undefined where the store has other events than that. `sure` where what was
   * held is known to have been current.
   */
  const attempt = async (order: Order<F, C>, hash: string, held: Held<F>): Promise<Attempt | undefined> => {
    const answer = settled(order, hash, held);
    if (answer) return { outcome: answer, sure: false };
    const context = contextOf(order.actor, order.commandId);
    const decision = await decided(order, held.file, context);
    const before = held.file.handled.get(order.commandId);
    const denied = before && decision.events.every(({ type }) => aggregate.denies(order.command, type));
    const { revision } = held.file;
    if (decision.events.length === 0 || denied)
      return {
        outcome: outcomeOf(order.id, decision, before?.events ?? [], {
          revision,
          position: positionOf(held, revision),
        }),
        sure: false,
      };
    const clear = envelopes(order, hash, context, decision.events, before?.events.length ?? 0);
    const sealed = await sealing.sealAll(order.id, clear).catch(erasedMeanwhile);
    if (!sealed) return { outcome: { kind: 'refused', refusal: erased, events: [] }, sure: false };
    const appended = await append(order.id, held, sealed);
    if (!appended.ok || appended.repeated) return undefined;
    tells = appended.repeated === false;
    if (clear.some(({ type }) => aggregate.erasures.has(type))) files.forget(order.id);
    else if (tells) remember(order.id, revision, clear, appended.position);
    const { revision: reached, position } = appended;
    return {
      outcome: outcomeOf(order.id, decision, noted(clear), { revision: reached, position }),
      sure: true,
    };
  };

  const remember = (id: string, expected: number, clear: readonly ClearEvent[], position: Position): void =>
    files.take(
      id,
      expected,
      sealing.asRecorded(clear, aggregate.streamOf(id), expected + 1),
      clear.map((event, index) => ({
        eventId: event.id,
        type: event.type,
        revision: expected + 1 + index,
        position,
      })),
    );

  const untilDone = async (order: Order<F, C>): Promise<Outcome> => {
    const hash = bodyHash(order.command);
    const kept = tells ? files.kept(order.id) : undefined;
    let current = kept === undefined;
    let held = kept ?? (await files.load(order.id));
    for (let tries = 0; tries < mostAttempts; tries += 1) {
      const { revision } = held.file;
      const tried = await attempt(order, hash, held);
      if (tried && (tried.sure || current)) return tried.outcome;
      held = await files.load(order.id);
      current = true;
      if (tried && held.file.revision === revision) return tried.outcome;
    }
    return { kind: 'busy' };
  };

  return {
    ...files,
    carryOut: (order) =>
      queue.run(aggregate.streamOf(order.id), () => untilDone(order)) ?? Promise.resolve({ kind: 'busy' }),
  };
};
