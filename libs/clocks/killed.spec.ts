import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { publicCommands, usualPolicy, type Actor, type CaseCommand } from '#casework';
import { factsOf } from '#countries';
import { commandIdAfter, deskOf, movableClock, type Desk } from '#desk';
import type { EventStore } from '#event-store';
import { follow } from '#following';
import { memoryKeyRing } from '../../test/doubles/memory-key-ring.js';
import { memoryStore } from '../../test/doubles/memory-store.js';
import { inMemory, nothingKept } from '../following/spec/in-memory.js';
import { isWatched, lookingAt } from './looking.js';
import { notingChanges } from './noting.js';
import { memoryWakeUps } from './spec/memory-wake-ups.js';
import { movedTime } from './sure-time.js';
import type { WakeUps } from './wake-ups.js';
import { watch } from './watch.js';

const officer: Actor = { id: 'officer-1', country: 'TH', agency: 'msdhs-pathum-thani', roles: ['approver'] };

/** What outlives a process: events, checkpoints, and the table of when to look. */
const world = async () => {
  const store = memoryStore();
  const keys = memoryKeyRing();
  const clock = movableClock('2018-02-01T00:00:00Z');
  const deskOver = (over: EventStore): Desk =>
    deskOf({
      channelTo: () => 'node',
      ...{
        country: 'TH',
        facts: factsOf,
        policy: usualPolicy,
        instruments: () => [],
        store: over,
        keys,
        clock,
      },
      ...{ referenceFor: (country, id) => commandIdAfter(id, country) },
      ...{ largestPayload: 100_000, exchangeKeepsDays: 14, bodySecret: 'bodies', eventSecret: 'events' },
    });
  const { cases } = deskOver(store);
  const id = randomUUID();
  const give = async (command: CaseCommand): Promise<void> => {
    const outcome = await cases.carryOut({ id, command, actor: officer, commandId: randomUUID() });
    expect(outcome.kind === 'refused' ? outcome.refusal : outcome.kind).toBe('done');
  };
  await give({ type: 'OpenCase', body: publicCommands.OpenCase.body.parse(publicCommands.OpenCase.example) });
  await give({ type: 'RequestErasure', body: { ground: 'person_request' } });
  const kept = nothingKept();
  const wakeUps = memoryWakeUps();

  /** A process that follows and watches until it dies, or nothing is left to do. */
  const live = async (dieAt = Infinity): Promise<'died' | 'done'> => {
    const stop = new AbortController();
    let steps = 0;
    let idle = 0;
    /** Dies before what it does, or after it and before anybody hears. */
    const step = async <T>(effect: () => T | Promise<T>): Promise<T> => {
      steps += 1;
      if (steps === dieAt) stop.abort();
      if (stop.signal.aborted) return new Promise<never>(() => undefined);
      const done = await effect();
      steps += 1;
      if (steps === dieAt) stop.abort();
      return stop.signal.aborted ? new Promise<never>(() => undefined) : done;
    };
    const mortal: EventStore = { ...store, append: (...call) => step(() => store.append(...call)) };
    const table: WakeUps = {
      ...wakeUps,
      changed: (streams) => step(() => wakeUps.changed(streams)),
      next: (...call) => step(() => wakeUps.next(...call)),
      due: async (by, most) => {
        const due = await wakeUps.due(by, most);
        idle = due.length === 0 ? idle + 1 : 0;
        if (idle > 5) stop.abort();
        return due;
      },
    };
    const died = new Promise<'stopped'>((resolve) =>
      stop.signal.addEventListener('abort', () => resolve('stopped')),
    );
    const { checkpoints, parking } = inMemory(kept, (effect) => step(effect));
    void follow(notingChanges(table, isWatched), {
      ...{ store: mortal, checkpoints, parking, signal: stop.signal, retryEvery: 1 },
    }).catch(() => undefined);
    void watch(
      {
        ...{ wakeUps: table, time: movedTime(() => clock.now()), lookEvery: 2 },
        look: lookingAt({ desk: deskOver(mortal), country: 'TH' }),
      },
      stop.signal,
    ).catch(() => undefined);
    await died;
    return steps >= dieAt ? 'died' : 'done';
  };

  const told = async (): Promise<string[]> => {
    const { file } = await cases.load(id);
    return file.history.map(({ type }) => type).filter((type) => type.startsWith('Duty'));
  };
  return { live, told, clock };
};

describe('a scheduler', () => {
  it('that is killed after any step tells each thing once when it lives again', async () => {
    for (let dieAt = 1; ; dieAt += 1) {
      const { live, told, clock } = await world();
      await live();
      clock.moveTo('2018-03-02T00:00:00Z');
      const ended = await live(dieAt);
      await live();
      expect([dieAt, await told()]).toEqual([dieAt, ['DutyWarned']]);
      clock.moveTo('2018-03-20T00:00:00Z');
      await live(dieAt);
      await live();
      expect([dieAt, await told()]).toEqual([dieAt, ['DutyWarned', 'DutyOverdue']]);
      if (ended === 'done') return expect(dieAt).toBeGreaterThan(4);
    }
  });

  it('beside another one tells nothing twice', async () => {
    const { live, told, clock } = await world();
    await live();
    clock.moveTo('2018-03-20T00:00:00Z');
    await Promise.all([live(), live(), live()]);
    expect(await told()).toEqual(['DutyOverdue']);
  });
});
