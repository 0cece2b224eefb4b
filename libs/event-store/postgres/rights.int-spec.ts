import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { collect, sampleEvent, sampleEvents, stream, within } from '../samples.contract.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

describe('rights on the event store', () => {
  let database: ScratchDatabase;
  let appendRole: string;
  let node: pg.Pool;
  beforeAll(async () => {
    database = await scratchDatabase();
    appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    node = database.poolAs(appendRole);
  });
  afterAll(async () => database.drop());

  it('let the append role append by the function and read', async () => {
    const store = postgresEventStore(node);
    expect(await store.append('case-1', 'none', sampleEvents(2))).toMatchObject({ ok: true });
    expect(await collect(store.read('case-1'))).toHaveLength(2);
    await store.close();
  });

  it.each([
    `insert into event_store.events select 99, gen_random_uuid(), 'case-1', 99, type, version, open, sealed, meta from event_store.events limit 1`,
    `update event_store.events set type = 'Other'`,
    `delete from event_store.events`,
    `truncate event_store.events`,
    `update event_store.epoch set id = gen_random_uuid()`,
    `drop table event_store.events`,
    `alter table event_store.events disable trigger all`,
    `create table event_store.other (a int)`,
    `do 'begin lock table event_store.events in access exclusive mode; end'`,
  ])('refuse to the append role: %s', async (statement) => {
    await expect(node.query(statement)).rejects.toMatchObject({ code: '42501' });
    const { rows } = await database.pool.query<{ count: string }>('select count(*) from event_store.events');
    expect(rows).toEqual([{ count: '2' }]);
  });

  it.each([
    `begin; lock table event_store.turn in access share mode`,
    `begin; lock table event_store.turn in exclusive mode`,
    `begin; lock table event_store.events in row share mode`,
    `begin; select from event_store.events for key share`,
  ])('give no role a lock that appends wait for: %s', async (statement) => {
    for (const role of [appendRole, await database.role()]) {
      const client = await database.poolAs(role).connect();
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      client.release(true);
    }
  });

  it('let appends go on whatever advisory locks another role holds', async () => {
    const stranger = await database.poolAs(await database.role()).connect();
    await stranger.query(
      `select pg_advisory_lock((727001::bigint << 32) | oid::bigint) from pg_class where relname = 'events'`,
    );
    const store = postgresEventStore(node);
    expect(await within(5_000, store.append(stream(), 'none', [sampleEvent()]))).toMatchObject({ ok: true });
    await store.close();
    stranger.release(true);
  });

  it('give another role nothing', async () => {
    const stranger = database.poolAs(await database.role());
    for (const statement of ['select * from event_store.events', 'select event_store.current_epoch()'])
      await expect(stranger.query(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(
      postgresEventStore(stranger).append('case-2', 'none', [sampleEvent()]),
    ).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('are not installed for a role that is missing or owns the store', async () => {
    await expect(installEventStore(database.pool, { appendRole: 'nobody_here' })).rejects.toThrow(
      'does not exist',
    );
    await expect(installEventStore(database.pool, { appendRole: 'app' })).rejects.toThrow(
      'own the event store',
    );
  });
});
