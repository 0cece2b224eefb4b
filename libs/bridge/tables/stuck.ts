import type { TablesDatabase } from './database.js';

/** A message that waits in the bridge on its way out or in. No field above P1. */
export interface StuckMessage {
  readonly way: 'out' | 'in' | 'release';
  readonly messageId: string;
  /** The other country, where it is known. */
  readonly with: string;
  readonly since: Date;
  readonly attempts: number;
  /** A code: why it waits; `behind` and `gap` wait for another of their case. */
  readonly reason: string;
  /** Whether it stops something, and so waits for no other. */
  readonly stops: boolean;
}

/** What waits in the bridge, oldest first, at most a thousand. */
export const listStuck = (database: TablesDatabase): Promise<readonly StuckMessage[]> =>
  database.query<StuckMessage[]>(`
    select * from (
      select 'out' as way, (shown->>'messageId')::uuid as "messageId", coalesce(shown->>'to', '') as "with",
             parked_at as since, attempts, reason, overtakes as stops
      from following.parked where follower = 'outbound' and shown->>'messageId' is not null
      union all
      select 'in', message_id, sender, parked_at, attempts, reason, overtakes from bridge.parked_message
      union all
      select 'release', (event->>'messageId')::uuid, coalesce(event->>'to', ''), not_before, attempts,
             case when attempts > 0 then 'release refused' else 'not reached' end,
             coalesce((event->>'overtakes')::boolean, false)
      from bridge.waiting_release where attempts > 0 or event->>'notBefore' is null) waiting
    order by since limit 1000`);
