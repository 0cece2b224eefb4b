import type { Pool } from 'pg';
import { comparePositions, type EventStore, type PlacedEvent, type Position } from '#event-store';
import { unreadBy } from './again.js';
import { loadCheckpoint } from './checkpoint.js';
import type { ViewLease } from './lease.js';
import { rememberedRows, type RememberedRows } from './remembered.js';
import { isOver } from './view.js';
import { statisticsOf, type Statistics } from './statistics.js';

/** Where a followed view stands, as its holder knows it. */
export interface ViewStanding {
  /** Up to here every event is taken, and what it changed is committed. */
  readonly position: Position;
  /** The checkpoint: behind the position where the last events changed nothing. */
  readonly saved: Position;
  readonly ready: boolean;
  /** Streams that stand parked: another set whenever they change. */
  readonly parked: ReadonlySet<string>;
}

/** A view that is moved together with others, by the holder of its lease. */
export interface Member {
  readonly lease: ViewLease;
  readonly rows: RememberedRows;
  /** Types that it need not read. */
  readonly unread: ReadonlySet<string>;
  /** It leaves when this aborts. */
  readonly signal: AbortSignal;
  readonly statistics: Statistics;
  standing: ViewStanding;
  /** Ends its membership, by a failure of its own where there is one. Told twice, the first counts. */
  readonly end: (failure?: unknown) => void;
  readonly hasEnded: () => boolean;
  /** Resolves when it has ended, and rejects where that was by a failure. */
  readonly ended: Promise<void>;
}

const parkedStreams = async (pool: Pool, follower: string): Promise<ReadonlySet<string>> => {
  const { rows } = await pool.query<{ stream: string }>(
    'select stream from following.parked where follower = $1',
    [follower],
  );
  return new Set(rows.map(({ stream }) => stream));
};

/** A promise that is settled from outside. */
const promised = () => {
  const settle: { resolve?: () => void; reject?: (error: Error) => void } = {};
  const promise = new Promise<void>((resolve, reject) => Object.assign(settle, { resolve, reject }));
  return { promise, settle };
};

/** Asks the store by the view's own position: a band asks by the lowest of all. */
const mustStandIn = async (store: EventStore, position: Position): Promise<void> => {
  const asking = new AbortController();
  const answers = store.subscribe(position, { signal: asking.signal, batch: 1 })[Symbol.asyncIterator]();
  await answers.next();
  await answers.return?.();
  asking.abort();
};

/** A view as its checkpoint and its parked streams are; refused where they are of another store. */
export const createMember = async (
  { pool, store }: { readonly pool: Pool; readonly store: EventStore },
  lease: ViewLease,
  signal: AbortSignal,
): Promise<Member> => {
  const { view } = lease;
  const { position, ready } = await loadCheckpoint(pool, view, await store.epoch());
  await mustStandIn(store, position);
  const standing = { position, saved: position, ready, parked: await parkedStreams(pool, lease.name) };
  let over = false;
  const { promise: ended, settle } = promised();
  // Looked at by whoever waits for it.
  ended.catch(() => undefined);
  return {
    lease,
    rows: rememberedRows(pool, view),
    unread: new Set(unreadBy(view)),
    signal,
    statistics: statisticsOf(pool, lease.name),
    standing,
    end: (failure) => {
      over = true;
      if (failure === undefined) settle.resolve?.();
      else settle.reject?.(failure instanceof Error ? failure : new Error('unknown', { cause: failure }));
    },
    hasEnded: () => over,
    ended,
  };
};

/** What of a batch a view has yet to take: nothing at or before its own position, nothing of a type or a stream that it passes over. */
export const eventsFor = (
  { lease: { view }, standing: { position }, unread }: Member,
  events: readonly PlacedEvent[],
): readonly PlacedEvent[] => {
  const isNew = ({ position: at }: PlacedEvent): boolean => comparePositions(at, position) > 0;
  const fresh = events[0] === undefined || isNew(events[0]) ? events : events.filter(isNew);
  return fresh.filter((event) => isOver(view, event) && !unread.has(event.type));
};

/** Notes that a view has taken all up to a position, where it is not further already. */
export const passTo = (member: Member, position: Position): void => {
  if (comparePositions(position, member.standing.position) > 0)
    member.standing = { ...member.standing, position };
};
