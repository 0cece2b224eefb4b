import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateNodeKeys, hasEnded, type PartyKey } from './keys.js';
import { pad, paddedSizes, unpad } from './padding.js';
import { KeyMissing, openText, sealText, signedWhileInUse, verify, sign, type Keyring } from './seal.js';

const now = '2014-08-04T02:00:00.000Z';
type Keys = Awaited<ReturnType<typeof generateNodeKeys>>;
let thaiKeys: Keys;
let burmeseKeys: Keys;
let thai: Keyring;
let burmese: Keyring;

const withParties = (th: readonly PartyKey[], mm: readonly PartyKey[]) => ({ TH: th, MM: mm });
const change = (keys: readonly PartyKey[], use: PartyKey['use'], to: Partial<PartyKey>): PartyKey[] =>
  keys.map((key) => (key.use === use ? { ...key, ...to } : key));

beforeAll(async () => {
  thaiKeys = await generateNodeKeys('2010-01-01T00:00:00Z');
  burmeseKeys = await generateNodeKeys('2010-01-01T00:00:00Z');
  const parties = withParties(thaiKeys.party, burmeseKeys.party);
  thai = { country: 'TH', own: thaiKeys.own, parties };
  burmese = { country: 'MM', own: burmeseKeys.own, parties };
});

describe('Padding', () => {
  it('gives back any content, in one of few sizes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (content) => {
        const padded = pad(content);
        expect(paddedSizes).toContain(padded.length);
        expect(Buffer.compare(Buffer.from(unpad(padded) ?? []), Buffer.from(content))).toBe(0);
      }),
    );
  });

  it('fills each size to its last byte and refuses one byte more than the largest', () => {
    for (const size of paddedSizes) expect(pad(new Uint8Array(size - 4))).toHaveLength(size);
    expect(pad(new Uint8Array(4 * 1024 - 3))).toHaveLength(16 * 1024);
    expect(() => pad(new Uint8Array(64 * 1024 - 3))).toThrow(RangeError);
  });

  it('refuses what was not padded by the rule', () => {
    expect(unpad(new Uint8Array(100))).toBeUndefined();
    expect(unpad(new Uint8Array(4096).fill(255))).toBeUndefined();
    const dirty = Buffer.from(pad(Buffer.from('abc')));
    dirty[4000] = 1;
    expect(unpad(dirty)).toBeUndefined();
  });
});

