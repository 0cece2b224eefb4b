import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes, randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import type pg from 'pg';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { keyEncryption } from './key-encryption.js';
import { keyRingContract } from './key-ring.contract.js';
import { ErasedSubjectError, keyRef, type KeyRing } from './key-ring.js';
import { keyRingMigrations } from './key-ring-migrations.js';
import { postgresKeyRing, rewrapDataKeys } from './postgres-key-ring.js';

const kekSecret = { id: 'kek-1', secret: randomBytes(32) };
const kek = keyEncryption(kekSecret);

const migrating = async (
  { url }: ScratchDatabase,
  change: (source: DataSource) => Promise<void>,
): Promise<void> => {
  const source = new DataSource({ type: 'postgres', url, migrations: keyRingMigrations });
  await source.initialize();
  await change(source);
  await source.destroy();
};

keyRingContract('PostgreSQL', async () => {
  const database = await scratchDatabase();
  await migrating(database, async (source) => void (await source.runMigrations()));
  const [here, there] = [postgresKeyRing(database.poolAs(), kek), postgresKeyRing(database.poolAs(), kek)];
  return {
    here,
    there,
    close: async () => {
      await Promise.all([here.close(), there.close()]);
      await database.drop();
    },
  };
});

describe('key ring in PostgreSQL', () => {
  let database: ScratchDatabase;
  let pools: [pg.Pool, pg.Pool];
  let here: KeyRing;
  let there: KeyRing;
  beforeAll(async () => {
    database = await scratchDatabase();
    await migrating(database, async (source) => {
      await source.runMigrations();
      await source.undoLastMigration();
      await source.runMigrations();
    });
    pools = [database.poolAs(), database.poolAs()];
    here = postgresKeyRing(pools[0], kek);
    there = postgresKeyRing(pools[1], kek);
  });
  afterAll(async () => {
    await here.close();
    await there.close();
    await database.drop();
  });

  const keysStored = async (subject: string): Promise<number> =>
    (await database.pool.query('select from key_ring.data_keys where subject = $1', [subject])).rowCount ?? 0;
  const opened = async (ring: KeyRing, subject: string): Promise<number> =>
    (await ring.forOpening([keyRef(subject, 'P2'), keyRef(subject, 'P3')])).size;

  it('creates one key however many ask first, here and in another process', async () => {
    const subject = randomUUID();
    const keys = await Promise.all(
      Array.from({ length: 30 }, (_, index) => (index % 2 ? here : there).forSealing(subject, 'P2')),
    );
    expect(new Set(keys.map((key) => key.export().toString('hex'))).size).toBe(1);
    expect(await keysStored(subject)).toBe(1);
    const other = await here.forSealing(subject, 'P3');
    expect(other.equals(await there.forSealing(subject, 'P2'))).toBe(false);
  });

  it('keeps every key when its newest migration is undone and run again', async () => {
    const subject = randomUUID();
    const key = await here.forSealing(subject, 'P2');
    await migrating(database, async (source) => {
      await source.undoLastMigration();
      expect(await keysStored(subject)).toBe(1);
      await source.runMigrations();
    });
    const fresh = postgresKeyRing(pools[1], kek);
    expect(key.equals(await fresh.forSealing(subject, 'P2'))).toBe(true);
    await fresh.close();
  });

  it('stores keys wrapped, bound to subject and class', async () => {
    const [subject, stranger] = [randomUUID(), randomUUID()];
    const key = await here.forSealing(subject, 'P2');
    await here.forSealing(stranger, 'P2');
    const { rows } = await database.pool.query<{ wrapped: Buffer }>(
      'select wrapped from key_ring.data_keys where subject = $1',
      [subject],
    );
    expect(rows[0]?.wrapped.includes(key.export())).toBe(false);
    await database.pool.query('update key_ring.data_keys set wrapped = $1 where subject = $2', [
      rows[0]?.wrapped,
      stranger,
    ]);
    await expect(there.forOpening([keyRef(stranger, 'P2')])).rejects.toThrow();
  });

  it('finds many keys in one round trip and cached ones by the epoch alone', async () => {
    const subjects = Array.from({ length: 40 }, () => randomUUID());
    await Promise.all(subjects.map((subject) => there.forSealing(subject, 'P2')));
    const refs = subjects.map((subject) => keyRef(subject, 'P2'));
    const asked = jest.spyOn(pools[0], 'query');
    expect((await here.forOpening([...refs, keyRef(randomUUID(), 'P4')])).size).toBe(40);
    expect(asked).toHaveBeenCalledTimes(1);
    expect((await here.forOpening(refs)).size).toBe(40);
    expect(asked).toHaveBeenCalledTimes(2);
    await Promise.all(Array.from({ length: 50 }, () => here.forOpening(refs)));
    expect(asked.mock.calls.length).toBeLessThanOrEqual(4);
    asked.mockRestore();
  });

  it('keeps no more keys in memory than it may', async () => {
    const small = postgresKeyRing(database.poolAs(), kek, { cacheSize: 3 });
    const subjects = Array.from({ length: 10 }, () => randomUUID());
    const refs = subjects.map((subject) => keyRef(subject, 'P2'));
    for (const subject of subjects) await small.forSealing(subject, 'P2');
    expect((await small.forOpening(refs)).size).toBe(10);
    expect((await small.forOpening(refs)).size).toBe(10);
    await small.close();
  });

  it('does not revive a key whose look-up was under way while it was erased', async () => {
    const subject = randomUUID();
    await there.forSealing(subject, 'P2');
    const pool = database.poolAs();
    const slow = postgresKeyRing(pool, kek);
    await slow.forOpening([keyRef(randomUUID(), 'P2')]);
    const query = pool.query.bind(pool);
    const answer = new EventEmitter();
    const arrived = once(answer, 'arrived');
    const released = once(answer, 'released');
    const slowly = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
      const result = await query(config);
      answer.emit('arrived');
      await released;
      return result;
    };
    Object.assign(pool, { query: slowly });
    const early = slow.forOpening([keyRef(subject, 'P2')]);
    await arrived;
    Object.assign(pool, { query });
    await there.erase(subject);
    expect(await opened(slow, subject)).toBe(0);
    answer.emit('released');
    expect((await early).size).toBe(1);
    expect(await opened(slow, subject)).toBe(0);
    await expect(slow.forSealing(subject, 'P2')).rejects.toBeInstanceOf(ErasedSubjectError);
    await slow.close();
  });

  it('erased during use: every call begun after the erasure resolved finds nothing', async () => {
    for (let round = 0; round < 10; round += 1) {
      const subject = randomUUID();
      await here.forSealing(subject, 'P2');
      let erased = false;
      let late = 0;
      const use = async (ring: KeyRing): Promise<void> => {
        for (let after = 0; after < 3;) {
          const begunAfter = erased;
          const [found, sealing] = await Promise.allSettled([
            ring.forOpening([keyRef(subject, 'P2')]),
            ring.forSealing(subject, 'P2'),
          ]);
          if (!begunAfter) continue;
          after += 1;
          if (found.status === 'rejected' || found.value.size > 0 || sealing.status === 'fulfilled')
            late += 1;
        }
      };
      const using = Promise.all([use(here), use(here), use(there), use(there)]);
      await pause(5);
      await there.erase(subject);
      erased = true;
      await using;
      expect(late).toBe(0);
      expect(await keysStored(subject)).toBe(0);
    }
  });

  it('erased: every process is told, so that what was opened and kept elsewhere can go', async () => {
    let told = 0;
    const other = postgresKeyRing(database.poolAs(), kek, { onErasure: () => (told += 1) });
    // Its listener may connect only after the first notice.
    for (let tries = 0; told === 0 && tries < 20; tries += 1) {
      await here.erase(randomUUID());
      await pause(250);
    }
    expect(told).toBeGreaterThan(0);
    await other.close();
  });

  it('erased: a process is told though the look-up that the notice led to fails', async () => {
    const pool = database.poolAs();
    const query = pool.query.bind(pool);
    let answered = 0;
    let failing = 0;
    const unsure = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
      if (failing > 0) {
        failing -= 1;
        throw new Error('Connection terminated unexpectedly');
      }
      const result = await query(config);
      answered += 1;
      return result;
    };
    Object.assign(pool, { query: unsure });
    let told = 0;
    const other = postgresKeyRing(pool, kek, { onErasure: () => (told += 1) });
    const until = async (holds: () => boolean): Promise<void> => {
      for (let tries = 0; !holds() && tries < 200; tries += 1) await pause(50);
    };
    // It looks once when it listens.
    await until(() => answered > 0);
    failing = 2;
    await here.erase(randomUUID());
    await until(() => told > 0);
    expect({ told, failing }).toEqual({ told: 1, failing: 0 });
    await other.close();
  });

  it('creates no key beside an erasure that is going on', async () => {
    for (let round = 0; round < 20; round += 1) {
      const subject = randomUUID();
      await Promise.allSettled([
        here.forSealing(subject, 'P2'),
        there.erase(subject),
        here.forSealing(subject, 'P3'),
        there.forSealing(subject, 'P4'),
      ]);
      expect(await keysStored(subject)).toBe(0);
    }
  });

  it('erases again what a restored key table brought back, before it serves', async () => {
    const [subject, kept] = [randomUUID(), randomUUID()];
    const key = await here.forSealing(subject, 'P2');
    await here.forSealing(kept, 'P2');
    await database.pool.query('create table backup as select * from key_ring.data_keys');
    await here.erase(subject);
    await database.pool.query(`begin; truncate key_ring.data_keys, key_ring.erased_subjects;
      insert into key_ring.data_keys select * from backup; update key_ring.erasure_epoch set value = 0; commit`);
    const restarted = postgresKeyRing(database.poolAs(), kek);
    expect(
      (await restarted.forOpening([keyRef(subject, 'P2')])).get(keyRef(subject, 'P2'))?.equals(key),
    ).toBe(true);
    await restarted.replayErasures([subject]);
    await restarted.replayErasures([]);
    expect(await opened(restarted, subject)).toBe(0);
    expect(await opened(restarted, kept)).toBe(1);
    await expect(restarted.forSealing(subject, 'P2')).rejects.toBeInstanceOf(ErasedSubjectError);
    expect(await opened(here, subject)).toBe(0);
    await restarted.close();
  });

  it('rotates the key-encryption key without changing a data key', async () => {
    const subject = randomUUID();
    await database.pool.query('truncate key_ring.data_keys');
    const fresh = postgresKeyRing(database.poolAs(), kek);
    const key = await fresh.forSealing(subject, 'P2');
    const next = { id: 'kek-2', secret: randomBytes(32) };
    expect(await rewrapDataKeys(database.pool, keyEncryption(next, [kekSecret]))).toBe(1);
    const rotated = postgresKeyRing(database.poolAs(), keyEncryption(next));
    expect((await rotated.forSealing(subject, 'P2')).equals(key)).toBe(true);
    const stale = postgresKeyRing(database.poolAs(), kek);
    await expect(stale.forOpening([keyRef(subject, 'P2')])).rejects.toThrow('"kek-2" is missing');
    await Promise.all([fresh, rotated, stale].map((ring) => ring.close()));
  });
});
