import type { TablesDatabase } from './database.js';
import type { OutboundEvent } from '../outbound-event.js';

/** Approved messages that wait for their hour. They hold up nothing else of their case: each goes when it is released. */
export interface WaitingReleases {
  add(event: OutboundEvent, notBefore: string): Promise<void>;
  /** Those whose hour has come by an instant, the longest due first. */
  due(
    now: string,
    limit: number,
  ): Promise<readonly { readonly event: OutboundEvent; readonly attempts: number }[]>;
  postpone(eventId: string, waitMs: number): Promise<void>;
  remove(eventId: string): Promise<void>;
}

export const waitingReleaseTable = (database: TablesDatabase): WaitingReleases => ({
  add: async (event, notBefore) => {
    await database.query(
      `insert into bridge.waiting_release (event_id, case_id, event, not_before) values ($1, $2, $3, $4)
       on conflict (event_id) do nothing`,
      [event.eventId, event.caseId, JSON.stringify(event), notBefore],
    );
  },
  due: (now, limit) =>
    database.query<{ event: OutboundEvent; attempts: number }[]>(
      `select event, attempts from bridge.waiting_release where not_before <= $1 and next_try_at <= now()
       order by not_before, event_id limit $2`,
      [now, limit],
    ),
  postpone: async (eventId, waitMs) => {
    await database.query(
      `update bridge.waiting_release set attempts = attempts + 1,
         next_try_at = now() + $2 * interval '1 millisecond' where event_id = $1`,
      [eventId, waitMs],
    );
  },
  remove: async (eventId) => {
    await database.query('delete from bridge.waiting_release where event_id = $1', [eventId]);
  },
});
