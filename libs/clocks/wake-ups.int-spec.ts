import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { clockMigrations } from './migrations.js';
import { postgresWakeUps } from './wake-ups.js';

let database: ScratchDatabase;

beforeAll(async () => {
  database = await scratchDatabase();
  const source = new DataSource({ type: 'postgres', url: database.url, migrations: [...clockMigrations] });
  await (await source.initialize()).runMigrations();
  await source.destroy();
});
afterAll(() => database.drop());

const now = '2019-06-03T00:00:00.000Z';
const tomorrow = '2019-06-04T00:00:00.000Z';

it('keeps when each file is looked at next, and forgets no change that came in between', async () => {
  const wakeUps = postgresWakeUps(database.pool);
  await wakeUps.changed(['case-1', 'case-2', 'case-1']);
  expect(await wakeUps.waiting(now)).toEqual({ due: 2 });
  const [first, second] = (await wakeUps.due(now, 10)).toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
  if (!first || !second) throw new Error('Both files are due.');
  expect([first, second]).toEqual([
    { stream: 'case-1', changes: '1', attempts: 0 },
    { stream: 'case-2', changes: '1', attempts: 0 },
  ]);

  await wakeUps.next(first, tomorrow);
  await wakeUps.postpone(second, tomorrow);
  expect(await wakeUps.due(now, 10)).toEqual([]);
  expect(await wakeUps.waiting(tomorrow)).toEqual({ due: 2, since: tomorrow });
  expect(await wakeUps.due(tomorrow, 10)).toContainEqual({ ...second, attempts: 1 });

  await wakeUps.changed(['case-1']);
  await wakeUps.next(first, undefined);
  expect(await wakeUps.due(now, 10)).toEqual([{ stream: 'case-1', changes: '2', attempts: 0 }]);
});
