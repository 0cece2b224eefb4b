import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Pool, QueryConfig } from 'pg';
import { z } from 'zod';
import { event, everyone, everyoneInvolved, operational } from '#casework';
import type { PlacedEvent, StoredEvent } from '#event-store';
import { memoryStore, type MemoryStore } from '../../../test/doubles/memory-store.js';
import { foldBatch } from './batch.js';
import { integer, text } from './columns.js';
import { projecting } from './projecting.contract.js';
import { answeringTable, startOver } from './rebuild.js';
import { viewStatuses } from './status.js';
import { createTable } from './tables.js';
import { keyedBy, NotTaken, viewsOver } from './view.js';

const catalogue = {
  Noted: event('Noted', everyoneInvolved, {
    subject: operational(z.string(), everyone),
    text: operational(z.string(), everyone),
  }),
  Closed: event('Closed', everyoneInvolved, { subject: operational(z.string(), everyone) }),
  Marked: event('Marked', everyoneInvolved, {}),
};

/** A row for each subject of a case; a mark touches every row of its case. */
const subjects = viewsOver(catalogue)({
  name: 'subjects',
  agency: 'spec_agency',
  version: 1,
  columns: { count: integer, last: text },
  keysOf: keyedBy('subject', 'Marked'),
  on: {
    Noted: (row, { open }) => {
      if (open.text === 'refused') throw new NotTaken('refused_in_spec');
      return { count: (row?.count ?? 0) + 1, last: open.text };
    },
    Closed: () => undefined,
    Marked: (row) => row && { ...row, count: row.count + 100 },
  },
});

const notStorable = 'nul \u0000';
/** Longer than an entry of an index, and hard to compress. */
const tooLong = Array.from({ length: 100 }, (_, n) =>
  createHash('sha256').update(String(n)).digest('base64'),
).join('');

const someEvent: fc.Arbitrary<Pick<StoredEvent, 'type' | 'open'>> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      type: fc.constant('Noted'),
      open: fc.record({ subject: fc.constantFrom('a', 'b'), text: fc.constantFrom('one', 'two') }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('Closed'),
      open: fc.record({ subject: fc.constantFrom('a', 'b') }),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ type: 'Marked', open: {} }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('Noted'),
      open: fc.constantFrom(
        { subject: 'a', text: 'refused' },
        { subject: 'a', text: notStorable },
        { subject: notStorable, text: 'one' },
        { subject: tooLong, text: 'one' },
      ),
    }),
  },
);

type Entry = readonly [number, Pick<StoredEvent, 'type' | 'open'>];

const isStorable = ({ open }: Pick<StoredEvent, 'open'>): boolean =>
  ![notStorable, tooLong].some((value) => Object.values(open).includes(value));

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

/** A case ends with a value that cannot be stored: what follows in the same batch could hide it. */
const endingWithBadValues = (log: readonly Entry[]): readonly Entry[] =>
  log.filter(([n], at) => !log.slice(0, at).some((earlier) => earlier[0] === n && !isStorable(earlier[1])));

const someLog = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), someEvent), { minLength: 60, maxLength: 120 })
  .map(endingWithBadValues);

const isTaken = (event: PlacedEvent): boolean => event.open['text'] !== 'refused' && isStorable(event);

/** What the log makes of the view, taken event by event: a case stops at its first event that cannot be taken. */
const expected = (events: readonly PlacedEvent[]) => {
  const stopped = new Set<string>();
  const open = events.filter((event) => {
    if (!isTaken(event)) stopped.add(event.stream);
    return !stopped.has(event.stream);
  });
  const rows = foldBatch(subjects, open, []).stored.map(({ caseId, key, fields }) => ({
    caseId,
    key,
    ...fields,
  }));
  return { rows, parked: stopped.size };
};

const inOrder = <R extends { readonly caseId: string; readonly key: string }>(
  rows: readonly R[],
): readonly R[] => [...rows].sort((a, b) => `${a.caseId} ${a.key}`.localeCompare(`${b.caseId} ${b.key}`));

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
          const { rows } = await pool.query<{ readonly caseId: string; readonly key: string }>(
            `select case_id as "caseId", key, count, last from ${await answeringTable(pool, subjects)}`,
          );
          const wanted = expected(events);
          expect(inOrder(rows)).toEqual(inOrder(wanted.rows));
          expect((await status())?.parkedCases).toBe(wanted.parked);
        } finally {
          await projector.stop();
        }
      }),
      { numRuns: 25, seed: 20140804, endOnFailure: true },
    );
    expect(ground.reports.filter(({ what }) => what === 'failed')).toEqual([]);
  });
});
