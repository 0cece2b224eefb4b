import type { Pool } from 'pg';
import { comparePositions, isUnavailable, type EventStore, type PlacedEvent } from '#event-store';
import { historiesOf } from './again.js';
import { foldBatch, type Changes, type ParkedCase } from './batch.js';
import { commitStep } from './checkpoint.js';
import type { ViewLease } from './lease.js';
import { isBadValue, parkedForValue, saveStanding, type ViewStanding } from './step.js';
import { rowsNeeded, viewId } from './tables.js';
import { caseOfStream, type View } from './view.js';

/** Streams that stand parked in a version of a view. */
export const parkedStreams = async (pool: Pool, view: View): Promise<Set<string>> => {
  const { rows } = await pool.query<{ stream: string }>(
    `select stream from projections.parked_cases where view = $1 and version = $2`,
    [viewId(view), view.version],
  );
  return new Set(rows.map(({ stream }) => stream));
};

const dueForRetry = async (pool: Pool, view: View): Promise<ParkedCase[]> => {
  const { rows } = await pool.query<ParkedCase>(
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
  standing: ViewStanding,
): Promise<PlacedEvent[]> => {
  const events: PlacedEvent[] = [];
  for await (const event of store.read(stream, revision))
    if (comparePositions(event.position, standing.position) <= 0) events.push(event);
  return events;
};

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('unknown', { cause: error });

/**
 * Tries again the parked cases whose time has come: each is folded anew from its own stream, up to the view's position. Those that still cannot be taken, or read, wait longer each time, up to ten minutes. While the store does not
 * answer all stay as they are.
 */
export const retryParked = async (
  pool: Pool,
  store: EventStore,
  lease: ViewLease,
  before: ViewStanding,
): Promise<ViewStanding> => {
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
      const caseId = caseOfStream(stream);
      const rows = await rowsNeeded(pool, lease.view, { rows: [], cases: caseId ? [caseId] : [] });
      const histories = await historiesOf(store, new Map([[stream, events.at(-1)?.revision ?? revision]]));
      const changes = foldBatch(lease.view, events, rows, histories);
      await commit(changes);
      if (changes.parked.length === 0) still.delete(stream);
    } catch (error) {
      if (!isBadValue(error)) throw error;
      await commit({ stored: [], removed: [], parked: events.slice(0, 1).map(parkedForValue) });
    }
  }
  return { ...standing, parked: still };
};
