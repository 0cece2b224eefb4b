import { describe, expect, it } from '@jest/globals';
import { EventStoreUnavailableError } from '#event-store';
import { counterDesk } from './spec/counter.js';
import { give, id, openDesk, type Desk } from './spec/opened.js';

describe('orders on one file, in their line', () => {
  it('appends together what waits for one file, and gives each its own answer', async () => {
    const { store, desk } = await openDesk();
    let appends = 0;
    const append = store.append.bind(store);
    store.append = (...call) => {
      appends += 1;
      return append(...call);
    };
    const [first, full, again, second, nothing] = await Promise.all([
      give(desk, 'a', { type: 'Add', amount: 600 }),
      give(desk, 'full', { type: 'Add', amount: 600 }),
      give(desk, 'n', { type: 'Nothing' }),
      give(desk, 'b', { type: 'Add', amount: 400 }),
      give(desk, 'm', { type: 'Nothing' }),
    ]);
    expect(appends).toBe(1);
    expect(first).toMatchObject({ kind: 'done', revision: 2 });
    expect(full).toMatchObject({ kind: 'refused', refusal: { code: 'wrong_state' } });
    expect(again).toMatchObject({ kind: 'done', events: [], revision: 2 });
    expect(second).toMatchObject({ kind: 'done', revision: 4 });
    expect(nothing).toMatchObject({ kind: 'done', events: [], revision: 4 });
    expect((await desk.load(id)).file.total).toBe(1_000);
    expect((await counterDesk(store).load(id)).file).toEqual((await desk.load(id)).file);
  });

  it('carries out alone what cannot go together: an erasure, a command twice, a file changed elsewhere', async () => {
    const { store, desk } = await openDesk();
    await give(counterDesk(store), 'elsewhere', { type: 'Add', amount: 1 });
    const calls = [
      give(desk, 'a', { type: 'Add', amount: 1 }),
      give(desk, 'a', { type: 'Add', amount: 1 }),
      give(desk, 'a', { type: 'Add', amount: 2 }),
      give(desk, 'e', { type: 'Erase' }),
      give(desk, 'b', { type: 'Add', amount: 1 }),
    ];
    expect(
      (await Promise.all(calls)).map((outcome) => ('repeated' in outcome ? outcome.repeated : outcome.kind)),
    ).toEqual([false, true, 'different_body', false, 'refused']);
    expect((await desk.load(id)).file).toMatchObject({ total: 2, erased: true });
  });

  it('lets nobody in a line wait for a store that does not answer the first of it', async () => {
    const { store, desk } = await openDesk();
    let asked = 0;
    store.append = () => {
      asked += 1;
      return Promise.reject(new EventStoreUnavailableError('down'));
    };
    const all = (other: Desk) =>
      Promise.allSettled(
        Array.from({ length: 20 }, (_, index) => give(other, `caller ${index}`, { type: 'Add', amount: 1 })),
      );
    for (const results of [await all(desk), await all(counterDesk(store))])
      expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(asked).toBe(2);
  });

  it('takes 64 callers of one file in turn, without a conflict', async () => {
    const { store, desk } = await openDesk();
    let conflicts = 0;
    const append = store.append.bind(store);
    store.append = async (...call) => {
      const result = await append(...call);
      if (!result.ok) conflicts += 1;
      return result;
    };
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, (_, index) => give(desk, `caller ${index}`, { type: 'Add', amount: 1 })),
    );
    expect(outcomes.every(({ kind }) => kind === 'done')).toBe(true);
    expect(conflicts).toBe(0);
    expect((await desk.load(id)).file.total).toBe(64);
  });
});
