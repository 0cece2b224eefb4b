import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { countries, type Country, type Instrument } from '#casework';
import { instruments } from './index.js';
import { partnersOf } from './partners.js';

const status: readonly Instrument['status'][] = [
  'draft',
  'in_process',
  'unconfirmed',
  'in_force',
  'superseded',
  'ended',
];
const someInstruments = fc.array(
  fc.record({
    parties: fc.subarray<Country>([...countries], { minLength: 1, maxLength: 4 }),
    status: fc.constantFrom(...status),
    clauses: fc.array(fc.constant('a clause'), { maxLength: 1 }),
  }),
  { maxLength: 6 },
);

describe('partners of a country', () => {
  it('follow from the instruments, of two parties or of many, and are partners of each other', () => {
    fc.assert(
      fc.property(someInstruments, (known) => {
        for (const one of countries)
          for (const other of countries) {
            const bound = known.some(
              ({ parties, status: now, clauses }) =>
                !['draft', 'in_process', 'unconfirmed'].includes(now) &&
                clauses.length > 0 &&
                new Set([one, other, ...parties]).size === parties.length,
            );
            expect(partnersOf(one, known).includes(other)).toBe(one !== other && bound);
          }
      }),
    );
  });

  it('are each named once, and nobody is a partner of itself', () => {
    fc.assert(
      fc.property(someInstruments, fc.constantFrom(...countries), (known, country) => {
        const found = partnersOf(country, known);
        expect(found).toEqual([...new Set(found)]);
        expect(found).not.toContain(country);
      }),
    );
  });

  it('stand in both directions of what is known', () => {
    const passing = ({ status: now, clauses }: (typeof instruments)[number]): boolean =>
      now === 'in_force' && clauses.length > 0;
    for (const { parties } of instruments.filter(passing))
      for (const party of parties)
        expect(partnersOf(party, instruments)).toEqual(
          expect.arrayContaining(parties.filter((other) => other !== party)),
        );
  });
});
