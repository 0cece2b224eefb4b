import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { noSealedAge } from '../age-in-lists.js';
import { caseRegister } from '../case-register.js';
import { createTable, shapeOf, tableOf, viewId } from '../frame/tables.js';
import { memoryStore } from '../../../test/doubles/memory-store.js';
import { prepare } from '../spec/prepare.js';
import { reader } from '../spec/reader.js';
import { transfersBoard } from './transfers-board.js';
import { transfersBoardQuery } from './transfers-list.js';

const adult = JSON.stringify({ ...noSealedAge, opened: 'adult' });
const group = '00000000-0000-4000-8000-000000000000';

interface Plan {
  readonly 'Actual Rows'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Alias?: string;
  readonly Plans?: readonly Plan[];
}

/** How many rows of the board a plan looked at. */
const looked = (plan: Plan): number =>
  (plan.Alias === 'v' ? (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0) : 0) +
  (plan.Plans ?? []).reduce((sum, inner) => sum + looked(inner), 0);

describe('the board of many open cases', () => {
  let database: ScratchDatabase;

  beforeAll(async () => {
    database = await scratchDatabase();
    await database.pool.query(`
      create schema projections; create schema following; create table projections.turn ();
      create table projections.views (view text, version integer, shape jsonb, ready boolean);
      create table following.parked (follower text, lane text, position numeric, primary key (follower, lane, position))`);
    for (const view of [transfersBoard, caseRegister]) {
      await createTable(database.pool, view);
      await database.pool.query('insert into projections.views values ($1, $2, $3, true)', [
        viewId(view),
        view.version,
        JSON.stringify(shapeOf(view)),
      ]);
    }
    // What is rare ranks last, so that whoever goes through the board by rank goes through all of it.
    await database.pool.query(`
      insert into ${tableOf(transfersBoard)}
        (case_id, key, side, stage, suspended, closed, aside, opened_at, stage_since, own, exclusions, circumstances, partners, findings, exchange, parts, waits, rank,
         partner, waiting_for, travel_group, due)
      select n, n, case when rare then 'transit' else 'sending' end, case when rare then 'in_transit' else 'opened' end,
        false, false, false, now(), now(), 'TH', '[]', '[]', '{}', '[]', '{"questions": [], "leaving": []}', '{}', '[]', case when n < 10 then '2014-01-01 ' else '2014-05-01 ' end || n,
        case when rare then 'LA' else 'MM' end, case when rare then 'embassy-x' end, case when rare then '${group}' end,
        case when n < 10 then date '2014-01-01' else date '2014-05-01' end
      from (select n, n > 19980 as rare from generate_series(1, 20000) n) cases;
      insert into ${tableOf(caseRegister)}
        (case_id, key, side, sex, age, main_language, urgency, said_here, opened_at, names, birth_dates, origins, relatives,
         involved, involvements, exclusions, closed, erased)
      select n, n, 'sending', 'female', '${adult}', 'my', 'normal', '[]', now(), '[]', '[]', '[]', '[]', '["datip"]', '[]', '[]', false, false
      from generate_series(1, 20000) n;
      analyze`);
  });
  afterAll(() => database.drop());

  it.each([
    [{ stage: 'in_transit' }, 20],
    [{ side: 'transit' }, 20],
    [{ partner: 'LA' }, 20],
    [{ waitingFor: 'embassy-x' }, 20],
    [{ travelGroup: group }, 20],
    [{ overdue: 'true' }, 9],
    [{ overdue: 'false' }, 51],
    [{}, 51],
  ])('looks at no more rows than %j finds', async (filter, rows) => {
    const plans: Plan[] = [];
    const explaining = {
      query: async (asked: { readonly text: string; readonly values: unknown[] }) => {
        const { rows: told } = await database.pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
          `explain (analyze, format json) ${asked.text}`,
          asked.values,
        );
        plans.push(...told.map((row) => row['QUERY PLAN'][0].Plan));
        return database.pool.query(asked);
      },
    } as unknown as Pool;
    const prepared = prepare(transfersBoardQuery, filter);
    if (!prepared.ok) throw new Error('It was not prepared.');
    const page = await prepared.run({ pool: explaining, store: memoryStore() }, reader('datip'));
    expect(page.rows).toHaveLength(Math.min(rows, 50));
    expect(plans.reduce((sum, plan) => sum + looked(plan), 0)).toBe(rows);
  });
});
