import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { start } from '../port.js';
import { collect, eventsOf, followUntil, sampleEvent, stream } from '../samples.contract.js';
import { separators } from './append-function.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

const { meta, open, sealed } = sampleEvent();

/** One event as the append function takes it. */
const line = (
  to: string,
  revision: number | string,
  expected: number | string,
  parts: Readonly<Record<string, unknown>> = {},
): string => {
  const event = { id: randomUUID(), type: 'CaseOpened', version: 1, open, sealed, meta, ...parts };
  const json = [event.open, event.sealed, event.meta].map((part) => JSON.stringify(part));
  return [to, revision, expected, event.id, event.type, event.version, ...json].join(separators.field);
};

describe('an event that stands in the store without its parts', () => {
  it.each([
    ['null', '{}', '{}'],
    ['{}', '[]', '{}'],
    ['{}', '{}', 'null'],
    ['"text"', '1', '{"actor": null}'],
  ])('is delivered, marked and empty, and those after it too: %s %s %s', async (...parts) => {
    const database = await scratchDatabase();
    const appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    const store = postgresEventStore(database.poolAs(appendRole));
    const to = stream();
    await store.append(to, 'none', [sampleEvent()]);
    await database.pool.query(
      `insert into event_store.events values (1, gen_random_uuid(), $1, 1, 'CaseOpened', 1, $2, $3, $4)`,
      [to, ...parts],
    );
    await store.append(to, 1, [sampleEvent()]);
    const seen = eventsOf(await followUntil(store, start, (all) => eventsOf(all).length === 3));
    const read = await collect(store.read(to));
    for (const events of [seen, read])
      expect(
        events.map(({ unreadable, open: told }) => [unreadable ?? false, Object.keys(told).length]),
      ).toEqual([
        [false, 0],
        [true, 0],
        [false, 0],
      ]);
    await store.close();
    await database.drop();
  });
});

describe('the append function, called without the checks before it', () => {
  let database: ScratchDatabase;
  let node: pg.Pool;
  beforeAll(async () => {
    database = await scratchDatabase();
    const appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    node = database.poolAs(appendRole);
  });
  afterAll(async () => database.drop());

  const verdicts = async (...lines: readonly string[]): Promise<readonly string[]> => {
    const { rows } = await node.query<{ verdict: string }>(
      'select verdict from event_store.append_events($1)',
      [lines.join(separators.event)],
    );
    return rows.map(({ verdict }) => verdict);
  };
  const revisionsOf = async (of: string): Promise<readonly number[]> => {
    const { rows } = await node.query<{ revision: number }>(
      'select revision from event_store.events where stream = $1 order by revision',
      [of],
    );
    return rows.map(({ revision }) => revision);
  };

  it('takes no event that a reader could not hold', async () => {
    const of = (bytes: number) => verdicts(line(stream(), 0, -1, { open: { text: 'x'.repeat(bytes) } }));
    expect(await of(900_000)).toEqual(['appended']);
    expect(await of(1_100_000)).toEqual(['malformed']);
  });

  it('keeps every stream contiguous from 0, whatever revisions it is given', async () => {
    const near = fc.oneof(
      fc.integer({ min: -3, max: 4 }),
      fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, 2 ** 31 - 2),
    );
    const anyLine = fc.record({ revision: near, expected: fc.oneof(near, fc.constant('')) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(anyLine, { minLength: 1, maxLength: 3 }), { maxLength: 5 }),
        async (calls) => {
          const to = stream();
          for (const call of calls)
            await verdicts(...call.map(({ revision, expected }) => line(to, revision, expected)));
          const revisions = await revisionsOf(to);
          expect(revisions).toEqual(revisions.map((_, index) => index));
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each<[string, (to: string) => readonly string[]]>([
    ['a negative revision', (to) => [line(to, -1, -2)]],
    ['the largest revision', (to) => [line(to, 2 ** 31 - 1, 2 ** 31 - 2)]],
    ['a beginning behind the beginning', (to) => [line(to, 5, -1)]],
    ['a gap', (to) => [line(to, 0, -1), line(to, 2, '')]],
    ['a stream twice', (to) => [line(to, 0, -1), line(to, 1, 0)]],
    ['no expected revision', (to) => [line(to, 0, '')]],
    ['a type of no name', (to) => [line(to, 0, -1, { type: '$deleted' })]],
    ['an open part that is a list', (to) => [line(to, 0, -1, { open: [] })]],
    ['an open part that is null', (to) => [line(to, 0, -1, { open: null })]],
    ['a sealed part that is no text', (to) => [line(to, 0, -1, { sealed: { 'person/P2': 1 } })]],
    ['a meta that is a text', (to) => [line(to, 0, -1, { meta: 'meta' })]],
    ['a meta without its actor', (to) => [line(to, 0, -1, { meta: { ...meta, actor: null } })]],
  ])('refuses %s, and takes what stands beside it', async (_, lines) => {
    const [to, beside] = [stream(), stream()];
    expect(await verdicts(...lines(to), line(beside, 0, -1))).toEqual(['appended', 'malformed']);
    expect(await revisionsOf(to)).toEqual([]);
    expect(await revisionsOf(beside)).toEqual([0]);
  });

  it.each(['person-1', 'case', '$case-1', ' case-1', 'case-1\n', ''])(
    'refuses the stream %p, which is of no known kind',
    async (to) => {
      expect(await verdicts(line(to, 0, -1))).toEqual(['malformed']);
    },
  );
});
