import { CompactEncrypt, CompactSign, compactDecrypt, compactVerify, decodeProtectedHeader } from 'jose';
import type { Country } from '#casework';
import { holdsAt, keyNamed, keysInUse, type NodeKeys, type PartyKeys } from './keys.js';
import { pad, unpad } from './padding.js';

/** One node's place among the others: its own private keys and everybody's public ones. */
export interface Keyring {
  readonly country: Country;
  readonly own: NodeKeys;
  readonly parties: PartyKeys;
}

/** No key to sign or to encrypt with: mended by configuration, so the message waits. */
export class KeyMissing extends Error {
  override readonly name = 'KeyMissing';
}

const signingKey = (ring: Keyring, now: string, sentAt: string) => {
  const inUse = [sentAt, now].flatMap((instant) => keysInUse(ring.parties, ring.country, 'sig', instant));
  const party = inUse.find(({ kid }) => ring.own.some((own) => own.kid === kid && own.use === 'sig'));
  const key = ring.own.find(({ kid }) => kid === party?.kid);
  if (!key) throw new KeyMissing(`${ring.country} has no signing key in use.`);
  return key;
};

/**
 * A JWS (EdDSA, compact) over some text by this node's newest signing key of the instant at which the text says it was sent,
 * or of now where none of then is left.
 */
export const sign = (ring: Keyring, text: string, now: string, sentAt = now): Promise<string> => {
  const key = signingKey(ring, now, sentAt);
  return new CompactSign(Buffer.from(text)).setProtectedHeader({ alg: 'EdDSA', kid: key.kid }).sign(key.jwk);
};

const encryptFor = (ring: Keyring, to: Country, content: Uint8Array, now: string): Promise<string> => {
  const [key] = keysInUse(ring.parties, to, 'enc', now);
  if (!key) throw new KeyMissing(`${to} has no encryption key in use.`);
  return new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key.kid })
    .encrypt(key.jwk);
};

/** Signs, pads to one of a few sizes, then encrypts for the receiver: a JWE (compact). */
export const sealText = async (
  ring: Keyring,
  to: Country,
  text: string,
  now: string,
  sentAt = now,
): Promise<string> => encryptFor(ring, to, pad(Buffer.from(await sign(ring, text, now, sentAt))), now);

export type OpenFailure = 'not_for_us' | 'unknown_key' | 'revoked_key' | 'bad_seal' | 'bad_signature';
export type OpenedText = { readonly text: string; readonly kid: string } | { readonly failure: OpenFailure };

const kidOf = (token: string): string | undefined => {
  try {
    return decodeProtectedHeader(token).kid;
  } catch {
    return undefined;
  }
};

const decrypt = async (ring: Keyring, jwe: string): Promise<Uint8Array | OpenFailure> => {
  const kid = kidOf(jwe);
  if (kid === undefined) return 'bad_seal';
  const key = ring.own.find((own) => own.kid === kid && own.use === 'enc');
  if (!key) return 'not_for_us';
  const verdict = keyNamed(ring.parties, ring.country, 'enc', kid);
  if ('refused' in verdict) return verdict.refused;
  try {
    const { plaintext } = await compactDecrypt(jwe, key.jwk, {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return unpad(plaintext) ?? 'bad_seal';
  } catch {
    return 'bad_seal';
  }
};

/** The text of a JWS by a country's key that is known and not revoked. */
export const verify = async (ring: Keyring, from: Country, jws: string): Promise<OpenedText> => {
  const kid = kidOf(jws);
  if (kid === undefined) return { failure: 'bad_signature' };
  const verdict = keyNamed(ring.parties, from, 'sig', kid);
  if ('refused' in verdict) return { failure: verdict.refused };
  try {
    const { payload } = await compactVerify(jws, verdict.key.jwk, { algorithms: ['EdDSA'] });
    return { text: Buffer.from(payload).toString(), kid };
  } catch {
    return { failure: 'bad_signature' };
  }
};

/** Opens what a country sealed for this node: text that it surely signed, or why it counts for nothing. */
export const openText = async (ring: Keyring, from: Country, jwe: string): Promise<OpenedText> => {
  const content = await decrypt(ring, jwe);
  return typeof content === 'string'
    ? { failure: content }
    : verify(ring, from, Buffer.from(content).toString());
};

/** Whether the key that signed held when the sender says it signed. */
export const signedWhileInUse = (ring: Keyring, from: Country, kid: string, sentAt: string): boolean => {
  const verdict = keyNamed(ring.parties, from, 'sig', kid);
  return 'key' in verdict && holdsAt(verdict.key, sentAt);
};
