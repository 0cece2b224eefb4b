import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dictionary, type DictionaryEntry } from './dictionary.js';
import { initialsOf } from './reductions.js';
import { There } from '../spec/lands.js';

const entries: readonly (readonly [string, DictionaryEntry])[] = Object.entries(dictionary);
const reduced = entries.filter(([, { viewers }]) => Object.values(viewers).includes('R'));

const line = fc.string({ minLength: 1, unit: 'grapheme' });
/** Values as events hold them, of every form that an entry may meet, and others. */
const forms: readonly fc.Arbitrary<unknown>[] = [
  fc.record({ text: line, script: fc.constant('Latn'), kind: fc.constant('legal') }),
  fc.record({ name: fc.record({ text: line }), orderNumber: line }),
  fc.record({ value: fc.constant('1996-05-12'), precision: fc.constant('day'), asWritten: line }),
  fc.record({ country: fc.constantFrom(There, 'ZZ'), province: line, district: line, village: line }),
  fc.record({ country: fc.constantFrom(There, 'ZZ'), basis: line }),
  fc.record({ kind: line, number: line, heldBy: line, validUntil: fc.constant('2026-01-01') }),
  fc.record({ ethnicity: line, religion: line, languagesSpoken: fc.array(line) }),
  fc.record({ flags: fc.array(line), note: line }),
  fc.array(fc.record({ code: line, note: line })),
  fc.array(line),
  fc.record({ level: fc.constantFrom('low', 'high'), threats: fc.array(line), descriptor: line }),
  fc.record({ option: fc.constantFrom('available', 'unavailable'), conditions: fc.array(line) }),
  fc.record({ found: line, notes: line }),
  fc.record({ number: line, court: line, stage: line, nextOn: fc.constant('2026-01-01') }),
  fc.record({ number: line, court: line, readOn: fc.constant('2026-01-01'), summary: line }),
  fc.record({ authority: line, until: fc.constant('2026-01-01'), personsView: line, because: line }),
  fc.array(fc.record({ role: line, relation: fc.constantFrom('familial', 'unknown'), descriptor: line })),
  fc.record({ amount: fc.constant('100'), currency: fc.constant('THB'), payee: line }),
  line,
];
const anything = fc.oneof(fc.anything(), fc.jsonValue(), ...forms);

/** Free text of persons: what no reduction may hold. */
const secret = 'ဒေါ်မြ-9-secret';
const withSecret = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (secretFields.includes(key) ? secret : inner)));
const secretFields = [
  ...['note', 'notes', 'number', 'heldBy', 'orderNumber', 'village', 'district', 'ethnicity', 'religion'],
  ...['descriptor', 'court', 'summary', 'authority', 'personsView', 'because', 'payee', 'basis', 'asWritten'],
];

describe('a reduced cell of the dictionary', () => {
  it('has a function', () => {
    expect(reduced.filter(([, { reduce }]) => reduce === undefined).map(([name]) => name)).toEqual([]);
    expect(reduced.length).toBeGreaterThan(25);
  });

  it('is total: any value gives a reduction or nothing, never an error', () => {
    for (const [name, { reduce }] of reduced)
      fc.assert(
        fc.property(anything, (value) => {
          expect([name, typeof JSON.stringify([reduce?.(value)])]).toEqual([name, 'string']);
        }),
        { numRuns: 60 },
      );
  });

  it('is never the value itself', () => {
    for (const [, { reduce }] of reduced)
      fc.assert(
        fc.property(fc.oneof(...forms), (value) => {
          const less = reduce?.(value);
          if (less !== undefined && !(Array.isArray(value) && value.length === 0))
            expect(less).not.toEqual(value);
        }),
        { numRuns: 80 },
      );
  });

  it('holds no note, number, name of an office or free text', () => {
    for (const [name, { reduce }] of reduced)
      fc.assert(
        fc.property(fc.oneof(...forms), (value) => {
          expect([name, JSON.stringify(reduce?.(withSecret(value)) ?? null)]).toEqual([
            name,
            expect.not.stringContaining(secret),
          ]);
        }),
        { numRuns: 60 },
      );
  });
});

describe('an initial', () => {
  it.each([
    ['ဖြူ', 'ဖ.'],
    ['လှ', 'လ.'],
    ['เอก', 'อ.'],
    ['ໄກ', 'ກ.'],
    ['Élodie', 'É.'],
    ['王', '…'],
    ['王 明', '王.'],
    ['Aye Aye', 'A.'],
    ['😀', '…'],
  ])('of %s is %s', (name, initial) => {
    expect(initialsOf({ text: name })).toBe(initial);
  });

  it('always tells less than the name, and is no mark alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        fc.pre(name.trim() !== '' && name.trim() !== '…');
        const initial = String(initialsOf({ text: name }));
        expect(initial).not.toContain(name.trim().normalize('NFC'));
        expect(/^(\p{L}\.|…)$/u.test(initial)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
