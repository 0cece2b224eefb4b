import type { Pool } from 'pg';
import { comparePositions, type EventStore, type PlacedEvent } from '#event-store';
import { foldBatch, neededFor, type Changes } from './batch.js';
import { commitStep } from './checkpoint.js';
import type { ViewLease } from './lease.js';
import { isBadValue, parkedForValue, saveStanding, type Standing } from './step.js';
import { rowsNeeded, viewId } from './tables.js';
import type { View } from './view.js';

/** Streams that stand parked in a version of a view. */
export const parkedStreams = async (pool: Pool, view: View): Promise<Set<string>> => {
  const { rows } = await pool.query<{ stream: string }>(
    `select stream from projections.parked_cases where view = $1 and version = $2`,
    [viewId(view), view.version],
  );
  return new Set(rows.map(({ stream }) => stream));
};

const dueForRetry = async (pool: Pool, view: View): Promise<{ stream: string; revision: number }[]> => {
  const { rows } = await pool.query<{ stream: string; revision: number }>(
    `select stream, revision from projections.parked_cases
     where view = $1 and version = $2 and next_attempt <= clock_timestamp() order by next_attempt limit 100`,
    [viewId(view), view.version],
  );
  return rows;
};

const missedBy = async (
  store: EventStore,
  stream: string,
  revision: number,
  standing: Standing,
): Promise<PlacedEvent[]> => {
  const events: PlacedEvent[] = [];
  for await (const event of store.read(stream, revision))
    if (comparePositions(event.position, standing.position) <= 0) events.push(event);
  return events;
};

/**
 * Tries again the parked cases whose time has come: what they missed up to the view's position is read from their own
 * streams. Those that still cannot be taken wait longer each time, up to ten minutes.
 */
export const retryParked = async (
  pool: Pool,
  store: EventStore,
  lease: ViewLease,
  before: Standing,
): Promise<Standing> => {
  const standing = await saveStanding(pool, lease, before);
  const still = new Set(standing.parked);
  const { position, ready } = standing;
  for (const { stream, revision } of await dueForRetry(pool, lease.view)) {
    const events = await missedBy(store, stream, revision, standing);
    const changes = foldBatch(
      lease.view,
      events,
      await rowsNeeded(pool, lease.view, neededFor(lease.view, events)),
    );
    const commit = (what: Changes): Promise<void> => {
      const freed = what.parked.length === 0 ? [stream] : [];
      return commitStep(pool, lease, { ...what, from: position, to: position, ready, freed });
    };
    try {
      await commit(changes);
      if (changes.parked.length === 0) still.delete(stream);
    } catch (error) {
      if (!isBadValue(error)) throw error;
      await commit({ stored: [], removed: [], parked: events.slice(0, 1).map(parkedForValue) });
    }
  }
  return { ...standing, parked: still };
};
