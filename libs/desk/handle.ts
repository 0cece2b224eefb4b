import { setTimeout as pause } from 'node:timers/promises';
import type { Audience, Refusal } from '#casework';
import {
  AppendTooLargeError,
  EventIdTakenError,
  EventStoreUnavailableError,
  isUnavailable,
  type AppendResult,
  type EventStore,
  type Position,
  type StoredEvent,
} from '#event-store';
import { ErasedSubjectError } from '#sealing';
import type { Aggregate, ClearEvent, Decided, Folded, Order, Outcome, Sealing, Trace } from './aggregate.js';
import { decidingOn, placeOf, type DecidingParts, type Draft } from './deciding.js';
import { filesIn, type Files, type Held } from './files.js';
import { linesByKey } from '#pacing';

/** What the handler stands on. */
export interface HandlerParts<F, R> extends DecidingParts<F> {
  readonly store: EventStore;
  readonly sealing: Sealing<R>;
  /** How many folded files are kept; 1,000 where absent. */
  readonly keep?: number;
}

/** Carries out orders on one kind of file. */
export interface Handler<F, C, R> extends Files<F, R> {
  readonly carryOut: (order: Order<C>) => Promise<Outcome>;
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
/** How many orders on one file may wait, and how many of them are appended together. */
const longestLine = 1_000;
const mostTogether = 32;

/** To repeat the append changes nothing, or the store has tried already for as long as a caller can wait. */
const final = [AppendTooLargeError, EventIdTakenError, EventStoreUnavailableError];

const repeatable = async (append: () => Promise<AppendResult>): Promise<AppendResult> => {
  let lost: unknown;
  for (const wait of appendPauses) {
    if (wait > 0) await pause(wait);
    try {
      return await append();
    } catch (error) {
      if (final.some((kind) => error instanceof kind)) throw error;
      lost = error;
    }
  }
  throw lost;
};

const erased: Refusal = {
  code: 'erased',
  dataClass: 'P1',
  sentence: 'The personal data that this step concerns were erased; nothing can be added to them.',
};

const erasedMeanwhile = (error: unknown): undefined => {
  if (!(error instanceof ErasedSubjectError)) throw error;
};

/** Where events stand that are appended after a revision. One append has one position: that of its last event. */
const tracesOf = (
  audienceOf: (event: Pick<ClearEvent, 'type' | 'data'>) => Audience,
  events: readonly ClearEvent[],
  expected: number,
  position: Position,
): Trace[] =>
  events.map(({ id, type, data, meta }, index) => ({
    eventId: id,
    type,
    agency: meta.agency,
    audience: audienceOf({ type, data }),
    revision: expected + 1 + index,
    position,
  }));

/**
 * THE handler: load, fold, look the command up, decide, seal, append with the expected revision; where another
 * process wrote meanwhile, all of it again. A file kept in memory is decided on without a look into the store: the
 * append itself tells whether it was current, and an answer that appends nothing is given only after that look.
 * Orders on one file wait for each other in this process; those that waited together are appended together.
 */
export const handlerOf = <F extends Folded, C extends { readonly type: string }, E extends Decided, R>(
  aggregate: Aggregate<F, C, E, R>,
  { store, sealing, keep, ...parts }: HandlerParts<F, R>,
): Handler<F, C, R> => {
  const files = filesIn(aggregate, { store, sealing, ...(keep === undefined ? {} : { most: keep }) });
  const draftOf = decidingOn(aggregate, parts);
  /** Whether the store tells a repeated append from a first one: only then may a decision rest on a kept file. */
  let tells = false;

  const erases = (events: readonly ClearEvent[]): boolean =>
    events.some(({ type }) => aggregate.erasures.has(type));

  const append = (id: string, revision: number, events: readonly StoredEvent[]): Promise<AppendResult> =>
    repeatable(() => store.append(aggregate.streamOf(id), revision < 0 ? 'none' : revision, events));

  /** The file with events that were just decided on it. */
  const advanced = (id: string, file: F, events: readonly ClearEvent[]): F =>
    aggregate.advance(file, sealing.asRecorded(events, aggregate.streamOf(id), file.revision + 1));

  /** One attempt on a file as it is held; undefined where the store has other events than that. */
  const attempt = async (order: Order<C>, held: Held<F>): Promise<Attempt | undefined> => {
    const { events, answer } = await draftOf(order, held);
    if (events.length === 0) return { outcome: answer(placeOf(held)), sure: false };
    const sealed = await sealing.sealAll(order.id, events).catch(erasedMeanwhile);
    if (!sealed) return { outcome: { kind: 'refused', refusal: erased, events: [] }, sure: false };
    const { revision } = held.file;
    const appended = await append(order.id, revision, sealed);
    if (!appended.ok || appended.repeated) return undefined;
    tells = appended.repeated === false;
    if (erases(events)) files.forget(order.id);
    else if (tells)
      files.take(
        order.id,
        revision,
        advanced(order.id, held.file, events),
        tracesOf(aggregate.audienceOf, events, revision, appended.position),
      );
    return { outcome: answer(appended), sure: true };
  };

  const alone = async (order: Order<C>): Promise<Outcome> => {
    const kept = tells ? files.kept(order.id) : undefined;
    let current = kept === undefined;
    let held = kept ?? (await files.load(order.id));
    for (let tries = 0; tries < mostAttempts; tries += 1) {
      const { revision } = held.file;
      const tried = await attempt(order, held);
      if (tried && (tried.sure || current)) return tried.outcome;
      held = await files.load(order.id);
      current = true;
      if (tried && held.file.revision === revision) return tried.outcome;
    }
    return { kind: 'busy' };
  };

  /**
   * All orders in one append, each decided on the file as the ones before it leave it. Undefined, and nothing is
   * recorded, where anything is out of the ordinary: then each is carried out alone.
   */
  const together = async (id: string, orders: readonly Order<C>[]): Promise<Outcome[] | undefined> => {
    const found = tells ? files.kept(id) : undefined;
    if (!found) return undefined;
    const { revision, position } = placeOf(found);
    let { file } = found;
    const traces = [...found.events];
    const drafts: { readonly draft: Draft; readonly revision: number }[] = [];
    for (const order of orders) {
      if (file.handled.has(order.commandId)) return undefined;
      const draft = await draftOf(order, { file, events: traces });
      traces.push(...tracesOf(aggregate.audienceOf, draft.events, file.revision, position));
      file = advanced(id, file, draft.events);
      drafts.push({ draft, revision: file.revision });
    }
    const events = drafts.flatMap(({ draft }) => draft.events);
    if (events.length === 0 || erases(events)) return undefined;
    const appended = await append(id, revision, await sealing.sealAll(id, events));
    if (!appended.ok || appended.repeated !== false) return undefined;
    files.take(id, revision, file, tracesOf(aggregate.audienceOf, events, revision, appended.position));
    return drafts.map((one) => one.draft.answer({ revision: one.revision, position: appended.position }));
  };

  /** One after the other. While an engine does not answer, only the first waits for as long as it takes to know. */
  const eachAlone = async (orders: readonly Order<C>[]): Promise<PromiseSettledResult<Outcome>[]> => {
    const results: PromiseSettledResult<Outcome>[] = [];
    let down: Error | undefined;
    for (const order of orders) {
      const carriedOut = down ? Promise.reject(down) : alone(order);
      results.push(...(await Promise.allSettled([carriedOut])));
      const last = results.at(-1);
      if (last?.status === 'rejected' && last.reason instanceof Error && isUnavailable(last.reason))
        down = last.reason;
    }
    return results;
  };

  const lines = linesByKey({
    longest: longestLine,
    most: mostTogether,
    run: async (orders: readonly Order<C>[]): Promise<readonly PromiseSettledResult<Outcome>[]> => {
      const [first] = orders;
      try {
        const outcomes = first && orders.length > 1 ? await together(first.id, orders) : undefined;
        if (outcomes) return outcomes.map((value) => ({ status: 'fulfilled', value }));
      } catch (reason) {
        if (isUnavailable(reason)) return orders.map(() => ({ status: 'rejected', reason }));
      }
      return eachAlone(orders);
    },
  });

  return {
    ...files,
    carryOut: (order) => lines(order.id, order) ?? Promise.resolve({ kind: 'busy' }),
  };
};
