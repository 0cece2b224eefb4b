import { describe, expect, it } from '@jest/globals';
import { countries } from '#casework';
import { factsOf, nationOf } from './index.js';

describe('bodies that may identify', () => {
  it.each([
    ['KH', ['ahtjp']],
    ['LA', ['atd']],
  ] as const)('in %s it is only %p', (country, bodies) => {
    const holders = factsOf(country).agencies.filter(({ mandates }) => mandates.includes('identify'));
    expect(holders.map(({ id }) => id)).toEqual(bodies);
  });
});

describe('the authority above a focal point', () => {
  it.each(countries.map((country) => [country, nationOf(country)] as const))(
    'of %s is another office of the country, if it has one',
    (_country, { facts: { agencies, focalPoint }, policy: { authorityAbove } }) => {
      if (authorityAbove === undefined) return expect(authorityAbove).toBeUndefined();
      expect(agencies.filter(({ id }) => id !== focalPoint).map(({ id }) => id)).toContain(authorityAbove);
    },
  );
});
