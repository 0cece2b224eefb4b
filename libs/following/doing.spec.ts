import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setImmediate as soon } from 'node:timers/promises';
import type { PlacedEvent } from '#event-store';
import { lanes } from '#pacing';
import type { Deed, Follower } from './deed.js';
import { doing } from './doing.js';
import { inMemory, nothingKept } from './spec/in-memory.js';

/** The n-th event of the log, in one of a few streams. */
const eventAt = (position: number, stream = 's', revision = position): PlacedEvent =>
  ({ id: `event ${position}`, type: 'Happened', stream, revision, position: String(position) }) as never;

/** What does the deeds of events, over a log. */
const worldOf = (
  log: readonly PlacedEvent[],
  deedsOf: Follower['deedsOf'],
  bars: Follower['bars'] = () => false,
) => {
  const kept = nothingKept();
  const store = {
    async *read(stream: string, from = 0) {
      await soon();
      yield* log.filter((event) => event.stream === stream && event.revision >= from);
    },
  };
  const follower: Follower = { name: 'spec', deedsOf, bars };
  const work = doing(follower, {
    ...{ store, inLane: lanes(), report: () => undefined },
    parking: inMemory(kept).parking,
  });
  return { kept, work };
};

const signal = new AbortController().signal;

describe('deeds of events', () => {
  it('are done at least once, and first in the order of their events in each lane, whatever fails how often', async () => {
    const what = fc.record({
      stream: fc.constantFrom('a', 'b'),
      lane: fc.constantFrom('x', 'y', 'z'),
      overtakes: fc.boolean(),
      fails: fc.nat({ max: 3 }),
      untold: fc.nat({ max: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(what, { maxLength: 12 }),
        fc.integer({ min: 1, max: 4 }),
        async (all, batch) => {
          const revisions = new Map<string, number>();
          const log = all.map(({ stream }, position) => {
            const revision = revisions.get(stream) ?? 0;
            revisions.set(stream, revision + 1);
            return eventAt(position, stream, revision);
          });
          const left = all.map(({ fails, untold }) => ({ fails, untold }));
          const done: number[] = [];
          const deedsOf = ({ position }: PlacedEvent): readonly Deed[] => {
            const at = Number(position);
            const { lane, overtakes } = all[at]!;
            if (left[at]!.untold-- > 0) throw new Error('it cannot be read');
            const carryOut = async (): Promise<void> => {
              await soon();
              if (left[at]!.fails-- > 0) throw new Error('it cannot be done');
              done.push(at);
            };
            return [{ lane, overtakes, carryOut }];
          };
          const { kept, work } = worldOf(log, deedsOf);
          for (let from = 0; from < log.length; from += batch)
            await Promise.all([work.takeAll(log.slice(from, from + batch)), work.retryDue(signal)]);
          for (let rounds = 0; kept.parked.length > 0 && rounds < 100; rounds += 1)
            await work.retryDue(signal);
          expect(kept.parked).toEqual([]);
          const firsts = [...new Set(done)];
          expect(firsts.toSorted((a, b) => a - b)).toEqual(all.map((_, at) => at));
          for (const lane of ['x', 'y', 'z']) {
            // What could be told at once and overtakes nothing keeps its order.
            const told = (at: number): boolean =>
              all[at]!.lane === lane && !all[at]!.overtakes && all.every(({ untold }) => untold === 0);
            const inOrder = firsts.filter(told);
            expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
          }
        },
      ),
    );
  });

  it('are found by the id of their event where an earlier version did not note its place', async () => {
    const log = [0, 1, 2].map((position) => eventAt(position));
    const done: string[] = [];
    const { kept, work } = worldOf(log, ({ id }) => [
      { lane: 'x', carryOut: () => Promise.resolve(void done.push(id)) },
    ]);
    const parked = { lane: 'x', stream: 's', revision: null, position: '-5', overtakes: false, attempts: 1 };
    kept.parked.push({ ...parked, eventId: 'event 2' }, { ...parked, position: '-4', eventId: 'gone' });
    await work.retryDue(signal);
    expect(done).toEqual(['event 2']);
    expect(kept.parked).toMatchObject([{ eventId: 'gone' }]);
  });

  it('wait where they lead to a barred way, while what overtakes in their lane and leads elsewhere goes', async () => {
    const log = [0, 1, 2].map((position) => eventAt(position));
    const done: string[] = [];
    const ways = ['north', 'south', 'north'];
    const { kept, work } = worldOf(
      log,
      ({ id, position }) => {
        const towards = ways[Number(position)]!;
        const carryOut = (): Promise<void> =>
          towards === 'north' ? Promise.reject(new Error('away')) : Promise.resolve(void done.push(id));
        return [{ lane: 'x', overtakes: true, towards, carryOut }];
      },
      () => true,
    );
    const parked = { lane: 'x', stream: 's', overtakes: true, attempts: 1 };
    for (const { id, position, revision } of log)
      kept.parked.push({ ...parked, eventId: id, position, revision });
    await work.retryDue(signal);
    expect(done).toEqual(['event 1']);
    expect(kept.parked.map(({ eventId }) => eventId)).toEqual(['event 0', 'event 2']);
  });

  it('are done where a version before had told them another lane', async () => {
    const done: string[] = [];
    const { kept, work } = worldOf([eventAt(0)], ({ id }) => [
      { lane: 'of today', carryOut: () => Promise.resolve(void done.push(id)) },
    ]);
    const parked = {
      lane: 'of before',
      stream: 's',
      revision: 0,
      position: '0',
      overtakes: false,
      attempts: 1,
    };
    kept.parked.push({ ...parked, eventId: 'event 0' });
    await work.retryDue(signal);
    expect({ done, parked: kept.parked }).toEqual({ done: ['event 0'], parked: [] });
  });
});
