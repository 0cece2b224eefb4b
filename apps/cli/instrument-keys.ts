import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import { ChangeNotice, InstrumentText } from '#casework';
import { canonicalNotice, canonicalText, hashOf, signatureOver } from '#instruments';
import type { OperatorsOfNode } from '../node/environment.js';
import { InstrumentKeyList, listedBy, textOfList, whyNotAfter } from '../node/instrument-keys.js';
import { newKeyPair, operatorWith, signedWith } from '../node/operators.js';

const JwkOfKey = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** A key is named by its RFC 7638 thumbprint. */
const kidOf = (privateKey: string): Promise<string> =>
  calculateJwkThumbprint(
    JwkOfKey.parse(createPublicKey(createPrivateKey(privateKey)).export({ format: 'jwk' })),
  );

/** A key pair of a party: the private part goes to a file that did not exist, the public part is shown. */
export async function* makeInstrumentKey(file: string, now: string): AsyncGenerator<string> {
  const { publicKey, privateKey } = newKeyPair();
  await writeFile(file, privateKey, { mode: 0o600, flag: 'wx' });
  yield `The private key is in ${file}. Keep it where the party signs. For "keys" of the next list of every node:`;
  const kid = await kidOf(privateKey);
  yield JSON.stringify({ party: 'THE PARTY', kid, publicKey, from: now });
}

const readJson = async (path: string): Promise<unknown> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} cannot be read.`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON.`);
  }
};

const formed = <S extends z.ZodType>(schema: S, path: string, value: unknown): z.output<S> => {
  const { data, error } = schema.safeParse(value);
  if (error)
    throw new Error(
      `${path} is not in order: ${error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}.`,
    );
  return data;
};

const there = async (path: string): Promise<InstrumentKeyList | undefined> => {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : formed(InstrumentKeyList, path, await readJson(path));
};

/**
 * Signs the next list of the keys of parties with one operator's key. It lies beside the list, as FILE.next, and takes its place
 * once a second operator, who looks at the same, has signed it.
 */
export const signInstrumentKeys = (keyFile: string) =>
  async function* signing({
    country,
    config,
    instrumentKeysFile: path,
  }: OperatorsOfNode): AsyncGenerator<string> {
    if (path === undefined) throw new Error('Not signed: a sandbox signs the keys of its parties by itself.');
    const operators = config.stampKeys?.operators ?? [];
    const beside = `${path}.next`;
    const next = formed(InstrumentKeyList, beside, await readJson(beside));
    const wrong = whyNotAfter(country, next, await there(path));
    if (wrong !== undefined)
      throw new Error(`Not signed: ${beside} cannot follow the list that is there. ${wrong}`);
    const privateKey = await readFile(keyFile, 'utf8');
    const operator = operatorWith(operators, privateKey);
    if (operator === undefined) throw new Error('Not signed: no operator of STAMP_KEYS_FILE has this key.');
    const others = next.signatures.filter((one) => one.operator !== operator);
    const signature = signedWith(privateKey, textOfList(country, next));
    const signed: InstrumentKeyList = { ...next, signatures: [...others, { operator, signature }] };
    await writeFile(beside, `${JSON.stringify(signed, undefined, 2)}\n`);
    for (const { party, kid, from, revokedFrom } of signed.keys)
      yield `${party}  ${kid}  from ${from}${revokedFrom === undefined ? '' : `, revoked from ${revokedFrom}`}`;
    const by = listedBy(country, signed, operators);
    if (by.length < 2) {
      yield `Signed by ${operator}. A second operator must sign the same before it counts.`;
      return;
    }
    await rename(beside, path);
    yield `Signed by ${by.join(' and ')}, and in place as list ${signed.number}. Restart api and bridge.`;
  };

/** What a party signs: the text of an instrument, or a notice about one. */
const Paper = z.union([z.strictObject({ text: InstrumentText }), z.strictObject({ notice: ChangeNotice })]);

/** Signs a text or a notice as a party, and shows the detached JWS that a focal point brings to its node. */
export const signPaper = (keyFile: string, paperFile: string, now: string) =>
  async function* signing(): AsyncGenerator<string> {
    const paper = formed(Paper, paperFile, await readJson(paperFile));
    const privateKey = await readFile(keyFile, 'utf8');
    const text = 'text' in paper ? canonicalText(paper.text) : canonicalNotice(paper.notice);
    yield `SHA-256 of the text: ${'text' in paper ? hashOf(paper.text) : paper.notice.hash}`;
    yield await signatureOver(text, { kid: await kidOf(privateKey), privateKey }, now);
  };
