import type { Country } from '#casework';
import type { TablesDatabase } from './database.js';

/** What the outbound side follows: which message of which case was approved or released. No field above P1. */
export interface OutboundEvent {
  readonly eventId: string;
  readonly type: 'MessageApproved' | 'MessageReleased';
  readonly caseId: string;
  readonly messageId: string;
  /** Of a release only. */
  readonly sequence?: number | undefined;
  /** Of a release only: who receives it. */
  readonly to?: Country | undefined;
  readonly recordedAt: string;
  /** Of an approval only: the instant before which it is not to be released. */
  readonly notBefore?: string | undefined;
  readonly correlationId: string;
  /** Whether its message stops something: it waits behind no other of its case. */
  readonly overtakes?: boolean | undefined;
}

/** Events that could not be carried out yet, with those behind them in the same case. */
export interface ParkedEvents {
  park(event: OutboundEvent, reason: string, waitMs: number): Promise<void>;
  /** Whether anything of the case is parked: what comes later must wait behind it. */
  holds(caseId: string): Promise<boolean>;
  /** Every case of which anything is parked. */
  cases(): Promise<readonly string[]>;
  /**
   * Cases of which the first parked event, or one that overtakes, is due, the longest due first, and who receives that where
   * it is a release.
   */
  dueCases(): Promise<readonly { readonly caseId: string; readonly to?: Country | undefined }[]>;
  /** Those that overtake first, each kind in the order in which they were parked. */
  ofCase(caseId: string): Promise<readonly { readonly event: OutboundEvent; readonly attempts: number }[]>;
  failedAgain(eventId: string, reason: string, waitMs: number): Promise<void>;
  remove(eventId: string): Promise<void>;
  count(): Promise<number>;
}

export const parkedEventTable = (database: TablesDatabase): ParkedEvents => ({
  park: async (event, reason, waitMs) => {
    await database.query(
      `insert into bridge.parked_event (event_id, case_id, type, message_id, event, reason, next_try_at)
       values ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond') on conflict (event_id) do nothing`,
      [event.eventId, event.caseId, event.type, event.messageId, JSON.stringify(event), reason, waitMs],
    );
  },
  holds: async (caseId) => {
    const rows = await database.query<unknown[]>(
      'select from bridge.parked_event where case_id = $1 limit 1',
      [caseId],
    );
    return rows.length > 0;
  },
  cases: async () => {
    const rows = await database.query<{ case_id: string }[]>(
      'select distinct case_id from bridge.parked_event',
    );
    return rows.map((row) => row.case_id);
  },
  dueCases: async () => {
    const rows = await database.query<{ case_id: string; to: Country | null }[]>(
      `select case_id, event->>'to' as "to"
       from (select distinct on (case_id) case_id, next_try_at, event
             from (select *, row_number() over (partition by case_id order by number) as place
                   from bridge.parked_event) parked
             where place = 1 or stops
             order by case_id, next_try_at) first
       where next_try_at <= now() order by next_try_at`,
    );
    return rows.map(({ case_id: caseId, to }) => ({ caseId, to: to ?? undefined }));
  },
  ofCase: (caseId) =>
    database.query<{ event: OutboundEvent; attempts: number }[]>(
      `select event, attempts from bridge.parked_event where case_id = $1
       order by stops desc, number`,
      [caseId],
    ),
  failedAgain: async (eventId, reason, waitMs) => {
    await database.query(
      `update bridge.parked_event set reason = $2, attempts = attempts + 1, next_try_at = now() + $3 * interval '1 millisecond'
       where event_id = $1`,
      [eventId, reason, waitMs],
    );
  },
  remove: async (eventId) => {
    await database.query('delete from bridge.parked_event where event_id = $1', [eventId]);
  },
  count: async () => {
    const rows = await database.query<{ n: number }[]>('select count(*)::int as n from bridge.parked_event');
    return rows[0]?.n ?? 0;
  },
});
