import { describe, expect, it } from '@jest/globals';
import { notes, projecting } from './projecting.contract.js';
import { answeringTable, digest, dropOlder, startOver, ViewNotReady } from './rebuild.js';
import { viewStatuses } from './status.js';
import { createTable } from './tables.js';

describe('a view that is built anew', () => {
  const ground = projecting();

  it('builds a raised version beside the old one, which answers until then, with the same digest', async () => {
    const old = notes(1);
    const raised = notes(2);
    for (let n = 0; n < 500; n += 1)
      ground.store.add(`case-${n % 50}`, { open: { text: `note ${n}`, tags: ['b', 'a'] } });
    const first = await ground.begin(old, { batch: 1 });
    await ground.until(
      async () => (await viewStatuses(ground.database.pool, ground.store, [old]))[0]?.ready === true,
    );
    await first.stop();
    await createTable(ground.database.pool, raised);
    expect(await answeringTable(ground.database.pool, raised)).toBe('spec_agency.notes_v1');
    const before = await digest(ground.database.pool, old);
    await ground.begin(raised);
    await ground.until(
      async () => (await answeringTable(ground.database.pool, raised)) === 'spec_agency.notes_v2',
    );
    expect(await digest(ground.database.pool, raised)).toEqual(before);
    expect(before.rows).toBe(50);
    expect(await dropOlder(ground.database.pool, raised)).toEqual([1]);
    await expect(answeringTable(ground.database.pool, old)).rejects.toThrow(ViewNotReady);
    ground.store.add('case-1', { open: { text: 'another' } });
    await ground.reached(raised);
    expect(await digest(ground.database.pool, raised)).not.toEqual(before);
  });

  it('does not follow a replaced store until it is started over', async () => {
    const view = notes();
    ground.store.add('case-1', { open: { text: 'one' } });
    const first = await ground.begin(view);
    await ground.reached(view);
    await first.stop();
    ground.store.replace();
    const second = await ground.begin(view);
    await ground.until(() => Promise.resolve(ground.reports.some(({ what }) => what === 'store_replaced')));
    expect((await viewStatuses(ground.database.pool, ground.store, [view]))[0]).toMatchObject({
      storeReplaced: true,
      position: '0',
    });
    await second.stop();
    await startOver(ground.database.pool, view);
    await ground.begin(view);
    await ground.until(
      async () => (await viewStatuses(ground.database.pool, ground.store, [view]))[0]?.ready === true,
    );
    expect(await ground.rows(view)).toEqual([{ key: '1', count: 1, last: 'one' }]);
  });
});
