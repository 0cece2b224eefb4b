import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { start, type EventStore } from '../port.js';
import { collect, sampleEvents, within } from '../samples.contract.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

describe('an event store whose connections are lost', () => {
  let database: ScratchDatabase;
  let appendRole: string;
  let stores: EventStore[];
  const open = (pollMs?: number): EventStore => {
    const store = postgresEventStore(database.poolAs(appendRole), pollMs ? { pollMs } : {});
    stores.push(store);
    return store;
  };
  beforeAll(async () => {
    stores = [];
    database = await scratchDatabase();
    appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await database.drop();
  });

  const cut = (which = 'true') =>
    database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and ${which}`,
      [appendRole],
    );

  it('appends exactly once and delivers everything', async () => {
    const [writer, reader] = [open(), open(50)];
    const end = new AbortController();
    const seen: number[] = [];
    const following = (async () => {
      for await (const delivery of reader.subscribe(start, { signal: end.signal }))
        if (delivery.kind === 'events') {
          seen.push(...delivery.events.map(({ revision }) => revision));
          if (seen.length >= 200) end.abort();
        }
    })();
    const cutting = (async () => {
      for (let round = 0; round < 4; round += 1) {
        await pause(40);
        await cut();
      }
    })();
    for (let revision = -1; revision < 199; revision += 1) {
      expect(
        await writer.append('case-cut', revision < 0 ? 'none' : revision, sampleEvents(1)),
      ).toMatchObject({
        ok: true,
        revision: revision + 1,
      });
      if (revision % 20 === 0) await pause(20);
    }
    await cutting;
    await within(10_000, following);
    expect(seen).toEqual(Array.from({ length: 200 }, (_, index) => index));
    expect(await collect(writer.read('case-cut'))).toHaveLength(200);
  }, 30_000);

  it('wakes its followers by notice again, long before it would look by itself', async () => {
    const [writer, reader] = [open(), open(60_000)];
    const end = new AbortController();
    const kinds: string[] = [];
    const following = (async () => {
      for await (const delivery of reader.subscribe(await reader.head(), { signal: end.signal })) {
        kinds.push(delivery.kind);
        if (kinds.filter((kind) => kind === 'events').length === 2) end.abort();
      }
    })();
    const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
      while (!(await condition())) await pause(10);
    };
    const listening = async (): Promise<boolean> =>
      ((
        await database.pool.query(
          `select from pg_stat_activity where usename = $1 and state = 'idle' and query like 'listen%'`,
          [appendRole],
        )
      ).rowCount ?? 0) > 0;
    await within(
      5_000,
      until(async () => kinds.length === 1 && (await listening())),
    );
    await writer.append('case-notice', 'none', sampleEvents(1));
    await within(
      5_000,
      until(() => kinds.includes('events')),
    );
    await cut(`query like 'listen%'`);
    await within(5_000, until(listening));
    await writer.append('case-notice', 0, sampleEvents(1));
    await within(5_000, following);
    expect(kinds).toEqual(['caught_up', 'events', 'caught_up', 'events']);
  }, 30_000);

  it('passes an error on where the database stays away', async () => {
    const gone = postgresEventStore(database.poolAs('nobody_at_all'));
    await expect(gone.append('case-gone', 'none', sampleEvents(1))).rejects.toThrow();
    await expect(collect(gone.subscribe(start, { signal: new AbortController().signal }))).rejects.toThrow();
    await gone.close();
  });
});
