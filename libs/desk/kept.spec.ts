import { describe, expect, it } from '@jest/globals';
import { commandIdAfter } from './command-id.js';
import { counterDesk, someone, turningSealing } from './spec/counter.js';
import { memoryStore, type MemoryStore } from '../../test/doubles/memory-store.js';
import { give, id, openDesk } from './spec/opened.js';

describe('kept files', () => {
  it('are opened once by who reads them, and never by who wrote them', async () => {
    const store = memoryStore();
    const sealing = turningSealing();
    const desk = counterDesk(store, sealing);
    await give(desk, 'open', { type: 'Open' });
    const { count } = store.reads;
    for (let index = 0; index < 20; index += 1) await give(desk, `a ${index}`, { type: 'Add', amount: 1 });
    expect(store.reads.count).toBe(count);
    const { file } = await desk.load(id);
    expect(sealing.opened).toBe(0);
    const other = turningSealing();
    expect((await counterDesk(store, other).load(id)).file).toEqual(file);
    expect(other.opened).toBe(store.all.length);
  });

  it('refuse, and change nothing, only as the store stands now', async () => {
    const { store, desk } = await openDesk();
    const other = counterDesk(store);
    await give(desk, 'full', { type: 'Add', amount: 1_000 });
    await give(other, 'less', { type: 'Add', amount: -500 });
    expect(await give(desk, 'a', { type: 'Add', amount: 100 })).toMatchObject({ kind: 'done' });
    await give(other, 'b', { type: 'Add', amount: 1 });
    expect(await give(desk, 'n', { type: 'Nothing' })).toMatchObject({ kind: 'done', revision: 8 });
  });

  it('do not hide that another process took the same command, with this body or another', async () => {
    const { store, desk } = await openDesk();
    const other = counterDesk(store);
    const first = await give(other, 'a', { type: 'Add', amount: 1 });
    expect(await give(desk, 'a', { type: 'Add', amount: 2 })).toEqual({ kind: 'different_body' });
    await give(other, 'b', { type: 'Add', amount: 1 });
    expect(await give(desk, 'b', { type: 'Add', amount: 1 })).toMatchObject({ kind: 'done', repeated: true });
    expect(await give(desk, 'a', { type: 'Add', amount: 1 })).toEqual({ ...first, repeated: true });
    expect((await desk.load(id)).file.total).toBe(2);
  });

  it('are read before each command where the store cannot tell a repetition', async () => {
    const store: MemoryStore = { ...memoryStore(), tellsRepeated: false };
    const append = store.append.bind(store);
    store.append = async (...call) => {
      const result = await append(...call);
      return result.ok ? { ok: true, revision: result.revision, position: result.position } : result;
    };
    const [desk, other] = [counterDesk(store), counterDesk(store)];
    await give(desk, 'open', { type: 'Open' });
    await give(desk, 'a', { type: 'Add', amount: 1 });
    await give(other, 'b', { type: 'Add', amount: 1 });
    expect(await give(desk, 'b', { type: 'Add', amount: 2 })).toEqual({ kind: 'different_body' });
    expect((await desk.load(id)).file.total).toBe(2);
  });

  it('show what another process wrote', async () => {
    const { store, desk } = await openDesk();
    await desk.load(id);
    await give(counterDesk(store), 'a', { type: 'Add', amount: 4 });
    const { file, events } = await desk.load(id);
    expect(file.total).toBe(4);
    expect(events.map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('fold each event once, also when many read at the same time', async () => {
    const { store, desk } = await openDesk();
    for (let index = 0; index < 5; index += 1)
      await give(counterDesk(store), `a ${index}`, { type: 'Add', amount: 1 });
    const held = await Promise.all(Array.from({ length: 10 }, () => desk.load(id)));
    for (const { file, events } of held) {
      expect(file.total).toBe(5);
      expect(events).toHaveLength(11);
    }
  });

  it('forget the person at an erasure by whichever process, and open nothing sealed again', async () => {
    const { store, desk } = await openDesk();
    const other = counterDesk(store);
    await give(desk, 'a', { type: 'Add', amount: 1, secret: 'name' });
    expect((await other.load(id)).file.secrets).toEqual(['name']);
    await give(desk, 'e', { type: 'Erase' });
    expect(desk.size()).toBe(0);
    for (const { file } of [await desk.load(id), await other.load(id)]) {
      expect(file).toMatchObject({ erased: true, secrets: [], total: 1 });
    }
    expect((await desk.history(id)).some(({ data }) => data.secret !== undefined)).toBe(false);
    expect(await give(other, 'b', { type: 'Add', amount: 1 })).toMatchObject({ refusal: { code: 'erased' } });
  });

  it('keep nothing of the person that a reader folded while another already read of the erasure', async () => {
    const { store, desk } = await openDesk();
    const other = counterDesk(store);
    await give(desk, 'a', { type: 'Add', amount: 1, secret: 'name' });
    const early = other.load(id);
    const read = store.read.bind(store);
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    store.read = async function* (stream, from) {
      await held;
      yield* read(stream, from);
    };
    const late = other.load(id);
    store.read = read;
    expect((await early).file.secrets).toEqual(['name']);
    await give(desk, 'e', { type: 'Erase' });
    letGo();
    for (const { file } of [await late, await other.load(id)])
      expect(file).toMatchObject({ erased: true, secrets: [], total: 1 });
  });

  it('stay within their number', async () => {
    const store = memoryStore();
    const desk = counterDesk(store, turningSealing(), 3);
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await desk.carryOut({
        id: name,
        command: { type: 'Open' },
        actor: someone,
        commandId: commandIdAfter(name, ''),
      });
    for (const name of ['a', 'b', 'c', 'd', 'e']) expect((await desk.load(name)).file.revision).toBe(0);
    expect(desk.size()).toBe(3);
  });
});
