import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { InstrumentKey, signatureOver, signaturesUnder } from './signatures.js';

const pair = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
};
const [thai, stranger] = [pair(), pair()];
const from = '2018-01-01T00:00:00.000Z';
const revokedFrom = '2018-06-01T00:00:00.000Z';
const keys = [
  InstrumentKey.parse({ party: 'TH', kid: 'th-1', publicKey: thai.publicKey, from, revokedFrom }),
];
const check = signaturesUnder(keys);
const now = '2018-12-01T00:00:00.000Z';
const text = '{"code":"th-mm-mou"}';
const signed = (signedAt = '2018-03-01T00:00:00.000Z', over = text) =>
  signatureOver(over, { kid: 'th-1', privateKey: thai.privateKey }, signedAt);

describe('the signature of a party', () => {
  it('counts over the text that it was made over, and names who made it and when', async () => {
    const jws = await signed();
    expect(await check(jws, text, now)).toEqual({
      ...{ party: 'TH', key: 'th-1', signedAt: '2018-03-01T00:00:00.000Z', jws },
    });
  });

  it('counts over no other text', async () => {
    const jws = await signed();
    await fc.assert(
      fc.asyncProperty(
        fc.string().filter((other) => other !== text),
        async (other) => {
          expect(await check(jws, other, now)).toEqual({ fault: 'other_text' });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts for nothing from the instant from which its key is revoked, and still for what it signed before', async () => {
    const faultAt = async (signedAt: string) => (await check(await signed(signedAt), text, now)).fault;
    expect(await faultAt('2018-05-31T23:59:59.000Z')).toBeUndefined();
    expect(await faultAt(revokedFrom)).toBe('revoked');
    expect(await faultAt('2017-12-31T23:59:59.000Z')).toBe('not_yet_valid');
    expect(await faultAt('2018-12-01T00:05:00.000Z')).toBe('signed_ahead');
  });

  it('counts by no other key, whatever it calls itself, and by no other means', async () => {
    const at = '2018-03-01T00:00:00.000Z';
    const forged = await signatureOver(text, { kid: 'th-1', privateKey: stranger.privateKey }, at);
    expect(await check(forged, text, now)).toEqual({ fault: 'other_text' });
    const unknown = await signatureOver(text, { kid: 'th-2', privateKey: thai.privateKey }, at);
    expect(await check(unknown, text, now)).toEqual({ fault: 'unknown_key' });
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', kid: 'th-1', iat: 1 })).toString('base64url');
    for (const jws of ['a..b', `${unsigned}..`, `${unsigned}..AAAA`, ''])
      expect(await check(jws, text, now)).toEqual({ fault: 'unreadable' });
  });
});
