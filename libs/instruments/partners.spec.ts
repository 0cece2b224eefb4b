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
    clauses: fc.array(
      fc.record({
        from: fc.subarray<Country>([...countries], { maxLength: 3 }),
        to: fc.subarray<Country>([...countries], { maxLength: 3 }),
      }),
      { maxLength: 2 },
    ),
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
                clauses.some(
                  ({ from, to }) =>
                    (from.includes(one) && to.includes(other)) || (to.includes(one) && from.includes(other)),
                ) &&
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
    for (const one of countries)
      for (const other of countries)
        expect(partnersOf(one, instruments).includes(other)).toBe(
          partnersOf(other, instruments).includes(one),
        );
    expect(partnersOf('TH', instruments)).toEqual(['MM', 'KH', 'LA', 'VN', 'CN', 'PH']);
    expect(partnersOf('CN', instruments)).toEqual(['TH', 'MM', 'KH', 'VN']);
    expect(partnersOf('JP', instruments)).toEqual([]);
  });
});
