import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { tableOf, viewId, type View } from '#agencies';
import { isUnavailable } from '#event-store';
import { cableTo, type Cable } from '../../test/kit/cable.js';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { install } from './install.js';
import { viewsOf } from './nations.js';

jest.setTimeout(60_000);

describe('an installation whose server falls silent', () => {
  let database: ScratchDatabase;
  let cable: Cable;
  beforeAll(async () => {
    database = await scratchDatabase();
    cable = await cableTo(() => Number(new URL(database.url).port));
  });
  afterAll(async () => {
    await cable.close();
    await database.drop();
  });

  it('is given up in the midst of a migration, and counts as an engine that does not answer', async () => {
    const [app, events] = [await database.role(), await database.role()];
    const urlAs = (role?: string): string => {
      const url = new URL(database.url);
      url.port = String(cable.port);
      if (role) [url.username, url.password] = [role, role];
      return url.href;
    };
    const parts = { ownerUrl: urlAs(), appUrl: urlAs(app), eventsUrl: urlAs(events) };
    await install({ database: parts });
    const other = await database.pool.connect();
    await other.query('begin; lock table migrations in access exclusive mode');
    const installing = install({ database: parts }, [], 2_000).then(
      () => undefined,
      (error: unknown) => error,
    );
    const waits = async (): Promise<boolean> =>
      ((
        await database.pool.query(
          `select from pg_locks l join pg_class c on c.oid = l.relation
           where c.relname = 'migrations' and not l.granted`,
        )
      ).rowCount ?? 0) > 0;
    while (!(await waits())) await pause(10);
    cable.freeze();
    const failure = await Promise.race([installing, pause(30_000, 'still waiting', { ref: false })]);
    expect({ failure, unavailable: isUnavailable(failure) }).toMatchObject({ unavailable: true });
    await other.query('rollback');
    other.release();
  });
});

describe('an installation after the version of a view was raised', () => {
  it('drops what the older version holds once the new one answers, and not before', async () => {
    const database = await scratchDatabase();
    const [app, events] = [await database.role(), await database.role()];
    const urlAs = (role: string): string => {
      const url = new URL(database.url);
      [url.username, url.password] = [role, role];
      return url.href;
    };
    const parts = { ownerUrl: database.url, appUrl: urlAs(app), eventsUrl: urlAs(events) };
    const [old] = viewsOf('TH') as readonly [View];
    const raised = { ...old, version: old.version + 1 };
    const answers = (view: View, ready: boolean) =>
      database.pool.query(
        `insert into projections.views (view, version, shape, ready) values ($1, $2, '{}', $3)
         on conflict (view, version) do update set ready = excluded.ready`,
        [viewId(view), view.version, ready],
      );
    const held = async () =>
      (
        await database.pool.query<{ there: boolean }>(
          'select to_regclass(name) is not null as there from unnest($1::text[]) name',
          [[tableOf(old), tableOf(raised)]],
        )
      ).rows.map(({ there }) => there);
    await install({ database: parts }, [old]);
    await answers(old, true);
    await install({ database: parts }, [raised]);
    await answers(raised, false);
    await install({ database: parts }, [raised]);
    expect(await held()).toEqual([true, true]);
    await answers(raised, true);
    await install({ database: parts }, [raised]);
    expect(await held()).toEqual([false, true]);
    await database.drop();
  });
});
