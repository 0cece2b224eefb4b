import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { movedTime, sureTime, type OtherClock } from './sure-time.js';

const minute = 60_000;
const day = 86_400_000;

/** A machine, its monotonic clock, and what tells it the time; each runs on as told. */
const machine = () => {
  const at = { wall: Date.parse('2019-06-03T00:00:00Z'), elapsed: 0, database: 0, partner: 0 };
  at.database = at.wall;
  at.partner = at.wall;
  const silent = new Set<string>();
  const other = (
    name: 'database' | 'partner',
    more: Pick<OtherClock, 'behind' | 'mayShare'>,
  ): OtherClock => ({
    ...more,
    name,
    read: () => Promise.resolve(silent.has(name) ? undefined : at[name]),
  });
  const ask = sureTime({
    now: () => new Date(at.wall).toISOString(),
    elapsed: () => at.elapsed,
    others: [
      other('database', { behind: 0, mayShare: true }),
      other('partner', { behind: 75 * minute, mayShare: false }),
    ],
  });
  return {
    at,
    silent,
    ask,
    goOn: (ms: number) => {
      for (const clock of Object.keys(at) as (keyof typeof at)[]) at[clock] += ms;
    },
  };
};

describe('the time by which something falls due', () => {
  it('is not sure after a start until something else says the same', async () => {
    const { at, ask, silent } = machine();
    silent.add('database').add('partner');
    expect(await ask()).toMatchObject({ sure: false, why: 'started' });
    silent.delete('database');
    at.database -= day;
    expect(await ask()).toMatchObject({ sure: false });
    at.database += day;
    expect(await ask()).toEqual({ sure: true, now: '2019-06-03T00:00:00.000Z' });
  });

  it('goes on as the monotonic clock does, also where nobody answers any more', async () => {
    const { ask, silent, goOn } = machine();
    await ask();
    silent.add('database').add('partner');
    goOn(3 * day);
    expect(await ask()).toEqual({ sure: true, now: '2019-06-06T00:00:00.000Z' });
  });

  it.each([30 * day, -day])(
    'is not sure after a jump by %i ms, and is when the clock is set right',
    async (by) => {
      const { at, ask } = machine();
      await ask();
      at.wall += by;
      expect(await ask()).toMatchObject({ sure: false, why: 'jumped' });
      at.wall -= by;
      expect(await ask()).toMatchObject({ sure: true });
    },
  );

  it('is not confirmed by a database that jumped along with the machine, and is by a partner', async () => {
    const { at, ask } = machine();
    await ask();
    at.wall += 30 * day;
    at.database += 30 * day;
    expect(await ask()).toMatchObject({ sure: false, why: 'jumped' });
    at.partner += 30 * day - 70 * minute;
    expect(await ask()).toMatchObject({ sure: true });
  });

  it('never falls for a jump of the machine alone, however the others answer now and then', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.record({ on: fc.integer({ min: 0, max: 2 * day }) }),
            fc.record({ jump: fc.integer({ min: -40 * day, max: 40 * day }) }),
            fc.constantFrom('database' as const, 'partner' as const).map((mute) => ({ mute })),
            fc.constantFrom('database' as const, 'partner' as const).map((speak) => ({ speak })),
          ),
          { maxLength: 20 },
        ),
        async (steps) => {
          const { at, ask, silent, goOn } = machine();
          for (const step of steps) {
            if ('on' in step) goOn(step.on);
            if ('jump' in step) at.wall += step.jump;
            if ('mute' in step) silent.add(step.mute);
            if ('speak' in step) silent.delete(step.speak);
            const { sure, now } = await ask();
            // What is told as sure is no further from the truth than what may pass for it, a partner's hour included.
            if (sure) expect(Math.abs(Date.parse(now) - at.database)).toBeLessThanOrEqual(77 * minute);
          }
        },
      ),
    );
  });

  it('is what a story says, whoever moves the clock', async () => {
    expect(await movedTime(() => '2012-01-01T00:00:00.000Z')()).toEqual({
      sure: true,
      now: '2012-01-01T00:00:00.000Z',
    });
  });
});
