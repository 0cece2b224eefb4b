import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { caseRegister } from '../case-register.js';
import { agesOf } from './ages.js';
import { agencyMigrations } from './migrations.js';
import { viewId } from './tables.js';

describe('the age of what a view shows', () => {
  let database: ScratchDatabase;

  /** Versions of one view, with the seconds since each was current. */
  const note = async (version: number, ready: boolean, seconds: number | null): Promise<void> => {
    await database.pool.query(
      `insert into projections.views (view, version, shape, ready, current_at)
       values ($1, $2, '{}', $3, clock_timestamp() - $4 * interval '1 second')`,
      [viewId(caseRegister), version, ready, seconds],
    );
  };
  const ageFor = async (version: number): Promise<number | undefined> =>
    agesOf(database.pool)({ ...caseRegister, version });

  beforeAll(async () => {
    database = await scratchDatabase();
    const source = new DataSource({ type: 'postgres', url: database.url, migrations: agencyMigrations });
    await (await source.initialize()).runMigrations();
    await source.destroy();
    await note(1, true, 7_200);
    await note(2, true, 0);
    await note(3, false, 0);
    await note(4, true, null);
  });
  afterAll(() => database.drop());

  it('is that of the version which answers: none that is newer, and none that is still being built', async () => {
    expect(await ageFor(1)).toBeGreaterThanOrEqual(7_200);
    expect(await ageFor(2)).toBeLessThan(3_600);
    expect(await ageFor(3)).toBeLessThan(3_600);
  });

  it('is unknown where it was never noted, whatever an older version was', async () => {
    expect(await ageFor(4)).toBeUndefined();
  });
});
