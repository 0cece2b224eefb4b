import { describe, expect, it } from '@jest/globals';
import { EventStoreUnavailableError } from '#event-store';
import { notes, projecting, refuse } from './projecting.contract.js';
import { viewStatuses } from './status.js';

describe('a view with a case that it cannot take', () => {
  const ground = projecting();

  it('parks a case that a handler cannot take, goes on with the others, and tries again', async () => {
    const view = notes();
    refuse('bad');
    for (const text of ['a', 'bad', 'b']) ground.store.add('case-1', { open: { text } });
    ground.store.add('case-2', { open: { text: 'fine' } });
    await ground.begin(view);
    await ground.until(
      async () => (await viewStatuses(ground.database.pool, ground.store, [view]))[0]?.ready === true,
    );
    await ground.reached(view);
    expect(await ground.rows(view)).toEqual([
      { key: '1', count: 1, last: 'a' },
      { key: '2', count: 1, last: 'fine' },
    ]);
    const [status] = await viewStatuses(ground.database.pool, ground.store, [view]);
    expect(status).toMatchObject({
      parkedCases: 1,
      parkedBecause: { refused_in_spec: 1 },
      followed: true,
      lagSeconds: 0,
    });
    ground.store.add('case-1', { open: { text: 'c' } });
    refuse(undefined);
    await ground.until(
      async () => (await viewStatuses(ground.database.pool, ground.store, [view]))[0]?.parkedCases === 0,
    );
    expect((await ground.rows(view))[0]).toEqual({ key: '1', count: 4, last: 'c' });
    ground.store.add('case-1', { open: { text: 'd' } });
    await ground.reached(view);
    expect((await ground.rows(view))[0]).toEqual({ key: '1', count: 5, last: 'd' });
  });

  it('parks the one case whose value the table cannot hold, one of an unknown type, and one without its parts', async () => {
    const view = notes();
    ground.store.add('case-1', { open: { text: 'good' } });
    ground.store.add('case-2', { open: { text: 'nul \u0000 here' } });
    ground.store.add('case-3', { open: { text: 'good too' } });
    ground.store.add('case-4', { type: 'FromTheFuture' });
    ground.store.add('case-5', { unreadable: true });
    await ground.begin(view);
    expect(await ground.reached(view)).toBe(true);
    expect((await ground.rows(view)).map(({ key }) => key)).toEqual(['1', '3']);
    const [status] = await viewStatuses(ground.database.pool, ground.store, [view]);
    expect(status?.parkedBecause).toEqual({
      value_not_storable: 1,
      unknown_event_type: 1,
      unreadable_event: 1,
    });
  });

  it('leaves a case parked whose stream cannot be read, longer each time, and goes on with the others', async () => {
    const view = notes();
    refuse('bad');
    for (const stream of ['case-1', 'case-2']) ground.store.add(stream, { open: { text: 'bad' } });
    const read = ground.store.read.bind(ground.store);
    let failure: Error | undefined = new EventStoreUnavailableError('down');
    let asked = 0;
    ground.store.read = async function* (stream, from) {
      asked += 1;
      if (failure && (failure instanceof EventStoreUnavailableError || stream === 'case-1')) throw failure;
      yield* read(stream, from);
    };
    const standing = async () => {
      const [status] = await viewStatuses(ground.database.pool, ground.store, [view]);
      const { rows: found } = await ground.database.pool.query<{ attempts: number }>(
        'select attempts from following.parked order by stream',
      );
      return { parked: status?.parkedCases, attempts: found.map(({ attempts }) => attempts) };
    };
    await ground.begin(view);
    await ground.until(async () => (await standing()).parked === 2);
    refuse(undefined);
    await ground.until(() => Promise.resolve(asked > 2));
    expect(await standing()).toEqual({ parked: 2, attempts: [1, 1] });
    failure = new Error('This event cannot be read.');
    await ground.until(async () => (await standing()).parked === 1);
    await ground.until(async () => (await standing()).attempts[0] === 2);
    ground.store.add('case-3', { open: { text: 'fine' } });
    await ground.reached(view);
    failure = undefined;
    await ground.until(async () => (await standing()).parked === 0);
    expect((await ground.rows(view)).map(({ key }) => key)).toEqual(['1', '2', '3']);
    expect(ground.reports.filter(({ what }) => what === 'failed')).toEqual([]);
  });
});
