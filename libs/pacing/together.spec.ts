import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { together } from './together.js';

describe('asking together', () => {
  it('gives each its own answer, with no more runs at once and no larger ones than allowed', async () => {
    const sizes: number[] = [];
    let running = 0;
    let most = 0;
    const ask = together({
      run: async (all: readonly number[]) => {
        sizes.push(all.length);
        most = Math.max(most, (running += 1));
        await pause(Math.random() * 4);
        running -= 1;
        return all.map((one) => one * 2);
      },
      most: 10,
      width: 2,
    });
    const asked = Array.from({ length: 200 }, async (_, index) => {
      await pause(Math.random() * 20);
      return ask(index);
    });
    expect(await Promise.all(asked)).toEqual(asked.map((_, index) => index * 2));
    expect(most).toBe(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
    expect(sizes.length).toBeLessThan(200);
  });

  it('fails those who asked with a run that failed, and goes on', async () => {
    let fails = true;
    const ask = together({
      run: (all: readonly string[]) => (fails ? Promise.reject(new Error('lost')) : Promise.resolve(all)),
      most: 5,
      width: 1,
    });
    const first = await Promise.allSettled([ask('a'), ask('b')]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await ask('c')).toBe('c');
  });
});
