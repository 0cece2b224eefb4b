import type { TablesDatabase } from './database.js';

/** How much waits in the bridge, for health and metrics. */
export interface QueueDepths {
  /** Approvals and releases not carried out yet. */
  readonly parkedEvents: number;
  readonly parkedMessages: number;
  /** Messages whose hour has come, tried, and not released yet. Those whose hour is still to come do not count. */
  readonly overdueReleases: number;
  readonly deadLetters: number;
  /** Age of the oldest of them in seconds, 0 where there is none. */
  readonly oldestSeconds: number;
}

export const queueDepths = async (database: TablesDatabase): Promise<QueueDepths> => {
  const rows = await database.query<QueueDepths[]>(`
    select count(*) filter (where queue = 'event')::int as "parkedEvents",
           count(*) filter (where queue = 'message')::int as "parkedMessages",
           count(*) filter (where queue = 'release')::int as "overdueReleases",
           count(*) filter (where queue = 'letter')::int as "deadLetters",
           greatest(coalesce(extract(epoch from now() - min(since)), 0), 0)::int as "oldestSeconds"
    from (select 'event' as queue, parked_at as since from bridge.parked_event
          union all select 'message', parked_at from bridge.parked_message
          union all select 'release', not_before from bridge.waiting_release where attempts > 0
          union all select 'letter', received_at from bridge.dead_letter where retaken_at is null) waiting`);
  return (
    rows[0] ?? { parkedEvents: 0, parkedMessages: 0, overdueReleases: 0, deadLetters: 0, oldestSeconds: 0 }
  );
};
