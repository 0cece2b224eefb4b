import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keptRecently } from './kept-recently.js';

const use = fc.record({
  key: fc.integer({ min: 0, max: 6 }),
  what: fc.constantFrom('get', 'set', 'delete'),
});

describe('what is kept recently', () => {
  it('is always what was used last, no more than there is room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(use, { maxLength: 40 }), (most, uses) => {
        const kept = keptRecently<number, number>(most);
        /** The last used at the end. */
        let told: { readonly key: number; readonly value: number }[] = [];
        for (const [value, { key, what }] of uses.entries()) {
          const known = told.find((one) => one.key === key);
          const others = told.filter((one) => one.key !== key);
          if (what === 'get') {
            expect(kept.get(key)).toBe(known?.value);
            told = known ? [...others, known] : told;
          } else if (what === 'set') {
            kept.set(key, value);
            told = [...others, { key, value }].slice(-most);
          } else {
            kept.delete(key);
            told = others;
          }
          expect(kept.size()).toBe(told.length);
        }
        for (const { key, value } of told) expect(kept.get(key)).toBe(value);
      }),
    );
  });
});
