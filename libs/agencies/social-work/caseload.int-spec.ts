import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { scratchDatabase, type ScratchDatabase } from '../../../test/scratch-database.js';
import { noSealedAge } from '../age-in-lists.js';
import { caseRegister } from '../case-register.js';
import { createTable, tableOf } from '../frame/tables.js';
import { caseload } from './caseload.js';

const adult = JSON.stringify({ ...noSealedAge, opened: 'adult' });

let database: ScratchDatabase;

beforeAll(async () => {
  database = await scratchDatabase();
  await database.pool.query(
    'create schema projections; create schema following; create table projections.turn ()',
  );
  await createTable(database.pool, caseRegister);
  await createTable(database.pool, caseload);
  await database.pool.query(`
    insert into ${tableOf(caseRegister)}
      (case_id, key, side, sex, age, main_language, urgency, opened_at, names, birth_dates, origins, relatives,
       involved, exclusions, closed, erased)
    select n, n, 'sending', 'female', '${adult}', 'my', 'normal', now(), '[]', '[]', '[]', '[]',
      jsonb_build_array(case when n > 19980 then 'rare' else 'common' end), '[]', false, false
    from generate_series(1, 20000) n;
    insert into ${tableOf(caseload)} (case_id, key, viewer, opened_at, last_worked_at, workers, closed, tasks, kept, rank)
    select n, n, 'SW', now(), now(), jsonb_build_array(case when n > 19980 then 'rare' else 'common' end), false, '[]', '[]', n
    from generate_series(1, 20000) n;
    analyze`);
});
afterAll(() => database.drop());

it.each([
  [caseRegister, 'involved'],
  [caseload, 'workers'],
])('the few cases of an agency or a worker are found by an index, among many: $name', async (view, list) => {
  const { rows } = await database.pool.query<{ 'QUERY PLAN': string }>(
    `explain (analyze) select from ${tableOf(view)} where ${list} ? 'rare'`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('Bitmap Index Scan');
  expect(plan).not.toContain('Rows Removed');
});
