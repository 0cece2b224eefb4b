import { describe, expect, it } from '@jest/globals';
import { countries, type Country } from '#casework';
import { nationOf } from '#countries';
import { instruments, partnersOf } from '#instruments';
import { neighboursOf } from './nations.js';

describe('nations', () => {
  it('exchange messages with each other where an instrument binds both, and with nobody else', () => {
    for (const country of countries) {
      const bound = partnersOf(country, instruments);
      expect(neighboursOf(country)).toEqual(
        countries.filter((other: Country) => other !== country && bound.includes(other)),
      );
      for (const other of neighboursOf(country)) expect(neighboursOf(other)).toContain(country);
    }
  });

  it('bring the facts of their own country', () => {
    for (const country of countries) expect(nationOf(country).facts.country).toBe(country);
  });
});
