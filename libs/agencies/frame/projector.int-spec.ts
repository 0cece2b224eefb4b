import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { start, takeLease } from '#event-store';
import { event, operational } from '#casework';
import { scratchDatabase, type ScratchDatabase } from '../../../test/scratch-database.js';
import { memoryStore, type MemoryStore } from '../spec/memory-store.js';
import { commitStep } from './checkpoint.js';
import { instant, integer, json, optional, text } from './columns.js';
import { leaseOf } from './lease.js';
import { agencyMigrations } from './migrations.js';
import { createProjector, type Projector, type ProjectorOptions, type ProjectorReport } from './projector.js';
import { answeringTable, digest, dropOlder, startOver, ViewNotReady } from './rebuild.js';
import { viewStatuses } from './status.js';
import { createTable } from './tables.js';
import { NotTaken, viewsOver, type View } from './view.js';
import { waitForView } from './waiting.js';

const catalogue = {
  Noted: event('Noted', { text: operational(z.string()), tags: operational(z.array(z.string()).optional()) }),
  Removed: event('Removed', {}),
};

let refuses: string | undefined;

const notes = (version = 1, name = 'notes') =>
  viewsOver(catalogue)({
    name,
    agency: 'spec_agency',
    version,
    columns: { count: integer, last: text, at: instant, tags: optional(json(z.array(z.string()))) },
    indexes: [['last']],
    on: {
      Noted: (row, { open, meta }) => {
        if (open.text === refuses) throw new NotTaken('refused_in_spec');
        return {
          count: (row?.count ?? 0) + 1,
          last: open.text,
          at: meta.recordedAt,
          tags: open.tags ?? null,
        };
      },
      Removed: () => undefined,
    },
  });

