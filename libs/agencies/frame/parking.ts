import type { Pool } from 'pg';
import { comparePositions, isUnavailable, type EventStore, type PlacedEvent } from '#event-store';
import { foldBatch, neededFor, type Changes, type Parked } from './batch.js';
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

const dueForRetry = async (pool: Pool, view: View): Promise<Parked[]> => {
  const { rows } = await pool.query<Parked>(
    `select stream, revision, event_id as "eventId", event_type as "eventType", reason from projections.parked_cases
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

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('unknown', { cause: error });

/**
 * Tries again the parked cases whose time has come: what they missed up to the view's position is read from their own
 * streams. Those that still cannot be taken, or read, wait longer each time, up to ten minutes. While the store does not
 * answer all stay as they are.
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
  for (const due of await dueForRetry(pool, lease.view)) {
    const { stream, revision } = due;
    const commit = (what: Changes): Promise<void> => {
      const freed = what.parked.length === 0 ? [stream] : [];
      return commitStep(pool, lease, { ...what, from: position, to: position, ready, freed });
    };
    const events = await missedBy(store, stream, revision, standing).catch(asError);
    if (events instanceof Error) {
      if (isUnavailable(events)) break;
      await commit({ stored: [], removed: [], parked: [due] });
      continue;
    }
    try {
      const rows = await rowsNeeded(pool, lease.view, neededFor(lease.view, events));
      const changes = foldBatch(lease.view, events, rows);
      await commit(changes);
      if (changes.parked.length === 0) still.delete(stream);
    } catch (error) {
      if (!isBadValue(error)) throw error;
      await commit({ stored: [], removed: [], parked: events.slice(0, 1).map(parkedForValue) });
    }
  }
  return { ...standing, parked: still };
};