describe('A sealed message', () => {
  it('is read by its addressee alone, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        const sealed = await sealText(thai, 'MM', text, now);
        expect(await openText(burmese, 'TH', sealed)).toMatchObject({ text });
        expect(await openText(thai, 'TH', sealed)).toEqual({ failure: 'not_for_us' });
      }),
      { numRuns: 20 },
    );
  });

  it('has the same length for short and long contents of one size', async () => {
    const [short, long] = await Promise.all([
      sealText(thai, 'MM', '{}', now),
      sealText(thai, 'MM', 'x'.repeat(2_500), now),
    ]);
    expect(short).toHaveLength(long.length);
  });

  it('says nothing of its sender outside', async () => {
    const sealed = await sealText(thai, 'MM', '{}', now);
    const header = Buffer.from(sealed.split('.')[0]!, 'base64url').toString();
    expect(Object.keys(JSON.parse(header) as object).toSorted()).toEqual(['alg', 'enc', 'epk', 'kid']);
    for (const { kid } of thaiKeys.party) expect(sealed).not.toContain(kid);
  });

  it('does not count when another country signed it, or when a bit was changed', async () => {
    const forged = await sealText({ ...burmese, country: 'MM' }, 'MM', 'I am TH', now);
    expect(await openText(burmese, 'TH', forged)).toEqual({ failure: 'unknown_key' });
    const sealed = await sealText(thai, 'MM', 'text', now);
    const parts = sealed.split('.');
    parts[3] = (parts[3]!.startsWith('A') ? 'B' : 'A') + parts[3]!.slice(1);
    expect(await openText(burmese, 'TH', parts.join('.'))).toEqual({ failure: 'bad_seal' });
    expect(await openText(burmese, 'TH', 'no seal at all')).toEqual({ failure: 'bad_seal' });
  });

  it('does not count when its signature is of a known key but over something else', async () => {
    const jws = await sign(thai, 'the truth', now);
    const [head, , tail] = jws.split('.');
    const lie = [head, Buffer.from('a lie').toString('base64url'), tail].join('.');
    expect(await verify(burmese, 'TH', jws)).toMatchObject({ text: 'the truth' });
    expect(await verify(burmese, 'TH', lie)).toEqual({ failure: 'bad_signature' });
  });

  it('is refused from a revoked signing key, and to a revoked key of ours', async () => {
    const sealed = await sealText(thai, 'MM', 'text', now);
    const signer = withParties(change(thaiKeys.party, 'sig', { revoked: true }), burmeseKeys.party);
    expect(await openText({ ...burmese, parties: signer }, 'TH', sealed)).toEqual({ failure: 'revoked_key' });
    const reader = withParties(thaiKeys.party, change(burmeseKeys.party, 'enc', { revoked: true }));
    expect(await openText({ ...burmese, parties: reader }, 'TH', sealed)).toEqual({ failure: 'revoked_key' });
  });

  it('survives a rotation in which old and new keys overlap', async () => {
    const next = await generateNodeKeys('2014-01-01T00:00:00Z');
    const party = [
      ...change(change(burmeseKeys.party, 'enc', { validUntil: '2014-09-01T00:00:00Z' }), 'sig', {
        validUntil: '2014-09-01T00:00:00Z',
      }),
      ...next.party,
    ];
    const parties = withParties(thaiKeys.party, party);
    const rotated = { country: 'MM', own: [...burmeseKeys.own, ...next.own], parties } as const;
    const before = await sealText(thai, 'MM', 'before', now);
    const during = await sealText({ ...thai, parties }, 'MM', 'during', now);
    expect(await openText(rotated, 'TH', before)).toMatchObject({ text: 'before' });
    expect(await openText(rotated, 'TH', during)).toMatchObject({ text: 'during' });
    expect(await openText(burmese, 'TH', during)).toEqual({ failure: 'not_for_us' });
    const answer = await sealText(rotated, 'TH', 'answer', now);
    expect(await openText({ ...thai, parties }, 'MM', answer)).toMatchObject({
      text: 'answer',
      kid: next.party[0]!.kid,
    });
  });

  it('tells whether its key was in use when it was signed', async () => {
    const sealed = await sealText(thai, 'MM', 'text', now);
    const opened = await openText(burmese, 'TH', sealed);
    const kid = 'kid' in opened ? opened.kid : '';
    expect(signedWhileInUse(burmese, 'TH', kid, now)).toBe(true);
    expect(signedWhileInUse(burmese, 'TH', kid, '2009-12-31T23:59:59Z')).toBe(false);
  });

  it('is opened with a key until what was sealed for it is kept nowhere any more', async () => {
    const sealed = await sealText(thai, 'MM', 'text', now);
    const parties = {
      ...burmese.parties,
      MM: change(burmeseKeys.party, 'enc', { validUntil: '2014-08-05T00:00:00Z' }),
    };
    const openedAt = (at: string) => {
      const own = burmeseKeys.own.filter((key) => !hasEnded(key, parties, 'MM', at, 14));
      return openText({ country: 'MM', own, parties }, 'TH', sealed);
    };
    expect(await openedAt('2014-08-19T00:00:00Z')).toMatchObject({ text: 'text' });
    expect(await openedAt('2014-08-19T00:00:01Z')).toEqual({ failure: 'not_for_us' });
  });

  it('is not made without keys in use', async () => {
    await expect(sealText(thai, 'KH', 'text', now)).rejects.toThrow(KeyMissing);
    await expect(sealText(thai, 'MM', 'text', '2009-01-01T00:00:00Z')).rejects.toThrow(
      'TH has no signing key in use.',
    );
  });
});
