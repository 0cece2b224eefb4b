import type { Pool } from 'pg';
import { comparePositions, isUnavailable, start, type EventStore, type Position } from '#event-store';
import { viewId } from './tables.js';
import type { View } from './view.js';

/** Where a view stands, for health, metrics and the log. Nothing in it is above P1. */
export interface ViewStatus {
  readonly view: string;
  readonly version: number;
  readonly position: Position;
  /** The end of the log; the view's own position while the event store does not answer. */
  readonly head: Position;
  /** It has caught up once and answers; false while it is built. */
  readonly ready: boolean;
  /** For how long the view has not moved although newer events wait, in seconds; 0 where none waits. */
  readonly lagSeconds: number;
  /** How old what it shows can be at most, in seconds; undefined where it was never known to be current. */
  readonly ageSeconds: number | undefined;
  readonly parkedCases: number;
  /** How many cases are parked for which reason. */
  readonly parkedBecause: Readonly<Record<string, number>>;
  /** A projector holds the lease at this moment. */
  readonly followed: boolean;
  /** The store has another epoch than the one that the view was built from: it is not followed. */
  readonly storeReplaced: boolean;
}

interface StatusRow {
  readonly view: string;
  readonly version: number;
  readonly position: string;
  readonly epoch: string;
  readonly ready: boolean;
  readonly age: number | null;
  readonly since_current: number | null;
  readonly followed: boolean;
  readonly parked: Readonly<Record<string, number>> | null;
}

const query = `
  select v.view, v.version, c.position, c.epoch, v.ready,
         extract(epoch from clock_timestamp() - c.moved_at)::float8 as age,
         extract(epoch from clock_timestamp() - v.current_at)::float8 as since_current,
         coalesce(l.expires > clock_timestamp(), false) as followed,
         (select json_object_agg(reason, n) from (
            select reason, count(*)::integer as n from following.parked p
            where p.follower = c.name group by reason) r) as parked
  from projections.views v
  join following.checkpoints c on c.name = v.view || '_v' || v.version
  left join following.leases l on l.name = c.name
  where v.view = any($1)`;

/** While the store is down the rest can still be told. */
const unlessDown = (error: unknown): undefined => {
  if (!isUnavailable(error)) throw error;
};

/** The status of each view; one that no projector has begun yet stands at the start. */
export const viewStatuses = async (
  pool: Pool,
  store: Pick<EventStore, 'head' | 'epoch'>,
  views: readonly View[],
): Promise<ViewStatus[]> => {
  const [head, epoch, { rows }] = await Promise.all([
    store.head().catch(unlessDown),
    store.epoch().catch(unlessDown),
    pool.query<StatusRow>(query, [views.map(viewId)]),
  ]);
  return views.map((view) => {
    const row = rows.find((found) => found.view === viewId(view) && found.version === view.version);
    const position = row?.position ?? start;
    const parkedBecause = row?.parked ?? {};
    return {
      view: viewId(view),
      version: view.version,
      position,
      head: head ?? position,
      ready: row?.ready ?? false,
      lagSeconds: head !== undefined && comparePositions(position, head) < 0 ? Math.max(0, row?.age ?? 0) : 0,
      ageSeconds: row?.since_current === null ? undefined : row?.since_current,
      parkedCases: Object.values(parkedBecause).reduce((sum, count) => sum + count, 0),
      parkedBecause,
      followed: row?.followed ?? false,
      storeReplaced: row !== undefined && epoch !== undefined && row.epoch !== epoch,
    };
  });
};
