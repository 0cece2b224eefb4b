import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { Hash, type Country } from '#casework';
import { InstrumentKey } from '#instruments';
import { operatorsBehind, OperatorSignature, type Operator } from './operators.js';

/**
 * The keys with which the parties of instruments sign, as two operators of the node vouch for them. A later list names the one
 * before by its hash; it drops no key, for what it signed is checked by it, but says from when it counts no more.
 */
export const InstrumentKeyList = z.strictObject({
  number: z.int().min(1),
  former: Hash.optional(),
  keys: z
    .array(InstrumentKey)
    .refine((keys) => new Set(keys.map(({ kid }) => kid)).size === keys.length, 'names a key twice'),
  signatures: z.array(OperatorSignature).default([]),
});
export type InstrumentKeyList = z.infer<typeof InstrumentKeyList>;

/** What the operators of a country's node sign. */
export const textOfList = (country: Country, { number, former, keys }: InstrumentKeyList): string =>
  canonicalize(['homeward/instrument-keys/1', country, number, former ?? null, keys]) ?? '';

/** By which a later list names it. */
export const hashOfList = (country: Country, list: InstrumentKeyList): string =>
  createHash('sha256').update(textOfList(country, list)).digest('hex');

/** Operators who signed a list, each once. */
export const listedBy = (
  country: Country,
  list: InstrumentKeyList,
  operators: readonly Operator[],
): readonly string[] => operatorsBehind(textOfList(country, list), operators, list.signatures);

const unchanged = ({ revokedFrom: _before, ...key }: InstrumentKey, later: InstrumentKey): boolean => {
  const { revokedFrom: _after, ...same } = later;
  return canonicalize(key) === canonicalize(same);
};

/** Why a list cannot follow another, as a sentence; undefined where it can. */
export const whyNotAfter = (
  country: Country,
  next: InstrumentKeyList,
  current: InstrumentKeyList | undefined,
): string | undefined => {
  const number = (current?.number ?? 0) + 1;
  if (next.number !== number) return `Its number must be ${number}.`;
  const former = current && hashOfList(country, current);
  if (next.former !== former)
    return former === undefined
      ? 'It is the first list and names none before it.'
      : `It must name the list before it: "former": "${former}".`;
  const lost = (current?.keys ?? []).find(
    (key) => !next.keys.some((later) => later.kid === key.kid && unchanged(key, later)),
  );
  if (lost)
    return `It leaves out or alters the key ${lost.kid}. A key that counts no more gets "revokedFrom", and stays.`;
  const restored = (current?.keys ?? []).find(({ kid, revokedFrom }) => {
    const later = next.keys.find((each) => each.kid === kid)?.revokedFrom;
    return revokedFrom !== undefined && (later === undefined || later > revokedFrom);
  });
  return restored && `It lets the key ${restored.kid} count again, which was revoked.`;
};
