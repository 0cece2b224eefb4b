import { z } from 'zod';
import type { Country } from '#casework';
import { stampsOf, type Bound, type Stamps } from '#sealing';
import { Operator, operatorsBehind, OperatorSignature, signedWith } from './operators.js';
import { Secret } from './secret.js';

const StampKeyId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'up to 40 letters, digits and hyphens');
const Position = z.string().regex(/^(-1|\d{1,20})$/, 'a position of the event store');

/**
 * The keys under which a node stamps its events, in a file that every process of the node can read and the database
 * cannot. Events from before stamps are believed as far as two of the operators bound them.
 */
export const StampKeys = z.strictObject({
  current: z.strictObject({ id: StampKeyId, secret: Secret }),
  /** Keys that stamp no more; up to a position where one is named. */
  earlier: z.array(z.strictObject({ id: StampKeyId, secret: Secret, upTo: Position.optional() })).default([]),
  /** Who may bind events from before stamps, and vouch for the keys of the parties of instruments. */
  operators: z.array(Operator).default([]),
  bound: z
    .strictObject({
      epoch: z.string().min(1),
      upTo: Position,
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      signatures: z.array(OperatorSignature),
    })
    .optional(),
});
export type StampKeys = z.infer<typeof StampKeys>;

const textOf = (country: Country, { epoch, upTo, digest }: Bound): string =>
  JSON.stringify(['homeward/earlier-events/1', country, epoch, upTo, digest]);

/** An operator's word that the events from before stamps are these. */
export const signatureOf = (country: Country, bound: Bound, privateKey: string): string =>
  signedWith(privateKey, textOf(country, bound));

/** Operators who have bound what the file says, each once; a signature that does not fit counts for nobody. */
export const boundBy = (country: Country, { bound, operators }: StampKeys): readonly string[] =>
  bound === undefined ? [] : operatorsBehind(textOf(country, bound), operators, bound.signatures);

/** By what a node checks its events. What fewer than two operators bound is not bound. */
export const checksOf = (
  country: Country,
  keys: StampKeys,
): { readonly stamps: Stamps; readonly bound: Bound | undefined } => {
  const inBytes = <K extends { readonly secret: string }>(key: K) => ({
    ...key,
    secret: Buffer.from(key.secret, 'hex'),
  });
  return {
    stamps: stampsOf(inBytes(keys.current), keys.earlier.map(inBytes)),
    bound: boundBy(country, keys).length >= 2 ? keys.bound : undefined,
  };
};
