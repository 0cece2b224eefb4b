import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Pool, QueryConfig } from 'pg';
import type { PlacedEvent } from '#event-store';
import { takeLease } from '#following';
import { memoryStore, type MemoryStore } from '../../../test/doubles/memory-store.js';
import { createBands } from './bands.js';
import { leaseOf } from './lease.js';
import { projecting } from './projecting.contract.js';
import { counts, expected, found, marks, someLog, subjects } from './random-log.contract.js';
import { startOver } from './rebuild.js';
import { viewStatuses } from './status.js';
import { createTables } from './tables.js';
import type { View } from './view.js';

const views = [subjects, counts, marks];

/** Notes the statements that write, and how many events were delivered. */
const counting = (pool: Pool, store: MemoryStore) => {
  const statements: string[] = [];
  let delivered = 0;
  return {
    statements,
    delivered: () => delivered,
    pool: new Proxy(pool, {
      get: (of, name) => {
        if (name !== 'query') return Reflect.get(of, name) as unknown;
        return (asked: QueryConfig, values?: unknown[]) => {
          if (asked.name?.startsWith('step ') && asked.text.includes('stored_0')) statements.push(asked.name);
          return of.query(asked, values);
        };
      },
    }),
    store: {
      ...store,
      subscribe: async function* (...asked: Parameters<MemoryStore['subscribe']>) {
        for await (const delivery of store.subscribe(...asked)) {
          if (delivery.kind === 'events') delivered += delivery.events.length;
          yield delivery;
        }
      },
    },
  };
};

describe('views that are moved together', () => {
  const ground = projecting();

  const following = (pool: Pool, store: MemoryStore, batch: number) => {
    const bands = createBands({ pool, store, batch, retryMs: 1_000, moved: () => undefined });
    const held: { stop: () => Promise<void> }[] = [];
    /** Takes a view's lease and follows it; gives what lets it go again. */
    const follow = async (view: View): Promise<() => Promise<void>> => {
      const lease = await takeLease(ground.database.pool, leaseOf(view), 'spec', 30_000);
      if (lease === undefined) throw new Error('no lease');
      const end = new AbortController();
      const ended = bands.follow({ ...lease, view }, end.signal);
      ended.catch(() => undefined);
      const stop = async (): Promise<void> => {
        end.abort();
        await ended;
        await ground.database.pool.query(
          `update following.leases set expires = '-infinity' where name = $1`,
          [leaseOf(view)],
        );
      };
      held.push({ stop });
      return stop;
    };
    const there = (): Promise<void> =>
      ground.until(async () => {
        const head = await store.head();
        const all = await viewStatuses(ground.database.pool, store, views);
        return all.every(({ ready, position }) => ready && position === head);
      });
    return { follow, there, stopAll: () => Promise.all(held.map(({ stop }) => stop())) };
  };

  it('are each what the log makes of it, wherever they join and leave', async () => {
    const { pool } = ground.database;
    await createTables(pool, views, {});
    const someTurns = fc.array(
      fc.record({ view: fc.constantFrom(...views), add: fc.nat(30), wait: fc.nat(40) }),
      { minLength: 3, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(someLog, someTurns, fc.integer({ min: 2, max: 40 }), async (log, turns, batch) => {
        for (const view of views) await startOver(pool, view);
        const store = memoryStore();
        const { follow, there, stopAll } = following(pool, store, batch);
        const followed = new Map<View, () => Promise<void>>();
        const left = [...log];
        const events: PlacedEvent[] = [];
        const add = (most: number): void => {
          for (const [n, event] of left.splice(0, most)) events.push(...store.add(`case-${n}`, event));
        };
        for (const { view, add: some, wait } of turns) {
          add(some);
          const stop = followed.get(view);
          if (stop) await stop();
          if (stop) followed.delete(view);
          else followed.set(view, await follow(view));
          await sleep(wait);
        }
        add(left.length);
        for (const view of views) if (!followed.has(view)) await follow(view);
        try {
          await there();
          for (const view of views) expect(await found(pool, view)).toEqual(expected(view, events));
        } finally {
          await stopAll();
        }
      }),
      { numRuns: 3, seed: 20140804, endOnFailure: true },
    );
  });

  it('read the log once where they are behind, and write each batch in one statement', async () => {
    await createTables(ground.database.pool, views, {});
    const plain = memoryStore();
    const note = (n: number): void => {
      plain.add(`case-${n % 7}`, { open: { subject: 'a', text: `note ${n}` } }, { type: 'Marked' });
    };
    for (let n = 0; n < 50; n += 1) note(n);
    const counted = counting(ground.database.pool, plain);
    const { follow, there, stopAll } = following(counted.pool, { ...plain, ...counted.store }, 20);
    // Connections first, so that the views come together.
    await Promise.all(Array.from({ length: 8 }, () => ground.database.pool.query('select pg_sleep(0.05)')));
    await Promise.all(views.map(follow));
    await there();
    // Each has asked for one event by its own position: does the store know it?
    expect(counted.delivered()).toBe(100 + views.length);
    expect(counted.statements).toHaveLength(5);
    expect(new Set(counted.statements).size).toBe(1);
    plain.add('case-1', { open: { subject: 'b', text: 'live' } });
    await there();
    expect(counted.delivered()).toBe(101 + views.length);
    expect(counted.statements).toHaveLength(6);
    await stopAll();
  });

  it('go on where one of them cannot be written, or is taken by another', async () => {
    const { pool } = ground.database;
    await createTables(pool, views, {});
    const store = memoryStore();
    const { follow, stopAll } = following(pool, store, 20);
    for (const view of views) await follow(view);
    const [event] = store.add('case-1', { type: 'Marked' });
    const at = async (view: View) => (await viewStatuses(pool, store, [view]))[0]?.position;
    await ground.until(async () => (await at(marks)) === event?.position);
    await pool.query(`drop table ${leaseOf(counts)}`);
    await pool.query(`update following.leases set epoch = epoch + 1 where name = $1`, [leaseOf(marks)]);
    store.add('case-1', { open: { subject: 'a', text: 'one' } }, { type: 'Marked' });
    await ground.until(async () => (await at(subjects)) === (await store.head()));
    expect((await found(pool, subjects)).rows).toMatchObject([{ count: 101, last: 'one' }]);
    expect(await at(counts)).not.toBe(await store.head());
    expect((await found(pool, marks)).rows).toMatchObject([{ count: 1 }]);
    await stopAll().catch(() => undefined);
  });
});
