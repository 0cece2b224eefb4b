import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { shared } from './shared.js';

describe('a shared run', () => {
  it('begins after the question of everybody whom it answers, never beside another, and one serves many', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(12), { minLength: 1, maxLength: 30 }), async (after) => {
        let clock = 0;
        let running = 0;
        let runs = 0;
        const ask = shared(async () => {
          const began = (clock += 1);
          runs += 1;
          expect((running += 1)).toBe(1);
          await pause(2);
          running -= 1;
          return began;
        });
        await Promise.all(
          after.map(async (ms) => {
            await pause(ms);
            const asked = clock;
            expect(await ask()).toBeGreaterThan(asked);
          }),
        );
        expect(runs).toBeLessThanOrEqual(after.length);
        const before = runs;
        await Promise.all([ask(), ask(), ask()]);
        expect(runs).toBe(before + 1);
      }),
      { numRuns: 20 },
    );
  });

  it('fails those whom it answers, and goes on', async () => {
    let fails = true;
    const ask = shared(() => (fails ? Promise.reject(new Error('lost')) : Promise.resolve('found')));
    const first = await Promise.allSettled([ask(), ask()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await ask()).toBe('found');
  });
});
