import { describe, expect, it } from '@jest/globals';
import { anyCountry } from './country.contract.js';
import { factsOf } from './index.js';

describe.each(['CN', 'JP', 'PH'] as const)('%s, known to others without a node', (country) => {
  anyCountry(factsOf(country));
});

describe('bodies that may identify', () => {
  it.each([
    ['KH', ['ahtjp']],
    ['LA', ['atd']],
  ] as const)('in %s it is only %p', (country, bodies) => {
    const holders = factsOf(country).agencies.filter(({ mandates }) => mandates.includes('identify'));
    expect(holders.map(({ id }) => id)).toEqual(bodies);
  });

  it('no Japanese shelter of the Women’s Counseling Offices admits a man', () => {
    expect(factsOf('JP').shelters.flatMap(({ admits }) => admits.sexes)).not.toContain('male');
  });
});
