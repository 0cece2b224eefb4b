import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { start } from '#event-store';
import { takeLease } from '#following';
import { commitStep } from './commit.js';
import { leaseOf } from './lease.js';
import { notes, projecting } from './projecting.contract.js';
import { answeringTable } from './rebuild.js';
import { viewStatuses } from './status.js';
import { createTable } from './tables.js';
import { waitForView } from './waiting.js';

describe('a projector on PostgreSQL', () => {
  const ground = projecting();

  it('catches up in batches, then follows event by event', async () => {
    for (let n = 0; n < 1_000; n += 1) ground.store.add(`case-${n % 10}`, { open: { text: `note ${n}` } });
    ground.store.add('journey-1', { type: 'SomethingElse' });
    const view = notes();
    const projector = await ground.begin(view, { batch: 300 });
    expect(await ground.reached(view)).toBe(true);
    await ground.until(
      async () => (await viewStatuses(ground.database.pool, ground.store, [view]))[0]?.ready === true,
    );
    expect(await ground.rows(view)).toHaveLength(10);
    expect((await ground.rows(view))[3]).toEqual({ key: '3', count: 100, last: 'note 993' });
    const [placed] = ground.store.add('case-3', { open: { text: 'live ก🙂' } });
    const options = { timeoutMs: 5_000, progress: projector.progress, pollMs: 5_000 };
    const asked = Date.now();
    expect(await waitForView(ground.database.pool, view, placed?.position ?? start, options)).toBe(true);
    expect(Date.now() - asked).toBeLessThan(2_000);
    expect((await ground.rows(view))[3]).toEqual({ key: '3', count: 101, last: 'live ก🙂' });
    ground.store.add('case-3', { type: 'Removed' });
    await ground.reached(view);
    expect(await ground.rows(view)).toHaveLength(9);
  });

  it('does not wait for what never comes', async () => {
    await ground.begin(notes());
    expect(await waitForView(ground.database.pool, notes(), '99', { timeoutMs: 150 })).toBe(false);
  });

  it('has one holder at a time, and another takes over when it stops renewing', async () => {
    const view = notes();
    await createTable(ground.database.pool, view);
    const began = Date.now();
    const paused = await takeLease(ground.database.pool, leaseOf(view), 'paused', 500);
    expect(paused).toBeDefined();
    ground.store.add('case-1', { open: { text: 'one' } });
    await ground.begin(view, { leaseMs: 30_000 });
    expect(await ground.reached(view)).toBe(true);
    expect(Date.now() - began).toBeGreaterThan(300);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await takeLease(ground.database.pool, leaseOf(view), 'third', 500)).toBeUndefined();
  });

  it('lets a paused projector that wakes late change nothing', async () => {
    const view = notes();
    await createTable(ground.database.pool, view);
    const paused = await takeLease(ground.database.pool, leaseOf(view), 'paused', 200);
    ground.store.add('case-1', { open: { text: 'one' } });
    await ground.begin(view);
    await ground.reached(view);
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
    };
    if (paused === undefined) throw new Error('no lease');
    const step = { ...stale, lease: { ...paused, view } };
    for (const [from, to] of [
      ['0', '5'],
      [start, '0'],
    ] as const)
      await expect(commitStep(ground.database.pool, { ...step, from, to })).rejects.toThrow(
        'Another process',
      );
    expect(await ground.rows(view)).toEqual([{ key: '1', count: 1, last: 'one' }]);
  });

  it('takes each event once when two projectors share a view and one goes away', async () => {
    const view = notes();
    const first = await ground.begin(view, { batch: 20 });
    await ground.begin(view, { batch: 20 });
    for (let n = 0; n < 200; n += 1) {
      ground.store.add(`case-${n % 7}`, { open: { text: `note ${n}` } });
      if (n === 100) await first.stop();
    }
    expect(await ground.reached(view)).toBe(true);
    const total = (await ground.rows(view)).reduce((sum, row) => sum + Number(row['count']), 0);
    expect(total).toBe(200);
  });

  it('takes each event once though its connections are killed again and again', async () => {
    const view = notes();
    await ground.begin(view, { batch: 10 });
    const killer = ground.database.poolAs();
    for (let n = 0; n < 400; n += 1) {
      ground.store.add(`case-${n % 7}`, { open: { text: `note ${n}` } });
      if (n % 50 !== 0) continue;
      await sleep(20);
      await killer.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid()`,
      );
    }
    await ground.until(
      async () =>
        (await viewStatuses(killer, ground.store, [view]))[0]?.position === (await ground.store.head()),
    );
    const total = (await ground.rows(view)).reduce((sum, row) => sum + Number(row['count']), 0);
    expect(total).toBe(400);
    expect(ground.reports.some(({ what }) => what === 'failed')).toBe(true);
  });

  it('lets the reading role select and nothing else', async () => {
    const role = await ground.database.role();
    const view = notes();
    ground.store.add('case-1', { open: { text: 'one' } });
    await ground.begin(view, { reader: role });
    await ground.until(
      async () => (await viewStatuses(ground.database.pool, ground.store, [view]))[0]?.ready === true,
    );
    const reader = ground.database.poolAs(role);
    expect((await reader.query(`select * from ${await answeringTable(reader, view)}`)).rowCount).toBe(1);
    await expect(reader.query(`delete from spec_agency.notes_v1`)).rejects.toThrow('permission denied');
    for (const update of [
      `update following.checkpoints set position = '9'`,
      'update projections.views set ready = true',
      'delete from following.parked',
    ])
      await expect(reader.query(update)).rejects.toThrow('permission denied');
  });
});
