import { DatabaseError, type Pool } from 'pg';
import { ForeignCheckpointError, type EventStore } from '#event-store';
import { shareWork, type HeldLease, type LeaseDatabase, type SharedWork } from '#following';
import { noteAges, type HeldView } from './ages.js';
import { createBands } from './bands.js';
import { leaseOf } from './lease.js';
import { createProgress, type Progress } from './progress.js';
import { createTables, tableOf, viewId } from './tables.js';
import { tellProgress } from './telling.js';
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
  /** Connections that write the tables of the views, and create what is missing of them. */
  readonly pool: Pool;
  /** Connections for the leases; the same where absent. */
  readonly leases?: LeaseDatabase;
  readonly store: EventStore;
  readonly views: readonly View[];
  /** Role of the api, which is granted SELECT on the views. */
  readonly reader?: string;
  /** False where the tables were made by whoever installed, and the pool's role may not. */
  readonly creates?: boolean;
  /** After this long without renewal another process takes over. */
  readonly leaseMs?: number;
  readonly batch?: number;
  readonly retryMs?: number;
  readonly report?: (report: ProjectorReport) => void;
  /** Where readers of this process wait; one of its own where absent. */
  readonly progress?: Progress;
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

const isAnotherStore = (error: unknown): boolean => error instanceof ForeignCheckpointError;

/**
 * Keeps views up to date. Several processes may run one each for the same views: a lease says who moves which, and each
 * moves its share, all together.
 */
export const createProjector = (options: ProjectorOptions): Projector => {
  const {
    pool,
    leases = pool,
    store,
    views,
    leaseMs,
    batch = 2_000,
    retryMs = 1_000,
    report = () => undefined,
  } = options;
  const { progress = createProgress() } = options;
  const telling = tellProgress(leases);
  const held = new Map<string, HeldView>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let running: Promise<unknown> = Promise.resolve();
  const byLease = new Map(views.map((view) => [leaseOf(view), view]));

  const bands = createBands({
    pool,
    store,
    batch,
    retryMs,
    moved: (view, position) => {
      progress.moved(view, position);
      telling.moved(tableOf(view), position);
    },
  });

  const workOn =
    (view: View): SharedWork =>
    async (lease: HeldLease, signal) => {
      held.set(lease.name, { view, lease });
      try {
        await bands.follow({ ...lease, view }, signal);
      } finally {
        held.delete(lease.name);
      }
    };

  const tell = (name: string, what: ProjectorReport['what'], error?: unknown): void => {
    const view = byLease.get(name);
    if (!view) return;
    const code = error === undefined ? {} : { code: codeOf(error) };
    report({
      what: isAnotherStore(error) ? 'store_replaced' : what,
      view: viewId(view),
      version: view.version,
      ...code,
    });
  };

  return {
    progress,
    start: async () => {
      if (options.creates ?? true) await createTables(pool, views, { reader: options.reader });
      const ageing = noteAges({ pool, store, progress, held: () => [...held.values()] }, signal);
      const sharing = shareWork(
        {
          database: leases,
          team: 'projector',
          work: new Map([...byLease].map(([name, view]) => [name, workOn(view)])),
          ...(leaseMs === undefined ? {} : { leaseMs }),
          hopeless: isAnotherStore,
          report: ({ what, name, error }) => tell(name, what, error),
          trouble: (error) => [...byLease.keys()].slice(0, 1).forEach((name) => tell(name, 'failed', error)),
        },
        signal,
      );
      running = Promise.all([ageing, sharing]);
    },
    stop: async () => {
      stopping.abort();
      await running;
      await telling.idle();
    },
  };
};
