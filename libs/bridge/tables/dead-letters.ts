import { createHash } from 'node:crypto';
import type { Repository, SelectQueryBuilder } from 'typeorm';
import type { ExchangeRecord } from '../exchange.js';
import type { DeadLetterRow } from './dead-letter.entity.js';
import type { Entities } from './entities.js';
import { recordRow } from './record-columns.js';

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

const letterOf = ({ id, reason, receivedAt, topic, key, headers, message }: DeadLetterRow): DeadLetter => ({
  id,
  reason,
  receivedAt: receivedAt.toISOString(),
  record: { topic, key, headers, message, position: 'dead letter' },
});

/** Rows are rows here: a TypeORM repository. What the clock decides is asked of the database's own. */
export const deadLetterTable = (entities: Entities): DeadLetters => {
  const letters = async (): Promise<Repository<DeadLetterRow>> =>
    (await entities()).getRepository<DeadLetterRow>('DeadLetterRow');
  const waiting = async (): Promise<SelectQueryBuilder<DeadLetterRow>> =>
    (await letters()).createQueryBuilder('letter').where('letter.retakenAt is null');
  return {
    keep: async (record, reason) => {
      const digest = createHash('sha256').update(record.message).digest();
      await (
        await letters()
      )
        .createQueryBuilder()
        .insert()
        .values({ ...recordRow(record), digest, reason })
        .orUpdate(['reason', 'retaken_at', 'keep_until'], ['topic', 'digest'])
        .updateEntity(false)
        .execute();
    },
    list: async () => {
      const rows = await (
        await waiting()
      )
        .orderBy({ 'letter.receivedAt': 'ASC', 'letter.id': 'ASC' })
        .getMany();
      return rows.map(letterOf);
    },
    find: async (id) => {
      const row = await (await letters()).findOneBy({ id });
      return row ? letterOf(row) : undefined;
    },
    places: async () =>
      (await letters())
        .createQueryBuilder('letter')
        .select('letter.topic', 'topic')
        .addSelect('letter.key', 'key')
        .distinct()
        .getRawMany<Pick<ExchangeRecord, 'topic' | 'key'>>(),
    forget: async (topic, key) => {
      await (await letters()).delete({ topic, key });
    },
    dropEnded: async () => {
      await (await letters()).createQueryBuilder().delete().where('keep_until < now()').execute();
    },
    retaken: async (id) => {
      await (await letters()).update({ id }, { retakenAt: () => 'now()' });
    },
    count: async () => (await waiting()).getCount(),
  };
};
