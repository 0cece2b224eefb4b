import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { Country } from '#casework';
import { stampsOf, type Bound, type Stamps } from '#sealing';
import { Secret } from './secret.js';

const StampKeyId = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'up to 40 letters, digits and hyphens');
const Position = z.string().regex(/^(-1|\d{1,20})$/, 'a position of the event store');
const InBase64 = z.base64().min(1);

/**
 * The keys under which a node stamps its events, in a file that every process of the node can read and the database
 * cannot. Events from before stamps are believed as far as two of the operators bound them.
 */
export const StampKeys = z.strictObject({
  current: z.strictObject({ id: StampKeyId, secret: Secret }),
  /** Keys that stamp no more; up to a position where one is named. */
  earlier: z.array(z.strictObject({ id: StampKeyId, secret: Secret, upTo: Position.optional() })).default([]),
  /** Who may bind events from before stamps: Ed25519, SubjectPublicKeyInfo in base64. */
  operators: z.array(z.strictObject({ name: z.string().min(1).max(100), publicKey: InBase64 })).default([]),
  bound: z
    .strictObject({
      epoch: z.string().min(1),
      upTo: Position,
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      signatures: z.array(z.strictObject({ operator: z.string(), signature: InBase64 })),
    })
    .optional(),
});
export type StampKeys = z.infer<typeof StampKeys>;

const textOf = (country: Country, { epoch, upTo, digest }: Bound): Buffer =>
  Buffer.from(JSON.stringify(['homeward/earlier-events/1', country, epoch, upTo, digest]));

/** An operator's key pair: the public part for the file of stamp keys, the private part for the operator alone. */
export const newOperator = (): { readonly publicKey: string; readonly privateKey: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
};

/** An operator's word that the events from before stamps are these. */
export const signatureOf = (country: Country, bound: Bound, privateKey: string): string =>
  sign(null, textOf(country, bound), createPrivateKey(privateKey)).toString('base64');

const signed = (country: Country, bound: Bound, publicKey: string, signature: string): boolean =>
  verify(
    null,
    textOf(country, bound),
    createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
    Buffer.from(signature, 'base64'),
  );

/** One key may be spelt in several ways. */
const bytesOf = (publicKey: string): string => Buffer.from(publicKey, 'base64').toString('hex');

/** Operators who have bound what the file says, each once; a signature that does not fit counts for nobody. */
export const boundBy = (country: Country, { bound, operators }: StampKeys): readonly string[] =>
  bound === undefined
    ? []
    : operators
        .filter(({ name, publicKey }) =>
          bound.signatures.some(
            ({ operator, signature }) => operator === name && signed(country, bound, publicKey, signature),
          ),
        )
        .filter(
          ({ publicKey }, index, all) =>
            all.findIndex((one) => bytesOf(one.publicKey) === bytesOf(publicKey)) === index,
        )
        .map(({ name }) => name);

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
