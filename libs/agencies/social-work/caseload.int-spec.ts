import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { emptyFile, holdsMandate, runsTheCase, type Involvement } from '#casework';
import { factsOf } from '#countries';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { noSealedAge } from '../age-in-lists.js';
import { caseRegister } from '../case-register.js';
import { createTable, tableOf } from '../frame/tables.js';
import { caseload } from './caseload.js';
import { runsCase } from './runs-case.js';

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
      (case_id, key, side, sex, age, main_language, urgency, said_here, opened_at, names, birth_dates, origins, relatives,
       involved, involvements, exclusions, closed, erased)
    select n, n, 'sending', 'female', '${adult}', 'my', 'normal', '[]', now(), '[]', '[]', '[]', '[]',
      jsonb_build_array(case when n > 19980 then 'rare' else 'common' end), '[]', '[]', false, false
    from generate_series(1, 20000) n;
    insert into ${tableOf(caseload)} (case_id, key, viewer, opened_at, last_worked_at, workers, closed, aside, tasks, parts, rank)
    select n, n, 'SW', now(), now(), jsonb_build_array(case when n > 19980 then 'rare' else 'common' end), false, false, '[]', '{}', n
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

interface Held {
  readonly owner: string | undefined;
  readonly involvements: readonly Involvement[];
  readonly excluded: readonly string[];
}

it.each(['MM', 'TH'] as const)(
  'who runs a case is one for the list and for the case as it is read, in %s',
  async (country) => {
    const facts = factsOf(country);
    const offices = facts.agencies.map(({ id }) => id);
    const anOffice = fc.constantFrom(
      ...offices,
      ...offices.filter((id) => holdsMandate(facts, id, 'case_work')),
    );
    const held: fc.Arbitrary<Held> = fc.record({
      owner: fc.oneof(fc.constant(facts.focalPoint), fc.option(anOffice, { nil: undefined })),
      involvements: fc.array(
        fc.record({
          agency: anOffice,
          reason: fc.constantFrom('referred', 'reintegration_plan', 'family_tracing'),
          by: fc.constantFrom(facts.focalPoint, 'node', undefined, ...offices),
          about: fc.constantFrom(undefined, 'question'),
        }),
        { maxLength: 5 },
      ),
      excluded: fc.array(anOffice, { maxLength: 1 }),
    });
    const cases = fc.sample(held, 300);
    await database.pool.query(`truncate ${tableOf(caseRegister)}`);
    for (const [n, { owner, involvements, excluded }] of cases.entries())
      await database.pool.query(
        `insert into ${tableOf(caseRegister)}
        (case_id, key, side, sex, age, main_language, urgency, said_here, opened_at, names, birth_dates, origins, relatives,
         owner, involved, involvements, exclusions, closed, erased)
       values ($1, $1, 'sending', 'female', '${adult}', 'my', 'normal', '[]', now(), '[]', '[]', '[]', '[]',
         $2, $3, $4, $5, false, false)`,
        [
          n,
          owner ?? null,
          JSON.stringify(involvements.map(({ agency }) => agency)),
          JSON.stringify(involvements.map(({ by = null, about = null, ...one }) => ({ ...one, by, about }))),
          JSON.stringify(excluded.map((agency) => ({ exclusionId: 'x', agency, officialId: null }))),
        ],
      );
    let others = 0;
    for (const agency of offices) {
      const actor = { id: 'somebody', country, agency, roles: ['officer'] };
      const values: unknown[] = [];
      const sql = runsCase((value) => `$${values.push(value)}`, {
        actor,
        facts,
        now: '2018-02-01T00:00:00.000Z',
      });
      const { rows } = await database.pool.query<{ case_id: string }>(
        `select case_id from ${tableOf(caseRegister)} r where ${sql}`,
        values,
      );
      const listed = new Set(rows.map(({ case_id }) => Number(case_id)));
      for (const [n, { owner, involvements, excluded }] of cases.entries()) {
        const file = emptyFile(String(n));
        const coordination = {
          ...file.coordination,
          ...{ opened: true, owner, involvements },
          involved: new Set(involvements.map((one) => one.agency)),
          exclusions: excluded.map((office) => ({ exclusionId: 'x', agency: office })),
        };
        const runs = runsTheCase({ ...file, coordination }, { actor, country, facts: () => facts });
        expect([agency, cases[n], listed.has(n)]).toEqual([agency, cases[n], runs]);
        if (runs && owner !== agency) others += 1;
      }
    }
    expect(others).toBeGreaterThan(0);
  },
);
