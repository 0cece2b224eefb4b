import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { movableClock } from './clock.js';

describe('a movable clock', () => {
  it('stands until it is moved, and never goes back', () => {
    const clock = movableClock('2012-11-16T08:00:00+07:00');
    expect(clock.now()).toBe('2012-11-16T01:00:00.000Z');
    clock.moveTo('2012-11-17T00:00:00Z');
    expect(clock.now()).toBe('2012-11-17T00:00:00.000Z');
    expect(() => clock.moveTo('2012-11-16T00:00:00Z')).toThrow('cannot go back');
  });

  it('goes on from where it stands, as fast as the machine’s', () => {
    let machine = 1_000;
    const clock = movableClock('2012-11-16T01:00:00.000Z', () => machine);
    machine = 9_000;
    expect(clock.now()).toBe('2012-11-16T01:00:00.000Z');
    clock.goOn();
    machine = 69_000;
    expect(clock.now()).toBe('2012-11-16T01:01:00.000Z');
    clock.moveTo('2012-11-17T00:00:00Z');
    machine = 99_000;
    expect(clock.now()).toBe('2012-11-17T00:00:00.000Z');
  });

  it('never tells an earlier instant than before, whatever it is told and the machine’s clock does', () => {
    const step = fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }).map((by) => ({ kind: 'machine' as const, by })),
      fc.integer({ min: 0, max: 1e9 }).map((by) => ({ kind: 'move' as const, by })),
      fc.constant({ kind: 'goOn' as const, by: 0 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let machine = 5e11;
        const clock = movableClock('2012-11-16T01:00:00.000Z', () => machine);
        let last = clock.now();
        for (const { kind, by } of steps) {
          if (kind === 'machine') machine += by;
          else if (kind === 'goOn') clock.goOn();
          else clock.moveTo(new Date(Date.parse(clock.now()) + by).toISOString());
          expect(clock.now() >= last).toBe(true);
          last = clock.now();
        }
      }),
    );
  });
});
