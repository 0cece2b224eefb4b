import { createHash } from 'node:crypto';
import type { TablesDatabase } from './database.js';
import type { ExchangeRecord } from '../exchange.js';
import { recordColumns } from './record-columns.js';

/** A record that could not be processed, sealed as it came. */
export interface DeadLetter {
  readonly id: string;
  readonly reason: string;
  readonly receivedAt: string;
  readonly record: ExchangeRecord;
}

export interface DeadLetters {
  /** The same record again changes nothing but the reason. */
  keep(record: ExchangeRecord, reason: string): Promise<void>;
  /** Those not taken again yet, oldest first. */
  list(): Promise<readonly DeadLetter[]>;
  find(id: string): Promise<DeadLetter | undefined>;
  /** Every topic and key of which letters are kept. */
  places(): Promise<readonly Pick<ExchangeRecord, 'topic' | 'key'>[]>;
  /** All with a key on a topic, those taken again too: the person was erased. */
  forget(topic: string, key: string): Promise<void>;
  /** Those that were kept for as long as any is. What still matters has no receipt and is sent again. */
  dropEnded(): Promise<void>;
  /** After it was taken again with success. */
  retaken(id: string): Promise<void>;
  count(): Promise<number>;
}

interface Row {
  readonly id: string;
  readonly reason: string;
  readonly received_at: Date;
  readonly topic: string;
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly message: Buffer;
}

const letterOf = ({ id, reason, received_at, ...record }: Row): DeadLetter => ({
  id,
  reason,
  receivedAt: received_at.toISOString(),
  record: { ...record, position: 'dead letter' },
});

const columns = 'id, reason, received_at, topic, key, headers, message';

export const deadLetterTable = (database: TablesDatabase): DeadLetters => ({
  keep: async (record, reason) => {
    await database.query(
      `insert into bridge.dead_letter (topic, key, headers, message, digest, reason) values ($1, $2, $3, $4, $5, $6)
       on conflict (topic, digest) do update
       set reason = excluded.reason, retaken_at = null, keep_until = excluded.keep_until`,
      [...recordColumns(record), createHash('sha256').update(record.message).digest(), reason],
    );
  },
  list: async () => {
    const rows = await database.query<Row[]>(
      `select ${columns} from bridge.dead_letter where retaken_at is null order by received_at, id`,
    );
    return rows.map(letterOf);
  },
  find: async (id) => {
    const rows = await database.query<Row[]>(`select ${columns} from bridge.dead_letter where id = $1`, [id]);
    return rows[0] && letterOf(rows[0]);
  },
  places: () =>
    database.query<Pick<ExchangeRecord, 'topic' | 'key'>[]>(
      'select distinct topic, key from bridge.dead_letter',
    ),
  forget: async (topic, key) => {
    await database.query('delete from bridge.dead_letter where topic = $1 and key = $2', [topic, key]);
  },
  dropEnded: async () => {
    await database.query('delete from bridge.dead_letter where keep_until < now()');
  },
  retaken: async (id) => {
    await database.query('update bridge.dead_letter set retaken_at = now() where id = $1', [id]);
  },
  count: async () => {
    const rows = await database.query<{ n: number }[]>(
      'select count(*)::int as n from bridge.dead_letter where retaken_at is null',
    );
    return rows[0]?.n ?? 0;
  },
});
