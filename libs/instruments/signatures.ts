import { createPrivateKey, createPublicKey } from 'node:crypto';
import { decodeProtectedHeader, FlattenedSign, flattenedVerify } from 'jose';
import { z } from 'zod';
import { Instant, isState, type CheckedSignature, type SignatureFault, type State } from '#casework';

/** The public key with which a party signs texts and notices; it is none of its node's. */
export const InstrumentKey = z.strictObject({
  party: z.string().refine(isState, 'a country of ISO 3166-1'),
  kid: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'up to 64 letters, digits, hyphens and underscores'),
  /** Ed25519, SubjectPublicKeyInfo in base64. */
  publicKey: z.base64().min(1),
  from: Instant,
  /** What it signed from this instant on counts for nothing. */
  revokedFrom: Instant.optional(),
});
export type InstrumentKey = z.infer<typeof InstrumentKey>;

/** Checks a detached signature over a text, as of an instant. */
export type CheckSignature = (jws: string, text: string, now: string) => Promise<CheckedSignature>;

/** The last second of the year 9999, since 1970. */
const lastSecond = 253_402_300_799;

const Header = z.object({
  alg: z.enum(['EdDSA', 'Ed25519']),
  kid: z.string().min(1),
  iat: z.int().min(0).max(lastSecond),
});

/** Clocks differ a little: so far ahead of the own one a signature may say that it was made, milliseconds. */
const clocksDifferMs = 60_000;

const headerOf = (jws: string): z.infer<typeof Header> | undefined => {
  try {
    return Header.safeParse(decodeProtectedHeader(jws)).data;
  } catch {
    return undefined;
  }
};

const fits = async (jws: string, text: string, { publicKey }: InstrumentKey): Promise<boolean> => {
  const [header = '', , signature = ''] = jws.split('.');
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const parts = { protected: header, payload: Buffer.from(text).toString('base64url'), signature };
    await flattenedVerify(parts, key, { algorithms: ['EdDSA', 'Ed25519'] });
    return true;
  } catch {
    return false;
  }
};

/** How long the key of a party signs, told by the instant at which a signature says that it was made. */
const heldAgainst = (key: InstrumentKey, signedAt: string, now: string): SignatureFault | undefined => {
  if (Date.parse(signedAt) > Date.parse(now) + clocksDifferMs) return 'signed_ahead';
  if (signedAt < key.from) return 'not_yet_valid';
  return key.revokedFrom !== undefined && signedAt >= key.revokedFrom ? 'revoked' : undefined;
};

/** Checks signatures under a list of keys. */
export const signaturesUnder =
  (keys: readonly InstrumentKey[]): CheckSignature =>
  async (jws, text, now) => {
    const header = headerOf(jws);
    if (!header) return { fault: 'unreadable' };
    const key = keys.find(({ kid }) => kid === header.kid);
    if (!key) return { fault: 'unknown_key' };
    if (!(await fits(jws, text, key))) return { fault: 'other_text' };
    const signedAt = new Date(header.iat * 1_000).toISOString();
    const fault = heldAgainst(key, signedAt, now);
    return fault ? { fault } : { party: key.party, key: key.kid, signedAt, jws };
  };

/** Who signs: a key of a party with its private part, PKCS 8 in PEM. */
export interface InstrumentSigner {
  readonly party: State;
  readonly kid: string;
  readonly privateKey: string;
}

/** A detached JWS of a party over a text, made at an instant. */
export const signatureOver = async (
  text: string,
  { kid, privateKey }: Pick<InstrumentSigner, 'kid' | 'privateKey'>,
  signedAt: string,
): Promise<string> => {
  const iat = Math.floor(Date.parse(signedAt) / 1_000);
  const signed = await new FlattenedSign(Buffer.from(text))
    .setProtectedHeader({ alg: 'EdDSA', kid, iat })
    .sign(createPrivateKey(privateKey));
  return `${signed.protected}..${signed.signature}`;
};