describe('projector on PostgreSQL', () => {
  let database: ScratchDatabase;
  let store: MemoryStore;
  let projectors: Projector[];
  let reports: ProjectorReport[];

  const begin = async (view: View, more: Partial<ProjectorOptions> = {}): Promise<Projector> => {
    const projector = createProjector({
      pool: database.pool,
      store,
      views: [view],
      leaseMs: 600,
      retryMs: 100,
      report: (report) => reports.push(report),
      ...more,
    });
    projectors.push(projector);
    await projector.start();
    return projector;
  };
  /** Whether a view came to the end, and answers: it does so only after it was told that this was the end. */
  const reached = async (view: View): Promise<boolean> => {
    const there = await waitForView(database.pool, view, await store.head(), { timeoutMs: 10_000 });
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.ready === true);
    return there;
  };
  const rows = async (view: View): Promise<Record<string, unknown>[]> =>
    (
      await database.pool.query<{ key: string; count: number; last: string }>(
        `select key, count, last from ${await answeringTable(database.pool, view)} order by key`,
      )
    ).rows;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await condition()); tries += 1) {
      if (tries > 500) throw new Error('It did not come true in 25 s.');
      await sleep(50);
    }
  };

  beforeEach(async () => {
    refuses = undefined;
    store = memoryStore();
    projectors = [];
    reports = [];
    database = await scratchDatabase();
    const source = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: agencyMigrations,
    }).initialize();
    await source.runMigrations();
    await source.destroy();
  });
  afterEach(async () => {
    await Promise.all(projectors.map((projector) => projector.stop()));
    await database.drop();
  });

  it('catches up in batches, then follows event by event', async () => {
    for (let n = 0; n < 1_000; n += 1) store.add(`case-${n % 10}`, { open: { text: `note ${n}` } });
    store.add('journey-1', { type: 'SomethingElse' });
    const view = notes();
    const projector = await begin(view, { batch: 300 });
    expect(await reached(view)).toBe(true);
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.ready === true);
    expect(await rows(view)).toHaveLength(10);
    expect((await rows(view))[3]).toEqual({ key: '3', count: 100, last: 'note 993' });
    const [placed] = store.add('case-3', { open: { text: 'live ก🙂' } });
    const options = { timeoutMs: 5_000, progress: projector.progress, pollMs: 5_000 };
    const asked = Date.now();
    expect(await waitForView(database.pool, view, placed?.position ?? start, options)).toBe(true);
    expect(Date.now() - asked).toBeLessThan(2_000);
    expect((await rows(view))[3]).toEqual({ key: '3', count: 101, last: 'live ก🙂' });
    store.add('case-3', { type: 'Removed' });
    await reached(view);
    expect(await rows(view)).toHaveLength(9);
  });

  it('does not wait for what never comes', async () => {
    await begin(notes());
    expect(await waitForView(database.pool, notes(), '99', { timeoutMs: 150 })).toBe(false);
  });

  it('has one holder at a time, and another takes over when it stops renewing', async () => {
    const view = notes();
    await createTable(database.pool, view);
    const began = Date.now();
    const paused = await takeLease(database.pool, leaseOf(view), 'paused', 500);
    expect(paused).toBeDefined();
    store.add('case-1', { open: { text: 'one' } });
    await begin(view, { leaseMs: 30_000 });
    expect(await reached(view)).toBe(true);
    expect(Date.now() - began).toBeGreaterThan(300);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await takeLease(database.pool, leaseOf(view), 'third', 500)).toBeUndefined();
  });

  it('lets a paused projector that wakes late change nothing', async () => {
    const view = notes();
    await createTable(database.pool, view);
    const paused = await takeLease(database.pool, leaseOf(view), 'paused', 200);
    store.add('case-1', { open: { text: 'one' } });
    await begin(view);
    await reached(view);
    const stale = {
      stored: [
        {
          key: '1',
          caseId: '1',
          fields: { count: 99, last: 'late', at: '2014-08-04T00:00:00.000Z', tags: null },
        },
      ],
      removed: [],
      parked: [],
      freed: [],
      ready: true,
    };
    if (paused === undefined) throw new Error('no lease');
    const held = { ...paused, view };
    await expect(commitStep(database.pool, held, { ...stale, from: '0', to: '5' })).rejects.toThrow(
      'Another process',
    );
    await expect(commitStep(database.pool, held, { ...stale, from: start, to: '0' })).rejects.toThrow(
      'Another process',
    );
    expect(await rows(view)).toEqual([{ key: '1', count: 1, last: 'one' }]);
  });

  it('takes each event once when two projectors share a view and one goes away', async () => {
    const view = notes();
    const first = await begin(view, { batch: 20 });
    await begin(view, { batch: 20 });
    for (let n = 0; n < 200; n += 1) {
      store.add(`case-${n % 7}`, { open: { text: `note ${n}` } });
      if (n === 100) await first.stop();
    }
    expect(await reached(view)).toBe(true);
    const total = (await rows(view)).reduce((sum, row) => sum + Number(row['count']), 0);
    expect(total).toBe(200);
  });

  it('takes each event once though its connections are killed again and again', async () => {
    const view = notes();
    await begin(view, { batch: 10 });
    const killer = database.poolAs();
    for (let n = 0; n < 400; n += 1) {
      store.add(`case-${n % 7}`, { open: { text: `note ${n}` } });
      if (n % 50 !== 0) continue;
      await sleep(20);
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
    }
    await until(
      async () => (await viewStatuses(killer, store, [view]))[0]?.position === (await store.head()),
    );
    const total = (await rows(view)).reduce((sum, row) => sum + Number(row['count']), 0);
    expect(total).toBe(400);
    expect(reports.some(({ what }) => what === 'failed')).toBe(true);
  });

  it('parks a case that a handler cannot take, goes on with the others, and tries again', async () => {
    const view = notes();
    refuses = 'bad';
    for (const text of ['a', 'bad', 'b']) store.add('case-1', { open: { text } });
    store.add('case-2', { open: { text: 'fine' } });
    await begin(view);
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.ready === true);
    await reached(view);
    expect(await rows(view)).toEqual([
      { key: '1', count: 1, last: 'a' },
      { key: '2', count: 1, last: 'fine' },
    ]);
    const [status] = await viewStatuses(database.pool, store, [view]);
    expect(status).toMatchObject({
      parkedCases: 1,
      parkedBecause: { refused_in_spec: 1 },
      followed: true,
      lagSeconds: 0,
    });
    store.add('case-1', { open: { text: 'c' } });
    refuses = undefined;
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.parkedCases === 0);
    expect((await rows(view))[0]).toEqual({ key: '1', count: 4, last: 'c' });
    store.add('case-1', { open: { text: 'd' } });
    await reached(view);
    expect((await rows(view))[0]).toEqual({ key: '1', count: 5, last: 'd' });
  });

  it('parks the one case whose value the table cannot hold, and one of an unknown type', async () => {
    const view = notes();
    store.add('case-1', { open: { text: 'good' } });
    store.add('case-2', { open: { text: 'nul \u0000 here' } });
    store.add('case-3', { open: { text: 'good too' } });
    store.add('case-4', { type: 'FromTheFuture' });
    await begin(view);
    expect(await reached(view)).toBe(true);
    expect((await rows(view)).map(({ key }) => key)).toEqual(['1', '3']);
    const [status] = await viewStatuses(database.pool, store, [view]);
    expect(status?.parkedBecause).toEqual({ value_not_storable: 1, unknown_event_type: 1 });
  });

  it('builds a raised version beside the old one, which answers until then, with the same digest', async () => {
    const old = notes(1);
    const raised = notes(2);
    for (let n = 0; n < 500; n += 1)
      store.add(`case-${n % 50}`, { open: { text: `note ${n}`, tags: ['b', 'a'] } });
    const first = await begin(old, { batch: 1 });
    await until(async () => (await viewStatuses(database.pool, store, [old]))[0]?.ready === true);
    await first.stop();
    await createTable(database.pool, raised);
    expect(await answeringTable(database.pool, raised)).toBe('spec_agency.notes_v1');
    const before = await digest(database.pool, old);
    await begin(raised);
    await until(async () => (await answeringTable(database.pool, raised)) === 'spec_agency.notes_v2');
    expect(await digest(database.pool, raised)).toEqual(before);
    expect(before.rows).toBe(50);
    expect(await dropOlder(database.pool, raised)).toEqual([1]);
    await expect(answeringTable(database.pool, old)).rejects.toThrow(ViewNotReady);
    store.add('case-1', { open: { text: 'another' } });
    await reached(raised);
    expect(await digest(database.pool, raised)).not.toEqual(before);
  });

  it('does not follow a replaced store until it is started over', async () => {
    const view = notes();
    store.add('case-1', { open: { text: 'one' } });
    const first = await begin(view);
    await reached(view);
    await first.stop();
    store.replace();
    const second = await begin(view);
    await until(() => Promise.resolve(reports.some(({ what }) => what === 'store_replaced')));
    expect((await viewStatuses(database.pool, store, [view]))[0]).toMatchObject({
      storeReplaced: true,
      position: '0',
    });
    await second.stop();
    await startOver(database.pool, view);
    await begin(view);
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.ready === true);
    expect(await rows(view)).toEqual([{ key: '1', count: 1, last: 'one' }]);
  });

  it('lets the reading role select and nothing else', async () => {
    const role = await database.role();
    const view = notes();
    store.add('case-1', { open: { text: 'one' } });
    await begin(view, { reader: role });
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.ready === true);
    const reader = database.poolAs(role);
    expect((await reader.query(`select * from ${await answeringTable(reader, view)}`)).rowCount).toBe(1);
    await expect(reader.query(`delete from spec_agency.notes_v1`)).rejects.toThrow('permission denied');
    await expect(reader.query(`update projections.checkpoints set position = '9'`)).rejects.toThrow(
      'permission denied',
    );
  });
});
