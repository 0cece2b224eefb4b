import type { Pool } from 'pg';

/** Keeps the planner's statistics of a view's table near to what it holds. */
export interface Statistics {
  /** So many events came. */
  readonly took: (events: number) => void;
  /** The view has caught up: after many events the statistics are renewed. */
  readonly caughtUp: (fail: (error: unknown) => void) => void;
  /** Resolves when no renewal is under way. */
  readonly idle: () => Promise<unknown>;
}

/**
 * After so many events the statistics are renewed at once, without which a long list is sorted for every page; then after
 * twice as many, and so on, because a renewal reads a good part of the table.
 */
const firstAfter = 5_000;

/** The statistics of a table. */
export const statisticsOf = (pool: Pool, table: string): Statistics => {
  let since = 0;
  let after = firstAfter;
  let last: Promise<unknown> = Promise.resolve();
  return {
    took: (events) => {
      since += events;
    },
    caughtUp: (fail) => {
      if (since < after) return;
      since = 0;
      after *= 2;
      // Beside the events that come meanwhile: nobody has to wait for it.
      last = pool.query(`analyze ${table}`).catch(fail);
    },
    idle: () => last,
  };
};
