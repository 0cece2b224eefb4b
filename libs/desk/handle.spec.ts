import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commandIdAfter } from './command-id.js';
import { nodeActor } from './context.js';
import type { TagOf } from './deciding.js';
import { counterDesk as deskOn, someone, turningSealing, type Counter } from './spec/counter.js';
import { memoryStore, type MemoryStore } from '../../test/doubles/memory-store.js';
import { give, id, openDesk as opened, type Desk } from './spec/opened.js';

/** As a caller does who is told that the file is busy, or to whom no answer comes. */
const giveUntilDone: typeof give = async (...call) => {
  for (;;) {
    const outcome = await give(...call).catch(() => undefined);
    if (outcome && outcome.kind !== 'busy') return outcome;
  }
};

/* The same handler as it is, and with orders on one file in a line: batching changes no answer. */
describe.each([
  { how: 'in lines', alone: false },
  { how: 'alone', alone: true },
])('the handler, orders $how', ({ alone }) => {
  const counterDesk = (store: MemoryStore, tagOf?: TagOf<Counter>): Desk =>
    deskOn(store, turningSealing(), undefined, tagOf, { alone });
  const openDesk = () => opened(counterDesk);

  it('answers with what was recorded and where', async () => {
    const { store, desk } = await openDesk();
    const outcome = await give(desk, 'a', { type: 'Add', amount: 2, secret: 'name' });
    expect(outcome).toMatchObject({ kind: 'done', caseId: id, revision: 2, position: '2', repeated: false });
    expect(store.all.map(({ type }) => type)).toEqual(['Opened', 'Added', 'Noted']);
    expect(JSON.stringify(store.all)).not.toContain('name');
    expect((await desk.load(id)).file).toMatchObject({ total: 2, secrets: ['name'] });
    expect(store.all[1]?.meta).toMatchObject({
      actor: 'officer-1',
      agency: 'focal',
      country: 'TH',
      occurredAt: '2013-06-03T04:00:00.000Z',
      commandId: commandIdAfter('a', 'command'),
    });
  });

  it('gives the first answer to a repetition, also from another process and after later commands', async () => {
    const { store, desk } = await openDesk();
    const first = await give(desk, 'a', { type: 'Add', amount: 2 });
    await give(desk, 'b', { type: 'Add', amount: 3 });
    expect(await give(desk, 'a', { type: 'Add', amount: 2 })).toEqual({ ...first, repeated: true });
    expect(await give(counterDesk(store), 'a', { type: 'Add', amount: 2 })).toEqual({
      ...first,
      repeated: true,
    });
    expect((await desk.load(id)).file.total).toBe(5);
  });

  it('tells a repetition from another body under the same key', async () => {
    const { desk } = await openDesk();
    await give(desk, 'a', { type: 'Add', amount: 2 });
    expect(await give(desk, 'a', { type: 'Add', amount: 3 })).toEqual({ kind: 'different_body' });
  });

  it('does not know a file without events, and begins one only by a command that does so', async () => {
    const desk = counterDesk(memoryStore());
    expect(await give(desk, 'a', { type: 'Add', amount: 1 })).toEqual({ kind: 'not_found' });
    expect(desk.size()).toBe(0);
  });

  it('answers a refusal without recording, and one with its events', async () => {
    const { store, desk } = await openDesk();
    expect(await give(desk, 'a', { type: 'Add', amount: 2_000 })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'wrong_state' },
      events: [],
    });
    const denied = await give(desk, 'ask', { type: 'Ask' });
    expect(denied).toMatchObject({ kind: 'refused', refusal: { code: 'no_clause' }, position: '1' });
    expect(store.all.at(-1)?.type).toBe('Denied');
  });

  it('decides a denied command afresh when it is repeated, without recording the denial twice', async () => {
    const { store, desk } = await openDesk();
    const first = await give(desk, 'ask', { type: 'Ask' });
    expect(await give(desk, 'ask', { type: 'Ask' })).toEqual(first);
    expect(store.all).toHaveLength(2);
    await give(desk, 'a', { type: 'Add', amount: 50 });
    expect(await give(desk, 'ask', { type: 'Ask' })).toMatchObject({ kind: 'done', repeated: false });
    expect(await give(desk, 'ask', { type: 'Ask' })).toMatchObject({ kind: 'done', repeated: true });
    expect(new Set(store.all.map((event) => event.id)).size).toBe(store.all.length);
  });

  it('answers a command that changed nothing with where the file stands', async () => {
    const { desk } = await openDesk();
    expect(await give(desk, 'n', { type: 'Nothing' })).toEqual({
      kind: 'done',
      caseId: id,
      events: [],
      revision: 0,
      position: '0',
      repeated: false,
    });
  });

  it('lets only the node give the commands of the node', async () => {
    const { desk } = await openDesk();
    const tidy = { id, command: { type: 'Tidy' }, commandId: commandIdAfter('t', 'command') } as const;
    expect(await desk.carryOut({ ...tidy, actor: someone })).toMatchObject({
      refusal: { code: 'no_mandate' },
    });
    expect(await desk.carryOut({ ...tidy, actor: { ...someone, agency: 'node' } })).toMatchObject({
      kind: 'refused',
    });
    expect(await desk.carryOut({ ...tidy, actor: nodeActor('TH') })).toMatchObject({ kind: 'done' });
  });

  it('asks the precondition on the file as it is at every attempt', async () => {
    const { store } = await openDesk();
    const desk = counterDesk(store, (_actor, { file }) => `"${file.total}"`);
    const other = counterDesk(store);
    const order = (key: string) => ({
      id,
      command: { type: 'Add', amount: 1 } as const,
      actor: someone,
      commandId: commandIdAfter(key, 'command'),
      ifMatch: '"0"',
    });
    let disturbed = false;
    store.beforeAppend = async () => {
      if (disturbed) return;
      disturbed = true;
      await give(other, 'other', { type: 'Add', amount: 7 });
    };
    expect(await desk.carryOut(order('a'))).toEqual({ kind: 'precondition_failed' });
    expect((await desk.load(id)).file.total).toBe(7);
  });

  it('decides again when another process wrote meanwhile', async () => {
    const { store, desk } = await openDesk();
    const other = counterDesk(store);
    let left = 3;
    store.beforeAppend = async () => {
      if (left === 0) return;
      left -= 1;
      const before = store.beforeAppend;
      store.beforeAppend = () => undefined;
      await give(other, `other ${left}`, { type: 'Add', amount: 300 });
      store.beforeAppend = before;
    };
    expect(await give(desk, 'a', { type: 'Add', amount: 200 })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'wrong_state' },
    });
    expect((await desk.load(id)).file.total).toBe(900);
  });

  it('says busy when it never gets its turn', async () => {
    const { store, desk } = await openDesk();
    store.append = () => Promise.resolve({ ok: false, reason: 'wrong_revision', current: 1 });
    expect(await give(desk, 'a', { type: 'Add', amount: 1 })).toEqual({ kind: 'busy' });
  });

  it('gives the first answer when that was lost and the caller asks again', async () => {
    const { store, desk } = await openDesk();
    const append = store.append.bind(store);
    store.append = async (...call) => {
      await append(...call);
      throw new Error('connection lost');
    };
    await expect(give(desk, 'a', { type: 'Add', amount: 1 })).rejects.toThrow('connection lost');
    store.append = append;
    expect(await give(desk, 'a', { type: 'Add', amount: 1 })).toMatchObject({
      kind: 'done',
      repeated: true,
      revision: 2,
    });
    expect(store.all).toHaveLength(3);
  });

  it('never doubles a command, whatever is repeated in whatever order by whichever process', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ key: fc.nat(5), process: fc.nat(1), loses: fc.boolean() }), { maxLength: 30 }),
        async (calls) => {
          const { store, desk } = await openDesk();
          const desks = [desk, counterDesk(store)] as const;
          const work = calls.map(async ({ key, process, loses }) => {
            if (loses)
              store.afterAppend = () => {
                store.afterAppend = () => undefined;
                throw new Error('connection lost');
              };
            return giveUntilDone(desks[process === 0 ? 0 : 1], `key ${key}`, {
              type: 'Add',
              amount: key + 1,
            });
          });
          for (const outcome of await Promise.all(work)) expect(outcome.kind).toBe('done');
          const expected = [...new Set(calls.map(({ key }) => key))].reduce((sum, key) => sum + key + 1, 0);
          expect((await desk.load(id)).file.total).toBe(expected);
          expect(new Set(store.all.map((event) => event.id)).size).toBe(store.all.length);
        },
      ),
      { numRuns: alone ? 20 : 50 },
    );
  });
});
