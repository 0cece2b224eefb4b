import { describe, expect, it } from '@jest/globals';
import { planOf, type FaultKind, type Weakness } from './plan.js';

const weakness = (kind: FaultKind, target: string): Weakness => ({
  kind,
  target,
  lastsMs: [500, 4_000],
  inflict: () => Promise.resolve(),
});
const weaknesses = [
  ...['TH api', 'TH bridge', 'MM api'].map((target) => weakness('kill', target)),
  weakness('postmaster', 'PostgreSQL of TH'),
  weakness('again', 'homeward.th.mm'),
];
const told = (seed: number, lengthMs = 180_000) =>
  planOf(seed, lengthMs, weaknesses).map(({ at, lastsMs, seed: own, weakness: { kind, target } }) => ({
    at,
    lastsMs,
    own,
    kind,
    target,
  }));

describe('the plan of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(told(7)).toEqual(told(7));
    expect(told(7)).not.toEqual(told(8));
  });

  it('has every kind and target, each kind about equally often', () => {
    const plan = told(11, 600_000);
    const count = (kind: FaultKind): number => plan.filter((fault) => fault.kind === kind).length;
    const counts = [count('kill'), count('postmaster'), count('again')];
    expect(Math.min(...counts)).toBeGreaterThan(Math.max(...counts) / 2);
    expect(new Set(plan.map(({ target }) => target)).size).toBe(5);
  });

  it('ends within the time, in order', () => {
    const plan = told(3);
    expect(plan.length).toBeGreaterThan(30);
    for (const { at, lastsMs } of plan) expect(at + lastsMs).toBeLessThanOrEqual(180_000);
    expect(plan.map(({ at }) => at)).toEqual(plan.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('is empty where nothing can break', () => {
    expect(planOf(1, 180_000, [])).toEqual([]);
  });
});
