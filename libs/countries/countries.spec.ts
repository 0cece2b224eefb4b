import { describe, expect, it } from '@jest/globals';
import { factsOf } from './index.js';

describe('bodies that may identify', () => {
  it.each([
    ['KH', ['ahtjp']],
    ['LA', ['atd']],
  ] as const)('in %s it is only %p', (country, bodies) => {
    const holders = factsOf(country).agencies.filter(({ mandates }) => mandates.includes('identify'));
    expect(holders.map(({ id }) => id)).toEqual(bodies);
  });
});
