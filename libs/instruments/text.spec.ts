import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instruments } from './index.js';
import { plays } from './spec/plays.js';
import { someInstruments } from './spec/any-instrument.js';
import { canonicalText, hashOf } from './text.js';

/** The same content, its names and what stands in its lists in another order. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned).toReversed();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, inner]) => [name, turned(inner)]),
  );
};

const anInstrument = fc
  .constantFrom(...plays)
  .chain(someInstruments)
  .filter((some) => some.length > 0)
  .chain((some) => fc.constantFrom(...some));

describe('the canonical text of an instrument', () => {
  it('is the same however the data are written, and no other for where we read of it or what became of it', () => {
    fc.assert(
      fc.property(anInstrument, fc.constantFrom('ended', 'superseded'), (instrument, status) => {
        const text = canonicalText(instrument);
        expect(canonicalText(turned(instrument) as typeof instrument)).toBe(text);
        const later = { ...instrument, status, until: '2299-01-01', source: 'elsewhere', note: 'more' };
        expect(hashOf(later as typeof instrument)).toBe(hashOf(instrument));
        expect(createHash('sha256').update(text).digest('hex')).toBe(hashOf(instrument));
      }),
      { numRuns: 50 },
    );
  });

  it('is another as soon as a clause carries more, goes elsewhere or is missing', () => {
    for (const instrument of instruments.filter(({ clauses }) => clauses.length > 0)) {
      const [first, ...others] = instrument.clauses;
      const changes = [
        others,
        [{ ...first!, carries: [...first!.carries, 'health' as const] }, ...others],
        [{ ...first!, to: [] }, ...others],
        [{ ...first!, vitalInterest: true }, ...others],
      ];
      for (const clauses of changes) expect(hashOf({ ...instrument, clauses })).not.toBe(instrument.hash);
    }
  });

  it('stays what it was: another text is another version', () => {
    const kept = readdirSync('libs/instruments', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('hashes.json'))
      .map((path) => JSON.parse(readFileSync(`libs/instruments/${path}`, 'utf8')) as object);
    expect(
      Object.fromEntries(instruments.map(({ code, version, hash }) => [`${code} ${version}`, hash])),
    ).toEqual(Object.assign({}, ...kept));
  });
});
