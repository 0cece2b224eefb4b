import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setImmediate as soon } from 'node:timers/promises';
import { advance, caseEvents, emptyFile } from '#casework';
import { openEvent } from '#sealing';
import { follow } from '#following';
import { inMemory, nothingKept } from '../following/spec/in-memory.js';
import type { Desk } from './desk.js';
import { followUpsOf } from './follow-ups.js';
import { memoryStore, type MemoryStore } from '../../test/doubles/memory-store.js';

const caseId = randomUUID();
const [mother, guardian] = [randomUUID(), randomUUID()];

const requestId = randomUUID();

const stored = (type: string, open: object, actor: string, agency: string) =>
  ({
    ...{ id: randomUUID(), type, version: 1, open, sealed: {} },
    meta: {
      ...{ country: 'TH', agency, actor, commandId: randomUUID(), bodyHash: 'hash' },
      ...{ occurredAt: '2014-08-04T02:00:00.000Z', recordedAt: '2014-08-04T02:00:00.000Z' },
      ...{ correlationId: randomUUID(), causationId: randomUUID() },
    },
  }) as unknown as Parameters<MemoryStore['append']>[2][number];

const asked = stored('ErasureRequested', { requestId, ground: 'person_request' }, 'officer-1', 'focal');
const erasedBy = (actor: string, agency: string) =>
  stored(
    'PersonErased',
    { requestId, ground: 'person_request', subjects: ['person', mother, guardian] },
    actor,
    agency,
  );
const erased = erasedBy('officer-2', 'welfare');

/** What outlives a process: its events, checkpoint, parked follow-ups, and the keys that are left. */
const world = async (confirmed = erased) => {
  const store = memoryStore();
  await store.append(`case-${caseId}`, 'none', [asked, confirmed]);
  return {
    store,
    kept: nothingKept(),
    keys: new Set([caseId, mother, guardian, 'another']),
  };
};
type World = Awaited<ReturnType<typeof world>>;

const positionOf = ({ checkpoints }: World['kept']) => checkpoints.get('follow-ups')?.position;

/** A process that is killed at its `dies`-th step, before or after that step had effect; how many steps it took. */
const run = async ({ store, kept, keys: left }: World, dies: number, after: boolean): Promise<number> => {
  const stop = new AbortController();
  let steps = 0;
  const step = async <T>(effect: () => T): Promise<T> => {
    steps += 1;
    if (steps < dies) return effect();
    if (steps === dies && after) effect();
    stop.abort();
    return new Promise<never>(() => undefined);
  };
  const history = store.all.map((event) => openEvent(caseEvents, event, new Map()));
  const cases = {
    forget: () => undefined,
    load: () => Promise.resolve({ file: advance(emptyFile(caseId), history), events: [] }),
  };
  const desk = { cases } as unknown as Desk;
  const keys = { erase: (subject: string) => step(() => void left.delete(subject)) };
  const following = follow(followUpsOf({ desk, country: 'TH', keys }), {
    ...{ store, ...inMemory(kept, step), signal: stop.signal, retryEvery: 1 },
  });
  for (let turns = 0; turns < 200 && !stop.signal.aborted; turns += 1) {
    await soon();
    if (positionOf(kept) === '1' && dies === Infinity) stop.abort();
  }
  stop.abort();
  if (dies === Infinity) await following;
  return steps;
};

describe('a process that is killed while it destroys the keys of somebody erased', () => {
  it('leaves nothing half done, wherever it was killed: the next one destroys all that is left, and no other', async () => {
    const whole = await world();
    const steps = await run(whole, Infinity, false);
    expect(steps).toBeGreaterThanOrEqual(5);
    for (let dies = 1; dies <= steps; dies += 1)
      for (const after of [false, true]) {
        const killed = await world();
        await run(killed, dies, after);
        await run(killed, Infinity, false);
        expect({ dies, after, keys: [...killed.keys], parked: killed.kept.parked }).toEqual({
          ...{ dies, after, keys: ['another'], parked: [] },
        });
        expect(positionOf(killed.kept)).toBe('1');
      }
  });
});

describe('an erasure that was confirmed', () => {
  it.each([
    ['by the person who had asked', 'officer-1', 'welfare'],
    ['by the agency that had asked', 'officer-2', 'focal'],
  ])('%s destroys nothing, and is put aside', async (_who, actor, agency) => {
    const unsigned = await world(erasedBy(actor, agency));
    await run(unsigned, Infinity, false);
    expect([...unsigned.keys]).toEqual([caseId, mother, guardian, 'another']);
    expect(unsigned.kept.parked).toMatchObject([{ lane: `keys of case-${caseId}`, revision: 1 }]);
  });
});
