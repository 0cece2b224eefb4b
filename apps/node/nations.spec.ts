import { describe, expect, it } from '@jest/globals';
import { countries, type Country } from '#casework';
import { instruments, partnersOf } from '#instruments';
import { countriesWithNode, nationOf, neighboursOf } from './nations.js';

const withNode = countries.filter((country) => countriesWithNode.includes(country));

describe('nations', () => {
  it('exchange messages with each other where an instrument binds both, and with nobody else', () => {
    for (const country of withNode) {
      const bound = partnersOf(country, instruments);
      expect(neighboursOf(country)).toEqual(
        withNode.filter((other: Country) => other !== country && bound.includes(other)),
      );
      for (const other of neighboursOf(country)) expect(neighboursOf(other)).toContain(country);
    }
  });

  it('bring the facts of their own country, and say where there is no node', () => {
    for (const country of withNode) expect(nationOf(country).facts.country).toBe(country);
    const without = countries.find((country) => !withNode.includes(country));
    if (without) expect(() => nationOf(without)).toThrow(/add-a-country/);
  });
});
