import { SignJWT, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, type JSONWebKeySet } from 'jose';
import type { Actor } from '#casework';
import type { TokenIssuer } from './token.js';

/** Signs tokens for a sandbox; each carries the claim `sandbox: true`. */
export interface SandboxIssuer {
  /** What a node's verifier is given. */
  readonly trusted: Extract<TokenIssuer, { kind: 'sandbox' }>;
  /** A token for an actor; lives 12 hours of the wall clock where nothing is said. */
  sign(actor: Actor, options?: { readonly lifetimeSeconds?: number }): Promise<string>;
  /** The private key as PKCS #8 PEM, so that a sandbox with kept data can go on with the same tokens. */
  privateKey(): Promise<string>;
}

/**
 * An issuer with an Ed25519 key pair of its own, for sandboxes and specs. With `privateKey` (PKCS #8 PEM of an earlier
 * one) it goes on with that key.
 */
export const sandboxIssuer = async ({
  audience,
  issuer = 'homeward-sandbox',
  privateKey,
}: {
  readonly audience: string;
  readonly issuer?: string;
  readonly privateKey?: string;
}): Promise<SandboxIssuer> => {
  const signing = privateKey
    ? await importPKCS8(privateKey, 'EdDSA', { extractable: true })
    : (await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })).privateKey;
  const { kty, crv, x } = await exportJWK(signing);
  if (!kty || !crv || !x) throw new Error('The sandbox’s signing key is not an Ed25519 key.');
  const keys: JSONWebKeySet = { keys: [{ kty, crv, x, kid: x.slice(0, 8), alg: 'EdDSA', use: 'sig' }] };
  return {
    trusted: { kind: 'sandbox', issuer, keys },
    sign: ({ id, country, agency, roles }, { lifetimeSeconds = 43_200 } = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      return new SignJWT({ country, agency, roles, sandbox: true })
        .setProtectedHeader({ alg: 'EdDSA', kid: x.slice(0, 8) })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(id)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetimeSeconds)
        .sign(signing);
    },
    privateKey: () => exportPKCS8(signing),
  };
};
