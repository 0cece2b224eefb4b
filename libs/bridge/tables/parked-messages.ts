import type { TablesDatabase } from './database.js';
import type { ExchangeRecord } from '../exchange.js';
import { recordColumns } from './record-columns.js';

/** A verified message that waits: for the one before it, or for a failure to pass. The record stays sealed. */
export interface ParkedMessage {
  readonly sender: string;
  readonly messageId: string;
  readonly caseId: string;
  readonly sequence: number;
  /** Whether it stops something: it waits behind no other of its case. */
  readonly overtakes: boolean;
  readonly record: ExchangeRecord;
}

export interface ParkedMessages {
  park(message: ParkedMessage, reason: string, waitMs: number): Promise<void>;
  /** Those of a case from one sender, lowest sequence first. */
  ofCase(caseId: string, sender: string): Promise<readonly (ParkedMessage & { readonly attempts: number })[]>;
  /** Cases and senders whose first parked message, or one that overtakes, is due. */
  due(): Promise<readonly { readonly caseId: string; readonly sender: string }[]>;
  failedAgain(sender: string, messageId: string, reason: string, waitMs: number): Promise<void>;
  remove(sender: string, messageId: string): Promise<void>;
  /** What of a case stops nothing, of one sender or of all: the person was erased. */
  forget(caseId: string, sender?: string): Promise<void>;
  count(): Promise<number>;
}

interface Row {
  readonly sender: string;
  readonly message_id: string;
  readonly case_id: string;
  /** A bigint, as the driver reads it. */
  readonly sequence: string;
  readonly overtakes: boolean;
  readonly topic: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly message: Buffer;
  readonly attempts: number;
}

export const parkedMessageTable = (database: TablesDatabase): ParkedMessages => ({
  park: async ({ sender, messageId, caseId, sequence, overtakes, record }, reason, waitMs) => {
    await database.query(
      `insert into bridge.parked_message
         (sender, message_id, case_id, sequence, overtakes, topic, key, headers, message, reason, next_try_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + $11 * interval '1 millisecond')
       on conflict (sender, message_id) do nothing`,
      [sender, messageId, caseId, sequence, overtakes, ...recordColumns(record), reason, waitMs],
    );
  },
  ofCase: async (caseId, sender) => {
    const rows = await database.query<Row[]>(
      'select * from bridge.parked_message where case_id = $1 and sender = $2 order by sequence, parked_at',
      [caseId, sender],
    );
    return rows.map((row) => ({
      sender: row.sender,
      messageId: row.message_id,
      caseId: row.case_id,
      sequence: Number(row.sequence),
      overtakes: row.overtakes,
      attempts: row.attempts,
      record: {
        topic: row.topic,
        key: row.key,
        headers: row.headers,
        message: row.message,
        position: 'parked',
      },
    }));
  },
  due: async () => {
    const rows = await database.query<{ case_id: string; sender: string }[]>(
      `select distinct case_id, sender
       from (select *, row_number() over (partition by case_id, sender order by sequence, parked_at) as place
             from bridge.parked_message) parked
       where (place = 1 or overtakes) and next_try_at <= now()`,
    );
    return rows.map((row) => ({ caseId: row.case_id, sender: row.sender }));
  },
  failedAgain: async (sender, messageId, reason, waitMs) => {
    await database.query(
      `update bridge.parked_message set reason = $3, attempts = attempts + 1,
         next_try_at = now() + $4 * interval '1 millisecond' where sender = $1 and message_id = $2`,
      [sender, messageId, reason, waitMs],
    );
  },
  remove: async (sender, messageId) => {
    await database.query('delete from bridge.parked_message where sender = $1 and message_id = $2', [
      sender,
      messageId,
    ]);
  },
  forget: async (caseId, sender) => {
    await database.query(
      `delete from bridge.parked_message
       where case_id = $1 and not overtakes and ($2::text is null or sender = $2)`,
      [caseId, sender ?? null],
    );
  },
  count: async () => {
    const rows = await database.query<{ n: number }[]>(
      'select count(*)::int as n from bridge.parked_message',
    );
    return rows[0]?.n ?? 0;
  },
});
