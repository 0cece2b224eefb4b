import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { ExchangeRecord } from '../exchange.js';
import { bridgeTables, specDatabase, type SpecDatabase } from '../spec/database.js';
import { DeadLetterRow } from './dead-letter.entity.js';
import { deadLetterTable } from './dead-letters.js';
import { UnreadEventRow } from './unread-event.entity.js';
import { unreadEventTable } from './unread-events.js';
import { entitiesOver } from './entities.js';

const record = (message: string, key = 'a key'): ExchangeRecord => ({
  ...{ topic: 'TH.to.MM', key, headers: { type: 'a\u0000b' }, position: '7' },
  message: new Uint8Array(Buffer.from(message)),
});

describe('the entities of the bridge', () => {
  let database: SpecDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await specDatabase();
    await (await bridgeTables(database.url)).destroy();
    pool = new pg.Pool({ connectionString: database.url, max: 2 });
    pool.on('error', () => undefined);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it.each([DeadLetterRow, UnreadEventRow])(
    'have the columns that the migrations made: %p',
    async (entity) => {
      const source = await bridgeTables(database.url);
      const { tablePath, columns } = source.getMetadata(entity);
      await source.destroy();
      const { rows } = await pool.query<{ name: string; nullable: boolean; type: string }>(
        `select column_name as name, is_nullable = 'YES' as nullable, udt_name as type
       from information_schema.columns where table_schema || '.' || table_name = $1`,
        [tablePath],
      );
      const told = columns.map(({ databaseName: name, isNullable: nullable, type }) => ({
        ...{ name, nullable, type: String(type) },
      }));
      const byName = (a: { readonly name: string }, b: { readonly name: string }) =>
        a.name < b.name ? -1 : 1;
      expect(told.sort(byName)).toEqual(rows.sort(byName));
    },
  );

  it('are read and written over connections that are lent: these are neither ended nor doubled', async () => {
    const letters = deadLetterTable(entitiesOver(pool));
    await letters.keep(record('one'), 'unknown_key');
    await letters.keep(record('two', 'another key'), 'bad_signature');
    await letters.keep(record('one', 'a later key'), 'revoked_key');
    const listed = await letters.list();
    expect(listed.map(({ reason }) => reason)).toEqual(['revoked_key', 'bad_signature']);
    expect(await letters.find(listed[0]?.id ?? '')).toEqual(listed[0]);
    expect(listed[0]?.record).toEqual({
      ...{ topic: 'TH.to.MM', key: 'a key', headers: { type: 'a\ufffdb' }, position: 'dead letter' },
      message: Buffer.from('one'),
    });
    expect((await letters.places()).map(({ key }) => key).toSorted()).toEqual(['a key', 'another key']);
    await letters.retaken(listed[0]?.id ?? '');
    expect(await letters.count()).toBe(1);
    await letters.keep(record('one'), 'malformed_envelope');
    expect(await letters.count()).toBe(2);
    await letters.forget('TH.to.MM', 'another key');
    await pool.query(`update bridge.dead_letter set keep_until = now() - interval '1 second'`);
    await letters.dropEnded();
    expect(await letters.list()).toEqual([]);
    expect(pool.totalCount).toBeLessThanOrEqual(2);
    expect((await pool.query<{ n: number }>('select 1 as n')).rows).toEqual([{ n: 1 }]);
  });

  it('keep events that could not be read once, in the order in which they were put aside', async () => {
    const unread = unreadEventTable(entitiesOver(pool));
    const [first, second] = ['b', 'a'].map((id) => ({ id, stream: 'case-1', revision: 3, type: 'Unknown' }));
    for (const event of [first!, second!, { ...first!, type: 'Other' }]) await unread.keep(event);
    expect(await unread.list()).toEqual([first, second]);
    await unread.remove('b');
    expect(await unread.list()).toEqual([second]);
    await unread.remove('a');
  });

  it('are asked for anew where the database did not answer', async () => {
    const absent = new pg.Pool({ host: '127.0.0.1', port: 1, max: 1 });
    let now = absent;
    const lent = { connect: (...all: []) => now.connect(...all) } as unknown as pg.Pool;
    const letters = deadLetterTable(entitiesOver(lent));
    await expect(letters.count()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    now = pool;
    expect(await letters.count()).toBe(0);
    await absent.end();
  });
});
