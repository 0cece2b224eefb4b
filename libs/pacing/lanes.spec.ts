import { describe, expect, it } from '@jest/globals';
import { eachInLanes, lanes } from './lanes.js';
import { backOff } from './back-off.js';
import { createBell } from './bell.js';
import { pause } from './pause.js';

const later = (milliseconds: number) => pause(milliseconds, new AbortController().signal);

describe('Lanes', () => {
  it('keep the order within a key and let other keys pass, also after a failure', async () => {
    const inLane = lanes();
    const done: string[] = [];
    const slow = inLane('a', async () => {
      await later(30);
      done.push('a1');
      throw new Error('a1 failed');
    });
    const next = inLane('a', () => Promise.resolve(void done.push('a2')));
    await inLane('b', () => Promise.resolve(void done.push('b1')));
    await expect(slow).rejects.toThrow('a1 failed');
    await next;
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  it('take each item once, at most so many keys at a time', async () => {
    let atWork = 0;
    let most = 0;
    const done: number[] = [];
    await eachInLanes(
      [1, 2, 3, 4, 5, 6, 11, 12],
      (item) => `${item % 10}`,
      async (item) => {
        atWork += 1;
        most = Math.max(most, atWork);
        await later(5);
        atWork -= 1;
        done.push(item);
      },
      2,
    );
    expect(most).toBe(2);
    expect(done.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 11, 12]);
    expect(done.indexOf(1)).toBeLessThan(done.indexOf(11));
  });
});

describe('Waiting', () => {
  it('grows between attempts up to its limit', () => {
    expect([1, 2, 3, 50].map((attempt) => backOff(attempt, 100, 1_000))).toEqual([100, 200, 400, 1_000]);
  });

  it('hears a bell that rang before, and ends when it is told to stop', async () => {
    const bell = createBell();
    const stop = new AbortController();
    const seen = bell.rings();
    bell.ring();
    await bell.next(seen, 60_000, stop.signal);
    const waiting = bell.next(bell.rings(), 60_000, stop.signal);
    stop.abort();
    await waiting;
    await bell.next(bell.rings(), 60_000, stop.signal);
  });
});
