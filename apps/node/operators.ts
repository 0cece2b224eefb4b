import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { z } from 'zod';

const InBase64 = z.base64().min(1);

/** Who vouches for what no process of a node may say alone: Ed25519, SubjectPublicKeyInfo in base64. */
export const Operator = z.strictObject({ name: z.string().min(1).max(100), publicKey: InBase64 });
export type Operator = z.infer<typeof Operator>;

/** The word of an operator. */
export const OperatorSignature = z.strictObject({ operator: z.string(), signature: InBase64 });
export type OperatorSignature = z.infer<typeof OperatorSignature>;

/** A key pair: the public part in base64, the private part for whom it belongs to alone. */
export const newKeyPair = (): { readonly publicKey: string; readonly privateKey: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
};

/** An operator's signature over a text. */
export const signedWith = (privateKey: string, text: string): string =>
  sign(null, Buffer.from(text), createPrivateKey(privateKey)).toString('base64');

const signed = (text: string, publicKey: string, signature: string): boolean =>
  verify(
    null,
    Buffer.from(text),
    createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }),
    Buffer.from(signature, 'base64'),
  );

/** One key may be spelt in several ways. */
const bytesOf = (publicKey: string): string => Buffer.from(publicKey, 'base64').toString('hex');

/** Operators who signed a text, each once; a signature that does not fit counts for nobody. */
export const operatorsBehind = (
  text: string,
  operators: readonly Operator[],
  signatures: readonly OperatorSignature[],
): readonly string[] =>
  operators
    .filter(({ name, publicKey }) =>
      signatures.some(({ operator, signature }) => operator === name && signed(text, publicKey, signature)),
    )
    .filter(
      ({ publicKey }, index, all) =>
        all.findIndex((one) => bytesOf(one.publicKey) === bytesOf(publicKey)) === index,
    )
    .map(({ name }) => name);

/** The operator to whom a private key belongs; undefined where it is nobody's. */
export const operatorWith = (operators: readonly Operator[], privateKey: string): string | undefined => {
  const trial = 'homeward/whose-key/1';
  const signature = signedWith(privateKey, trial);
  return operators.find(({ publicKey }) => signed(trial, publicKey, signature))?.name;
};
