import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseError, type Pool } from 'pg';
import { ForeignCheckpointError, type EventStore } from '#event-store';
import { StoreReplaced } from './checkpoint.js';
import { followView } from './follow.js';
import { LeaseLost, releaseLease, takeLease, type Lease } from './lease.js';
import { createProgress, type Progress } from './progress.js';
import { createTable, viewId } from './tables.js';
import type { View } from './view.js';

/** What a projector tells of itself: codes and names of views, never a value. */
export interface ProjectorReport {
  readonly what: 'took_over' | 'handed_on' | 'failed' | 'store_replaced';
  readonly view: string;
  readonly version: number;
  /** SQLSTATE or the name of the error's class. */
  readonly code?: string;
}

export interface ProjectorOptions {
  /** The owner's connections: the projector creates and writes the tables of its views. */
  readonly pool: Pool;
  readonly store: EventStore;
  readonly views: readonly View[];
  /** Role of the api, which is granted SELECT on the views. */
  readonly reader?: string;
  /** After this long without renewal another process takes over. */
  readonly leaseMs?: number;
  readonly batch?: number;
  readonly retryMs?: number;
  readonly report?: (report: ProjectorReport) => void;
}

export interface Projector {
  /** Creates what tables are missing and begins to follow; resolves before the views have caught up. */
  start(): Promise<void>;
  /** Finishes the step in hand and gives the leases back. */
  stop(): Promise<void>;
  readonly progress: Progress;
}

const codeOf = (error: unknown): string =>
  error instanceof DatabaseError
    ? (error.code ?? 'database')
    : error instanceof Error
      ? error.name
      : 'unknown';

const isAnotherStore = (error: unknown): boolean =>
  error instanceof StoreReplaced || error instanceof ForeignCheckpointError;

const longestPauseMs = 10_000;

/** Keeps views up to date. Several processes may run one each for the same views: a lease says who moves which. */
export const createProjector = (options: ProjectorOptions): Projector => {
  const {
    pool,
    store,
    views,
    leaseMs = 5_000,
    batch = 2_000,
    retryMs = 1_000,
    report = () => undefined,
  } = options;
  const holder = randomUUID();
  const progress = createProgress();
  const stopping = new AbortController();
  const { signal } = stopping;
  setMaxListeners(0, signal);
  let running: Promise<unknown> = Promise.resolve();

  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { signal }).catch(() => undefined);

  const tell = (view: View, what: ProjectorReport['what'], code?: string): void =>
    report({ what, view: viewId(view), version: view.version, ...(code === undefined ? {} : { code }) });

  const hold = async (lease: Lease): Promise<void> => {
    const { view } = lease;
    tell(view, 'took_over');
    try {
      const moved = (position: string): void => progress.moved(view, position);
      await followView(lease, { pool, store, leaseMs, batch, retryMs, moved }, signal);
    } finally {
      await releaseLease(pool, lease).catch(() => undefined);
    }
  };

  const keep = async (view: View): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      try {
        const lease = await takeLease(pool, view, holder, leaseMs);
        if (lease !== undefined) await hold(lease);
        failures = 0;
        await pause(leaseMs / 4);
      } catch (error) {
        if (error instanceof LeaseLost) tell(view, 'handed_on');
        else {
          failures += 1;
          tell(view, isAnotherStore(error) ? 'store_replaced' : 'failed', codeOf(error));
        }
        await pause(Math.min(longestPauseMs, 100 * 2 ** failures));
      }
    }
  };

  return {
    progress,
    start: async () => {
      for (const view of views) await createTable(pool, view, options.reader);
      running = Promise.all(views.map(keep));
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
