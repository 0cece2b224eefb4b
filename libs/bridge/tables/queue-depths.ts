import type { TablesDatabase } from './database.js';

/** How much waits in the bridge, for health and metrics. */
export interface QueueDepths {
  /** Approvals and releases not carried out yet. */
  readonly parkedEvents: number;
  readonly parkedMessages: number;
  /** Messages whose hour has come, tried, and not released yet. Those whose hour is still to come do not count. */
  readonly overdueReleases: number;
  readonly deadLetters: number;
  /** Events of the store that could not be read. */
  readonly unreadEvents: number;
  /** Those of the first three that have waited for longer than a quarter of an hour. */
  readonly stuck: number;
  /** Those that stop something and have waited for longer than two minutes. */
  readonly stuckStops: number;
  /** Age of the oldest of them in seconds, 0 where there is none. */
  readonly oldestSeconds: number;
}

/** Where nothing waits. */
export const nothingWaits: QueueDepths = {
  parkedEvents: 0,
  parkedMessages: 0,
  overdueReleases: 0,
  deadLetters: 0,
  unreadEvents: 0,
  stuck: 0,
  stuckStops: 0,
  oldestSeconds: 0,
};

export const queueDepths = async (database: TablesDatabase): Promise<QueueDepths> => {
  const rows = await database.query<QueueDepths[]>(`
    select count(*) filter (where queue = 'event')::int as "parkedEvents",
           count(*) filter (where queue = 'message')::int as "parkedMessages",
           count(*) filter (where queue = 'release')::int as "overdueReleases",
           count(*) filter (where queue = 'letter')::int as "deadLetters",
           count(*) filter (where queue = 'unread')::int as "unreadEvents",
           count(*) filter (where queue not in ('letter', 'unread') and since < now() - interval '15 minutes')::int as "stuck",
           count(*) filter (where stops and since < now() - interval '2 minutes')::int as "stuckStops",
           greatest(coalesce(extract(epoch from now() - min(since)), 0), 0)::int as "oldestSeconds"
    from (select 'event' as queue, parked_at as since, overtakes as stops from following.parked
          where follower = 'outbound' and event_type in ('MessageApproved', 'MessageReleased')
          union all select 'message', parked_at, overtakes from bridge.parked_message
          union all select 'release', not_before, false from bridge.waiting_release where attempts > 0
          union all select 'unread', put_aside_at, false from bridge.unread_event
          union all select 'letter', received_at, false from bridge.dead_letter where retaken_at is null) waiting`);
  return rows[0] ?? nothingWaits;
};
