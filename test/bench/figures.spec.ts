import { describe, expect, it } from '@jest/globals';
import { figure, isReached, percentileOf, percentiles, ratio, tableOf } from './figures.js';
import { interleaved } from './rounds.js';

describe('figures', () => {
  it('are the median and the spread of the rounds', () => {
    expect(figure('append', 'one', '/s', [5, 1, 3])).toMatchObject({ median: 3, low: 1, high: 5 });
    expect(figure('append', 'one', '/s', [1, 2, 3, 10]).median).toBe(2.5);
  });

  it('take a percentile of the samples of each round', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([50, 99, 100].map((percent) => percentileOf(hundred, percent))).toEqual([50, 99, 100]);
    expect(percentileOf([4, 1, 3], 50)).toBe(3);
    expect(percentileOf([7], 99)).toBe(7);
    const [p50, p99] = percentiles('waking', 'here', [[1, 2, 3], hundred], { p99: { atMost: 60 } });
    expect(p50).toMatchObject({ what: 'here, p50', median: 26, low: 2, high: 50 });
    expect(p99).toMatchObject({ what: 'here, p99', unit: 'ms', low: 3, high: 99, goal: { atMost: 60 } });
  });

  it('compare within a round, never across rounds', () => {
    const compared = ratio('append', 'of the INSERT', [100, 20, 300], [100, 10, 100]);
    expect(compared).toMatchObject({ median: 2, low: 1, high: 3, unit: '×' });
  });

  it('say whether a goal is reached', () => {
    const reached = figure('http', 'p99', 'ms', [50], { atMost: 60 });
    const missed = figure('http', 'commands', '/s', [1_500], { atLeast: 2_000 });
    expect([isReached(reached), isReached(missed), isReached(figure('a', 'b', 'ms', [1]))]).toEqual([
      true,
      false,
      undefined,
    ]);
    expect(tableOf([missed])).toContain('| http | commands | 1,500 | 1,500 – 1,500 | /s | ≥ 2000 | missed |');
  });
});

describe('rounds', () => {
  it('let contenders take turns, turn the order round, and do not count the first', async () => {
    const order: string[] = [];
    const contender = (name: string) => () => Promise.resolve(order.push(name));
    const measured = await interleaved({ a: contender('a'), b: contender('b') }, 2);
    expect(order.join('')).toBe('baabba');
    expect(measured).toEqual({ a: [3, 6], b: [4, 5] });
  });
});
