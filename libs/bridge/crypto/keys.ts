import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { z } from 'zod';
import type { Country } from '#casework';

const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Ed25519 signs, X25519 agrees on a key; both as JWK (RFC 8037). */
const PublicJwk = z.object({ kty: z.literal('OKP'), crv: z.enum(['Ed25519', 'X25519']), x: Coordinate });
const PrivateJwk = PublicJwk.extend({ d: Coordinate });

/** A public key of a country. `kid` is the key's RFC 7638 thumbprint. Instants are ISO 8601 in UTC. */
export const PartyKey = z.object({
  kid: z.string().min(1),
  use: z.enum(['sig', 'enc']),
  jwk: PublicJwk,
  validFrom: z.iso.datetime(),
  /** First instant at which it is no longer used. */
  validUntil: z.iso.datetime().optional(),
  /** Refused from then on, whatever it signed and whenever. */
  revoked: z.boolean().optional(),
});
export type PartyKey = z.infer<typeof PartyKey>;

/** The public keys of every country with a node; several of one use may overlap while one replaces another. */
export type PartyKeys = Readonly<Partial<Record<Country, readonly PartyKey[]>>>;

export const NodeKey = z.object({ kid: z.string().min(1), use: z.enum(['sig', 'enc']), jwk: PrivateJwk });
export type NodeKey = z.infer<typeof NodeKey>;

/** A node's private keys: in its own configuration and nowhere else. */
export type NodeKeys = readonly NodeKey[];

const onePair = async (
  use: PartyKey['use'],
  validFrom: string,
): Promise<{ own: NodeKey; party: PartyKey }> => {
  const pair =
    use === 'sig'
      ? await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
      : await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519', extractable: true });
  const jwk = PrivateJwk.parse(await exportJWK(pair.privateKey));
  const kid = await calculateJwkThumbprint(jwk);
  return { own: { kid, use, jwk }, party: { kid, use, jwk: PublicJwk.parse(jwk), validFrom } };
};

/** A new signing and a new encryption key: `own` for the node's configuration, `party` for everybody's list. */
export const generateNodeKeys = async (
  validFrom: string,
): Promise<{ readonly own: NodeKeys; readonly party: readonly PartyKey[] }> => {
  const pairs = [await onePair('sig', validFrom), await onePair('enc', validFrom)];
  return { own: pairs.map(({ own }) => own), party: pairs.map(({ party }) => party) };
};

export const holdsAt = (key: PartyKey, instant: string): boolean => {
  const at = Date.parse(instant);
  return (
    !key.revoked &&
    Date.parse(key.validFrom) <= at &&
    (key.validUntil === undefined || at < Date.parse(key.validUntil))
  );
};

/** The keys of a country for a use that hold at an instant, newest first. */
export const keysInUse = (
  keys: PartyKeys,
  country: Country,
  use: PartyKey['use'],
  instant: string,
): readonly PartyKey[] =>
  (keys[country] ?? [])
    .filter((key) => key.use === use && holdsAt(key, instant))
    .toSorted((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom));

export type KeyVerdict = { readonly key: PartyKey } | { readonly refused: 'unknown_key' | 'revoked_key' };

/** The key that a sender says it used, unless unknown or revoked. Whether it held when used is for the caller: `holdsAt`. */
export const keyNamed = (
  keys: PartyKeys,
  country: Country,
  use: PartyKey['use'],
  kid: string,
): KeyVerdict => {
  const key = keys[country]?.find((candidate) => candidate.kid === kid && candidate.use === use);
  if (!key) return { refused: 'unknown_key' };
  return key.revoked ? { refused: 'revoked_key' } : { key };
};

/** Ids of the keys with which a country signs or signed, those revoked left out. */
export const countingKeys = (keys: PartyKeys, country: Country): readonly string[] =>
  (keys[country] ?? []).flatMap(({ use, kid, revoked }) => (use === 'sig' && !revoked ? [kid] : []));

const dayMs = 86_400_000;

/**
 * Whether a private key has ended: what was sealed for it while it held is kept nowhere any more, and nothing more is opened
 * with it. It is for the operator to destroy it.
 */
export const hasEnded = (
  { kid }: Pick<NodeKey, 'kid'>,
  parties: PartyKeys,
  country: Country,
  now: string,
  keepsDays: number,
): boolean => {
  const until = parties[country]?.find((key) => key.kid === kid && key.use === 'enc')?.validUntil;
  return until !== undefined && Date.parse(until) + keepsDays * dayMs < Date.parse(now);
};
