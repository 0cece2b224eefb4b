import { describe, expect, it } from '@jest/globals';
import { hashOfList, InstrumentKeyList, listedBy, textOfList, whyNotAfter } from './instrument-keys.js';
import { newKeyPair, signedWith } from './operators.js';

const [first, second, stranger] = [newKeyPair(), newKeyPair(), newKeyPair()];
const operators = [
  { name: 'first', publicKey: first.publicKey },
  { name: 'second', publicKey: second.publicKey },
];
const keyOf = (party: string, changes: object = {}) => ({
  ...{ party, kid: `${party}-1`, publicKey: newKeyPair().publicKey, from: '2026-01-01T00:00:00.000Z' },
  ...changes,
});
const thai = keyOf('TH');
const burmese = keyOf('MM');
const listOf = (changes: object = {}): InstrumentKeyList =>
  InstrumentKeyList.parse({ number: 1, keys: [thai, burmese], ...changes });
const by = (operator: string, { privateKey }: typeof first, list = listOf()) => ({
  operator,
  signature: signedWith(privateKey, textOfList('TH', list)),
});
const behind = (signatures: readonly ReturnType<typeof by>[], country: 'TH' | 'MM' = 'TH') =>
  listedBy(country, listOf({ signatures }), operators).length;

describe('the list of the keys of parties', () => {
  it('counts with the signatures of two operators over that list, for that country', () => {
    const both = [by('first', first), by('second', second)];
    expect(behind(both)).toBe(2);
    expect(behind(both, 'MM')).toBe(0);
    expect(behind([by('first', first)])).toBe(1);
    expect(behind([by('first', first), by('first', first)])).toBe(1);
    expect(behind([by('first', first), by('second', first)])).toBe(1);
    expect(behind([by('first', first), by('second', stranger)])).toBe(1);
    expect(behind([by('first', first), by('second', second, listOf({ keys: [thai] }))])).toBe(1);
  });

  it('follows the one before, which it names by its hash, and says of each key of it at most from when it counts no more', () => {
    const current = listOf();
    const next = (changes: object) =>
      whyNotAfter('TH', listOf({ number: 2, former: hashOfList('TH', current), ...changes }), current);
    const revokedFrom = '2026-06-01T00:00:00.000Z';
    expect(whyNotAfter('TH', current, undefined)).toBeUndefined();
    expect(next({ keys: [{ ...thai, revokedFrom }, burmese, keyOf('TH', { kid: 'TH-2' })] })).toBeUndefined();
    expect(next({ number: 3 })).toContain('number must be 2');
    expect(next({ former: undefined })).toContain('must name the list before it');
    expect(next({ former: hashOfList('MM', current) })).toContain('must name the list before it');
    expect(next({ keys: [thai] })).toContain('leaves out or alters the key MM-1');
    expect(next({ keys: [thai, { ...burmese, publicKey: stranger.publicKey }] })).toContain('MM-1');
    const revoked = listOf({ keys: [{ ...thai, revokedFrom }, burmese] });
    const former = hashOfList('TH', revoked);
    expect(whyNotAfter('TH', listOf({ number: 2, former }), revoked)).toContain('count again');
  });

  it('names each key once', () => {
    expect(InstrumentKeyList.safeParse({ number: 1, keys: [thai, thai] }).success).toBe(false);
  });
});
