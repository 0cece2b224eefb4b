import type { TablesDatabase } from './database.js';
import type { OutboundEvent } from '../outbound-event.js';

/** A message of ours that was sent and whose receipt has not come. No field above P1. */
export interface AwaitedReceipt {
  /** Its release. */
  readonly event: OutboundEvent;
  /** How often it was sent, or asked for again. */
  readonly attempts: number;
}

/** The messages whose receipts have not come; follows from the event store, and can be built from it anew. */
export interface AwaitedReceipts {
  /** After they were sent; of those that are known already nothing changes. */
  add(released: readonly OutboundEvent[], waitMs: number): Promise<void>;
  /** Those due to be sent again, the longest due first, at most `limit`. */
  due(limit: number): Promise<readonly AwaitedReceipt[]>;
  /** After it was sent again. */
  later(messageId: string, waitMs: number): Promise<void>;
  /** It could not be sent now. */
  postpone(messageId: string, waitMs: number): Promise<void>;
  /** It may not go any more: asked again after a while. */
  keptBack(messageId: string, waitMs: number): Promise<void>;
  /** Their receipts have come, or none will. */
  remove(messageIds: readonly string[]): Promise<void>;
  /** All of some cases but what stops something: their persons were erased. */
  forget(caseIds: readonly string[]): Promise<void>;
}

/** Messages without a receipt, of one country. */
export interface WithoutReceipt {
  readonly with: string;
  /** They may be sent again, and are. */
  readonly waiting: number;
  /** They may not go any more. */
  readonly keptBack: number;
}

/** Messages that went longer ago than so many milliseconds and have no receipt, by country. */
export const withoutReceipt = (
  database: TablesDatabase,
  olderThanMs: number,
): Promise<readonly WithoutReceipt[]> =>
  database.query(
    `select to_country as "with", count(*) filter (where not kept_back)::int as waiting,
            count(*) filter (where kept_back)::int as "keptBack"
     from bridge.awaited_receipt where sent_at <= now() - $1 * interval '1 millisecond' group by to_country`,
    [olderThanMs],
  );

/** Every message without a receipt, the oldest first, for operators. */
export const listWithoutReceipt = (
  database: TablesDatabase,
): Promise<
  readonly {
    readonly messageId: string;
    readonly with: string;
    readonly sentAt: Date;
    readonly attempts: number;
    readonly keptBack: boolean;
  }[]
> =>
  database.query(
    `select message_id as "messageId", to_country as "with", sent_at as "sentAt", attempts, kept_back as "keptBack"
     from bridge.awaited_receipt order by sent_at, message_id`,
  );

export const awaitedReceiptTable = (database: TablesDatabase): AwaitedReceipts => ({
  add: async (released, waitMs) => {
    if (released.length === 0) return;
    await database.query(
      `insert into bridge.awaited_receipt (message_id, case_id, to_country, event, next_try_at)
       select (event->>'messageId')::uuid, (event->>'caseId')::uuid, event->>'to', event, now() + $2 * interval '1 millisecond'
       from jsonb_array_elements($1::jsonb) event on conflict (message_id) do nothing`,
      [JSON.stringify(released), waitMs],
    );
  },
  due: (limit) =>
    database.query<AwaitedReceipt[]>(
      `select event, attempts from bridge.awaited_receipt where next_try_at <= now() order by next_try_at limit $1`,
      [limit],
    ),
  later: async (messageId, waitMs) => {
    await database.query(
      `update bridge.awaited_receipt set attempts = attempts + 1, kept_back = false,
         next_try_at = now() + $2 * interval '1 millisecond' where message_id = $1`,
      [messageId, waitMs],
    );
  },
  postpone: async (messageId, waitMs) => {
    await database.query(
      `update bridge.awaited_receipt set next_try_at = now() + $2 * interval '1 millisecond' where message_id = $1`,
      [messageId, waitMs],
    );
  },
  keptBack: async (messageId, waitMs) => {
    await database.query(
      `update bridge.awaited_receipt set attempts = attempts + 1, kept_back = true,
         next_try_at = now() + $2 * interval '1 millisecond' where message_id = $1`,
      [messageId, waitMs],
    );
  },
  remove: async (messageIds) => {
    if (messageIds.length === 0) return;
    await database.query('delete from bridge.awaited_receipt where message_id = any($1::uuid[])', [
      messageIds,
    ]);
  },
  forget: async (caseIds) => {
    if (caseIds.length === 0) return;
    await database.query(
      `delete from bridge.awaited_receipt
       where case_id = any($1::uuid[]) and not coalesce((event->>'overtakes')::boolean, false)`,
      [caseIds],
    );
  },
});
