import type { Country } from '#casework';
import type { TablesDatabase } from './database.js';
import type { OutboundEvent } from '../outbound-event.js';

/**
 * Approved messages that wait for their hour, or for a country that is not reached. Those of an hour hold up nothing else of
 * their case; those for a country go in the order in which they were approved, and what is approved later goes behind them.
 */
export interface WaitingReleases {
  add(event: OutboundEvent, notBefore: string): Promise<void>;
  /** Whether anything of a case waits for a country that what is approved now must not overtake. */
  holds(caseId: string, to: Country): Promise<boolean>;
  /** Those whose hour has come by an instant and whose turn it is, the longest due first; none for the countries named. */
  due(
    now: string,
    limit: number,
    notFor: readonly Country[],
  ): Promise<readonly { readonly event: OutboundEvent; readonly attempts: number }[]>;
  /** Notes for whom one is that did not say. */
  isFor(eventId: string, to: Country): Promise<void>;
  postpone(eventId: string, waitMs: number): Promise<void>;
  remove(eventId: string): Promise<void>;
}

/** One that others of its case and country go behind: it waits for no hour, and stops nothing. */
const leads = (row: string): string =>
  `${row}.event->>'notBefore' is null and not coalesce((${row}.event->>'overtakes')::boolean, false)`;

export const waitingReleaseTable = (database: TablesDatabase): WaitingReleases => ({
  add: async (event, notBefore) => {
    await database.query(
      `insert into bridge.waiting_release (event_id, case_id, event, not_before) values ($1, $2, $3, $4)
       on conflict (event_id) do nothing`,
      [event.eventId, event.caseId, JSON.stringify(event), notBefore],
    );
  },
  holds: async (caseId, to) => {
    const rows = await database.query<unknown[]>(
      `select from bridge.waiting_release waiting
       where case_id = $1 and coalesce(event->>'to', $2) = $2 and ${leads('waiting')} limit 1`,
      [caseId, to],
    );
    return rows.length > 0;
  },
  due: (now, limit, notFor) =>
    database.query<{ event: OutboundEvent; attempts: number }[]>(
      `select event, attempts from bridge.waiting_release waiting
       where not_before <= $1 and next_try_at <= now() and not coalesce(event->>'to', '') = any($3)
         and (coalesce((event->>'overtakes')::boolean, false) or not exists (
           select from bridge.waiting_release earlier
           where earlier.case_id = waiting.case_id and earlier.number < waiting.number and ${leads('earlier')}
             and coalesce(earlier.event->>'to' = waiting.event->>'to', true)))
       order by not_before, number limit $2`,
      [now, limit, notFor],
    ),
  isFor: async (eventId, to) => {
    await database.query(
      `update bridge.waiting_release set event = event || jsonb_build_object('to', $2::text) where event_id = $1`,
      [eventId, to],
    );
  },
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
