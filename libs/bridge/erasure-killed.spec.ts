import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setImmediate as soon } from 'node:timers/promises';
import { outbound } from './outbound.js';
import { countryDesk } from './spec/country-desk.js';
import type { OutboundEvent } from './outbound-event.js';
import { inMemory, nothingKept } from '../following/spec/in-memory.js';
import type { WireText } from './wire/message.js';

/** What outlives a bridge: a case that was told abroad and is erased, its letters put aside, and what was sent. */
const world = async () => {
  const desk = countryDesk('TH', ['MM']);
  const caseId = randomUUID();
  await desk.open(caseId);
  const messageId = await desk.notify(caseId, 'MM');
  await desk.asNode(caseId, { type: 'ReleaseMessage', body: { messageId } });
  await desk.erase(caseId);
  const asking = (await desk.fileOf(caseId)).disclosure.own.at(-1)!.messageId;
  return {
    ...{ store: desk.store, cases: desk.cases, asking, letters: new Set([caseId, 'of another']) },
    ...{ following: nothingKept(), awaited: new Map<string, OutboundEvent>() },
    sent: [] as WireText[],
  };
};
type World = Awaited<ReturnType<typeof world>>;

/** A bridge that is killed at its `dies`-th step, before or after that step had effect; how many steps it took. */
const run = async (kept: World, dies: number, after: boolean): Promise<number> => {
  const stop = new AbortController();
  let steps = 0;
  const step = async <T>(effect: () => T | Promise<T>): Promise<T> => {
    steps += 1;
    if (steps < dies) return effect();
    if (steps === dies && after) await effect();
    stop.abort();
    throw new Error('Killed.');
  };
  const nothing = () => Promise.resolve();
  const none = () => Promise.resolve([]);
  const running = outbound({
    ...{ country: 'TH', store: kept.store },
    cases: {
      load: (caseId) => kept.cases.load(caseId),
      carryOut: (order) => step(() => kept.cases.carryOut(order)),
    },
    ...inMemory(kept.following, step),
    unread: { keep: nothing, list: none, remove: nothing },
    awaited: {
      ...{ due: none, later: nothing, postpone: nothing, keptBack: nothing },
      add: (all) => step(() => all.forEach((event) => kept.awaited.set(event.messageId, event))),
      remove: (ids) => step(() => ids.forEach((id) => kept.awaited.delete(id))),
      forget: (cases) =>
        step(() => {
          for (const [id, event] of kept.awaited)
            if (cases.includes(event.caseId) && !event.overtakes) kept.awaited.delete(id);
        }),
    },
    waiting: {
      add: nothing,
      holds: () => Promise.resolve(false),
      due: none,
      isFor: nothing,
      postpone: nothing,
      remove: nothing,
    },
    forget: ({ caseId }) => step(() => void kept.letters.delete(caseId)),
    now: () => new Date().toISOString(),
    channelTo: () => ({
      answersByItself: true,
      send: (text: WireText) => step(() => void kept.sent.push(text)),
    }),
    referenceFor: (_country, caseId) => caseId,
    consentReferenceFor: (_country, consentId) => consentId,
    speaks: () => 1,
    officeOf: () => 'focal',
    retryEvery: 5,
  }).run(stop.signal);
  const last = () => String(kept.store.all.length - 1);
  for (let turns = 0; turns < 5_000 && !stop.signal.aborted; turns += 1) {
    await soon();
    if (dies === Infinity && kept.following.checkpoints.get('outbound')?.position === last()) stop.abort();
  }
  stop.abort();
  await running.catch(() => undefined);
  return steps;
};

describe('a bridge that is killed while it carries out an erasure', () => {
  it('asks the other country under one number, sends nothing else and leaves no letter, wherever it was killed', async () => {
    const steps = await run(await world(), Infinity, false);
    expect(steps).toBeGreaterThan(6);
    for (let dies = 1; dies <= steps; dies += 1)
      for (const after of [false, true]) {
        const killed = await world();
        await run(killed, dies, after);
        await run(killed, Infinity, false);
        const told = new Set(
          killed.sent.map((text) => (text.form === 'message' ? `${text.messageId} ${text.sequence}` : '')),
        );
        expect({ dies, after, told: [...told], letters: [...killed.letters] }).toEqual({
          ...{ dies, after, letters: ['of another'] },
          told: [`${killed.asking} 2`],
        });
        expect([...killed.awaited.keys()]).toEqual([killed.asking]);
      }
  });
});
