import type { Pool } from 'pg';
import { comparePositions, isUnavailable, type EventStore, type PlacedEvent } from '#event-store';
import { historiesOf } from './again.js';
import { parkedForValue, stepOf } from './alone.js';
import { foldBatch, type Changes, type ParkedCase } from './batch.js';
import { commitStep } from './commit.js';
import { isBadValue } from './folding.js';
import type { Member, ViewStanding } from './member.js';
import { rowsNeeded } from './tables.js';
import { saveStandings } from './taking.js';
import { caseOfStream } from './view.js';

const dueForRetry = async (pool: Pool, follower: string): Promise<ParkedCase[]> => {
  const { rows } = await pool.query<ParkedCase>(
    `select stream, position::text, revision, event_id as "eventId", event_type as "eventType", reason
     from following.parked
     where follower = $1 and next_attempt <= clock_timestamp() order by next_attempt limit 100`,
    [follower],
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
 * Tries again the parked cases of a view whose time has come: each is folded anew from its own stream, up to the view's
 * position. Those that still cannot be taken, or read, wait longer each time, up to ten minutes. While the store does not
 * answer all stay as they are.
 */
export const retryParked = async (
  { pool, store }: { readonly pool: Pool; readonly store: EventStore },
  member: Member,
): Promise<void> => {
  await saveStandings(pool, [member]);
  if (member.hasEnded()) return;
  const { standing, lease } = member;
  const still = new Set(standing.parked);
  for (const due of await dueForRetry(pool, lease.name)) {
    const { stream, revision } = due;
    const commit = (changes: Changes): Promise<void> => {
      const freed = changes.parked.length === 0 ? [stream] : [];
      return commitStep(pool, { ...stepOf(member, changes, standing.position), freed });
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
  member.standing = { ...standing, parked: still };
};
