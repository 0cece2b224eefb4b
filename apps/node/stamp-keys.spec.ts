import { describe, expect, it } from '@jest/globals';
import type { Bound } from '#sealing';
import { newKeyPair } from './operators.js';
import { boundBy, checksOf, signatureOf, StampKeys } from './stamp-keys.js';

const bound: Bound = { epoch: 'one', upTo: '620', digest: 'd'.repeat(64) };
const [first, second, stranger] = [newKeyPair(), newKeyPair(), newKeyPair()];
const operators = [
  { name: 'first', publicKey: first.publicKey },
  { name: 'second', publicKey: second.publicKey },
];
const by = (operator: string, { privateKey }: typeof first, what = bound) => ({
  operator,
  signature: signatureOf('TH', what, privateKey),
});
const keysWith = (signatures: readonly ReturnType<typeof by>[], over: Partial<StampKeys> = {}): StampKeys =>
  StampKeys.parse({
    current: { id: 'first', secret: 'a'.repeat(64) },
    operators,
    bound: { ...bound, signatures },
    ...over,
  });
const isBound = (keys: StampKeys, country: 'TH' | 'MM' = 'TH'): boolean =>
  checksOf(country, keys).bound !== undefined;

describe('events from before stamps', () => {
  it('are bound by two operators, each with a key of their own', () => {
    const both = keysWith([by('first', first), by('second', second)]);
    expect(boundBy('TH', both)).toEqual(['first', 'second']);
    expect(isBound(both)).toBe(true);
  });

  it.each<[string, StampKeys]>([
    ['nobody', keysWith([])],
    ['one', keysWith([by('first', first)])],
    ['one who signs twice', keysWith([by('first', first), by('first', first)])],
    ['one under two names', keysWith([by('first', first), by('second', first)])],
    [
      'one whose key stands under two names',
      keysWith([by('first', first), by('second', first)], {
        operators: ['first', 'second'].map((name) => ({ name, publicKey: first.publicKey })),
      }),
    ],
    ['an operator and a stranger', keysWith([by('first', first), by('stranger', stranger)])],
    [
      'two who signed another position',
      keysWith(
        ['first', 'second'].map((name, index) =>
          by(name, index === 0 ? first : second, { ...bound, upTo: '621' }),
        ),
      ),
    ],
  ])('are not bound by %s', (_who, keys) => {
    expect(isBound(keys)).toBe(false);
  });

  it('are not bound for another country by the same signatures', () => {
    expect(isBound(keysWith([by('first', first), by('second', second)]), 'MM')).toBe(false);
  });
});
