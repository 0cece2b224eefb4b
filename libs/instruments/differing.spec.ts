import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differing, type HeldText } from './differing.js';

const aText = fc.record({
  code: fc.constantFrom('th-mm-mou', 'th-mm-sop', 'th-kh-mou'),
  version: fc.constantFrom('2009', '2016'),
  hash: fc.constantFrom('a', 'b'),
});
const texts = fc.uniqueArray(aText, {
  selector: ({ code, version }) => `${code} ${version}`,
  maxLength: 6,
});
const now = '2026-11-30T00:00:00.000Z';
const written = ({ code, version, hash }: HeldText): string => `${code} ${version} ${hash}`;

describe('the texts of two nodes', () => {
  it('differ in nothing where both hold the same, in whatever order', () => {
    fc.assert(
      fc.property(texts, (ours) => {
        expect(differing(ours, ours.toReversed(), now).size).toBe(0);
      }),
    );
  });

  it('differ in just the codes of which one holds what the other does not, and each says so of itself', () => {
    fc.assert(
      fc.property(texts, texts, (ours, theirs) => {
        const found = differing(ours, theirs, now);
        expect(differing(theirs, ours, now)).toEqual(found);
        for (const code of ['th-mm-mou', 'th-mm-sop', 'th-kh-mou']) {
          const of = (some: readonly HeldText[]) =>
            some
              .filter((each) => each.code === code)
              .map(written)
              .toSorted();
          expect(found.has(code)).toBe(of(ours).join() !== of(theirs).join());
        }
      }),
    );
  });

  it('do not differ in what is stated for later and only one of them knows yet, but from its instant on', () => {
    const text = { code: 'th-mm-mou', version: '2027', hash: 'a', holdsFrom: '2027-01-01T00:00:00.000Z' };
    expect(differing([text], [], now).size).toBe(0);
    expect([...differing([], [text], text.holdsFrom)]).toEqual([text.code]);
    expect([...differing([text], [{ ...text, hash: 'b' }], now)]).toEqual([text.code]);
  });
});
