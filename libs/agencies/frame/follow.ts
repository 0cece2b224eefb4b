import type { Delivery, EventStore, Position } from '#event-store';
import type { Pool } from 'pg';
import { unreadBy } from './again.js';
import { oneAhead, repeat } from '#pacing';
import { loadCheckpoint } from './checkpoint.js';
import type { ViewLease } from './lease.js';
import { parkedStreams, retryParked } from './parking.js';
import { rememberedRows } from './remembered.js';
import {
  foldAhead,
  noteCaughtUp,
  saveStanding,
  takeEvents,
  type FoldedBatch,
  type ViewStanding,
} from './step.js';
import { tableOf } from './tables.js';

export interface FollowViewOptions {
  readonly pool: Pool;
  readonly store: EventStore;
  /** Events a commit while catching up. */
  readonly batch: number;
  /** How often parked cases are looked at, in milliseconds. */
  readonly retryMs: number;
  readonly moved: (position: Position) => void;
}

/**
 * After so many events the planner's statistics are renewed at once, without which a long list is sorted for every page;
 * then after twice as many, and so on, because a renewal reads a good part of the table.
 */
const firstAnalyzedAfter = 5_000;

/** How often the checkpoint follows a view that events pass without changing it, in milliseconds. */
const saveEveryMs = 250;

/**
 * A batch at least so full is folded while the one before it is written. Of smaller ones, as they come
 * when live, each waits for the last, so that more events gather in the next.
 */
const aheadFrom = 0.25;

/** A batch that is being taken. */
interface Taking {
  /** Resolves when its rows are remembered: their write has begun, or there is nothing to write, or it has failed. */
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
}

/** Runs tasks one after the other, in the order in which they came. */
const oneByOne = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const next = last.then(task, task);
    last = next.catch(() => undefined);
    return next;
  };
};

/**
 * Follows the store into one view under a lease, until the signal aborts: in batches while catching up, and event by
 * event as they come when live. Ends with LeaseLost where another projector took over.
 */
export const followView = async (
  lease: ViewLease,
  options: FollowViewOptions,
  signal: AbortSignal,
): Promise<void> => {
  const { pool, store } = options;
  const { view } = lease;
  const checkpoint = await loadCheckpoint(pool, view, await store.epoch());
  let standing: ViewStanding = {
    position: checkpoint.position,
    saved: checkpoint.position,
    ready: checkpoint.ready,
    parked: await parkedStreams(pool, view),
  };
  const holding = { pool, store, lease, rows: rememberedRows(pool, view) };
  const inTurn = oneByOne();
  let last: Taking = { begun: Promise.resolve(), ended: Promise.resolve() };
  let sinceAnalyzed = 0;
  let analyzedAfter = firstAnalyzedAfter;
  let analyzing: Promise<unknown> = Promise.resolve();
  const stop = new AbortController();
  let failure: Error | undefined;
  const fail = (error: unknown): void => {
    failure ??= error instanceof Error ? error : new Error('unknown', { cause: error });
    stop.abort();
  };
  const move = async (task: () => Promise<ViewStanding>): Promise<void> => {
    await inTurn(async () => {
      if (stop.signal.aborted) return;
      standing = await task();
      options.moved(standing.position);
    });
  };
  const take = (delivery: Delivery, folded?: FoldedBatch): Taking => {
    let ended: Promise<void> = Promise.resolve();
    const begun = new Promise<void>((writing) => {
      ended = move(() =>
        delivery.kind === 'events'
          ? takeEvents(holding, standing, delivery.events, delivery.position, { folded, writing })
          : noteCaughtUp(pool, lease, standing, delivery.position),
      );
      ended.then(writing, writing);
    });
    return { begun, ended };
  };
  const save = async (): Promise<void> => {
    if (standing.saved !== standing.position) await move(() => saveStanding(pool, lease, standing));
  };
  const retry = async (): Promise<void> => {
    if (standing.parked.size === 0) return;
    await move(() => retryParked(pool, store, lease, standing).finally(holding.rows.forget));
  };
  // A step in hand may take long; what would be done meanwhile is done once after it.
  const timers = [repeat(saveEveryMs, save, fail), repeat(options.retryMs, retry, fail)];
  const ended = AbortSignal.any([signal, stop.signal]);
  try {
    const deliveries = store.subscribe(standing.position, {
      signal: ended,
      batch: options.batch,
      passOver: unreadBy(view),
    });
    for await (const delivery of oneAhead(deliveries, () => stop.abort())) {
      if (ended.aborted) break;
      const full = delivery.kind === 'events' && delivery.events.length >= options.batch * aheadFrom;
      const folded = full ? await foldAhead(holding, standing, delivery.events) : undefined;
      await last.ended;
      last = take(delivery, folded);
      last.ended.catch(fail);
      await (full ? last.begun : last.ended);
      if (delivery.kind === 'events') sinceAnalyzed += delivery.events.length;
      else if (sinceAnalyzed >= analyzedAfter) {
        sinceAnalyzed = 0;
        analyzedAfter *= 2;
        // Beside the events that come meanwhile: nobody has to wait for it.
        analyzing = pool.query(`analyze ${tableOf(view)}`).catch(fail);
      }
    }
  } finally {
    timers.forEach(clearInterval);
    stop.abort();
    await analyzing;
    // Before the lease is given back, so that the next holder need not look at the same events again.
    await inTurn(() => saveStanding(pool, lease, standing)).catch(fail);
  }
  if (failure !== undefined) throw failure;
};
