import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Pool, QueryConfig } from 'pg';
import { memoryStore, type MemoryStore } from '../../../test/doubles/memory-store.js';
import { projecting } from './projecting.contract.js';
import { expected, found, someLog, subjects } from './random-log.contract.js';
import { startOver } from './rebuild.js';
import { viewStatuses } from './status.js';
import { createTable } from './tables.js';

/** Waits now and then, up to so many milliseconds, so that reads, writes and deliveries meet in every order. */
const dawdle = async (most: number): Promise<void> => {
  if (Math.random() < 0.5) await sleep(Math.random() * most);
};

const slowRows = (pool: Pool): Pool =>
  new Proxy(pool, {
    get: (of, name) => {
      if (name !== 'query') return Reflect.get(of, name) as unknown;
      return async (asked: QueryConfig, values?: unknown[]) => {
        const found = await of.query(asked, values);
        if (asked.name?.startsWith('rows ')) await dawdle(15);
        return found;
      };
    },
  });

const slowDeliveries = (store: MemoryStore): MemoryStore => ({
  ...store,
  subscribe: async function* (after, options) {
    for await (const delivery of store.subscribe(after, options)) {
      await dawdle(25);
      yield delivery;
    }
  },
});

describe('a batch folded while the one before it is written', () => {
  const ground = projecting();

  it.each([
    ['at full speed', false],
    ['where reads and deliveries take their time', true],
  ])('makes the same rows and parks the same cases as events taken one by one, %s', async (_, slow) => {
    const { pool } = ground.database;
    await createTable(pool, subjects);
    await fc.assert(
      fc.asyncProperty(someLog, fc.integer({ min: 2, max: 15 }), async (log, batch) => {
        await startOver(pool, subjects);
        const store = memoryStore();
        const events = log.flatMap(([n, event]) => store.add(`case-${n}`, event));
        const projector = await ground.begin(subjects, {
          batch,
          leases: pool,
          retryMs: slow ? 20 : 100,
          ...(slow ? { store: slowDeliveries(store), pool: slowRows(pool) } : { store }),
        });
        try {
          const status = async () => (await viewStatuses(pool, store, [subjects]))[0];
          await ground.until(async () => (await status())?.ready === true);
          expect(await found(pool, subjects)).toEqual(expected(subjects, events));
        } finally {
          await projector.stop();
        }
      }),
      { numRuns: 25, seed: 20140804, endOnFailure: true },
    );
    expect(ground.reports.filter(({ what }) => what === 'failed')).toEqual([]);
  });
});
