import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { fences, heldLeases, releaseLeases, type Lease } from './lease.js';
import { followingMigrations } from './migrations.js';
import { shareWork } from './share-work.js';

const rounds = 15;
const names = Array.from({ length: 40 }, (_, n) => `work ${n}`);

let database: ScratchDatabase;

beforeAll(async () => {
  database = await scratchDatabase();
  const source = new DataSource({
    type: 'postgres',
    url: database.url,
    migrations: [...followingMigrations],
  });
  await (await source.initialize()).runMigrations();
  await source.destroy();
  // Rows are found in the order in which they are asked for, so that only the order of the locks is left.
  const { rows } = await database.pool.query<{ name: string }>('select current_database() as name');
  for (const way of ['hashjoin', 'mergejoin', 'seqscan', 'bitmapscan', 'material'])
    await database.pool.query(`alter database ${rows[0]?.name} set enable_${way} = off`);
});
afterAll(() => database.drop());

/** In another order each time. */
const shuffled = <T>(some: readonly T[]): readonly T[] =>
  some
    .map((one) => [Math.random(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, one]) => one);

it('lets who renews, gives back and works under several leases at once never wait for each other in a circle', async () => {
  const held = new Map<string, Lease>();
  const troubles: unknown[] = [];
  const stop = new AbortController();
  const work = new Map(
    shuffled(names).map((name) => [
      name,
      async (lease: Lease, signal: AbortSignal) => {
        held.set(name, lease);
        await sleep(60_000, undefined, { signal }).catch(() => undefined);
      },
    ]),
  );
  const sharing = shareWork(
    {
      database: database.poolAs(),
      team: 'spec',
      work,
      leaseMs: 1_000,
      trouble: (error) => troubles.push(error),
    },
    stop.signal,
  );
  while (held.size < names.length) await sleep(20);
  const leases = [...held.values()];
  const someoneElses = leases.map((lease) => ({ ...lease, name: `${lease.name} too` }));
  for (const { name, holder, epoch } of shuffled(someoneElses))
    await database.pool.query(`insert into following.leases values ($1, $2, $3, now())`, [
      name,
      holder,
      epoch,
    ]);
  const all = [...leases, ...someoneElses];
  const pool = database.poolAs();
  const locking = async (): Promise<void> => {
    for (let n = 0; n < rounds; n += 1) {
      const { rows } = await pool.query(
        `with held as (${heldLeases('$1', '$2', '$3', 'share')}) select name from held`,
        [...fences(shuffled(all))],
      );
      expect(rows).toHaveLength(all.length);
    }
  };
  const givingBack = async (): Promise<void> => {
    for (let n = 0; n < rounds; n += 1) await releaseLeases(pool, shuffled(someoneElses));
  };
  const renewing = async (): Promise<void> => {
    for (let n = 0; n < rounds; n += 1)
      await pool.query(
        `with held as (${heldLeases('$1', '$2', '$3', 'update')})
         update following.leases l set expires = clock_timestamp() + interval '1 second' from held where l.name = held.name`,
        [...fences(shuffled(leases))],
      );
  };
  await Promise.all([locking(), locking(), givingBack(), givingBack(), renewing()]);
  stop.abort();
  await sharing;
  expect(troubles).toEqual([]);
});
