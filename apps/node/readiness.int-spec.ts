import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { agencyMigrations, createTables, tableOf, viewStatuses } from '#agencies';
import { rowsOf } from '#bridge';
import { caseRegister } from '../../libs/agencies/case-register.js';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { readinessOf } from './readiness.js';
import { standingWithin, type StoreStanding } from './within-time.js';

const silent = (): Promise<never> => new Promise<never>(() => undefined);
const silentStore: StoreStanding = { head: silent, epoch: silent };

describe('a process whose event store has fallen silent', () => {
  let database: ScratchDatabase;
  const standing = standingWithin(100, silentStore);
  const views = [caseRegister];

  beforeAll(async () => {
    database = await scratchDatabase();
    const source = new DataSource({ type: 'postgres', url: database.url, migrations: agencyMigrations });
    await (await source.initialize()).runMigrations();
    await source.destroy();
    await createTables(database.pool, views, {});
    const [, view, version] = /^(.*)_v(\d+)$/.exec(tableOf(caseRegister)) ?? [];
    await database.pool.query(
      `with known as (insert into following.checkpoints (name, epoch, position) values ($3, 'one', '7'))
       insert into projections.views (view, version, shape, ready) values ($1, $2, '{}', true)`,
      [view, version, tableOf(caseRegister)],
    );
  });
  afterAll(() => database.drop());

  it('stays ready, so that lists go on, and says which engine is silent', async () => {
    const parts = { standing, database: database.pool, tables: rowsOf(database.pool), views, facts: [] };
    const { ready, parts: told } = await readinessOf(parts, new Set(['api']), () => undefined)();
    expect({ ready, views: told['views'], store: told['eventStore'] }).toEqual({
      ready: true,
      views: { ok: true },
      store: { ok: false, detail: 'does not answer' },
    });
  });

  it('stays ready where it may not read what others send, and says which topic', async () => {
    const parts = { standing, database: database.pool, tables: rowsOf(database.pool), views, facts: [] };
    const flows = () =>
      Promise.resolve([
        { exchange: 'one', topic: 'homeward.mm.th', flow: { waiting: 0 }, reads: false },
        { exchange: 'two', topic: 'homeward.la.th', flow: { waiting: 0 }, reads: true },
      ]);
    const { ready, parts: told } = await readinessOf(parts, new Set(['api']), () => undefined, flows)();
    expect({ ready, inbound: told['inbound'], exchange: told['exchange'] }).toEqual({
      ready: true,
      inbound: { ok: false, detail: 'homeward.mm.th on one is not read' },
      exchange: { ok: true },
    });
  });

  it('stays ready while it holds a private key that must be destroyed, and says so', async () => {
    const parts = { standing, database: database.pool, tables: rowsOf(database.pool), views, facts: [] };
    const asked = async (state: 'overdue' | 'ended') =>
      readinessOf(
        parts,
        new Set(['api']),
        () => undefined,
        () => Promise.resolve([]),
        () => [{ kid: 'one', state }],
      )();
    const { ready, parts: told } = await asked('overdue');
    expect({ ready, keys: told['keys'] }).toEqual({
      ready: true,
      keys: { ok: false, detail: '1 private keys are held although they must be destroyed' },
    });
    expect((await asked('ended')).parts['keys']).toEqual({ ok: true });
  });

  it('still tells where its views stand', async () => {
    expect(await viewStatuses(database.pool, standing, views)).toMatchObject([
      { ready: true, position: '7', head: '7', lagSeconds: 0, storeReplaced: false },
    ]);
  });
});
