import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { parse, v5 } from 'uuid';
import type { Country } from '#casework';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

const uuidOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const keyFor = (secret: Uint8Array, country: Country, of: 'case' | 'consent' = 'case'): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `homeward ${of} reference ${country}`, 32));

/* One AES block is a permutation of all 128-bit values; walking on until the result has the form of a UUID again makes it a
   permutation of the UUIDs (about eight steps). */
const walk = (uuid: string, step: (block: Buffer) => Buffer): string => {
  if (!uuidForm.test(uuid)) throw new Error('A reference is a UUID in lower case.');
  let next = uuid;
  do next = uuidOf(step(bytesOf(next)));
  while (!uuidForm.test(next));
  return next;
};

const blinded = (key: Buffer, uuid: string): string => {
  const cipher = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return walk(uuid, (block) => cipher.update(block));
};

/**
 * The reference by which another country knows a case: a UUID that only this node can turn back, and that differs for each
 * country, so that two of them cannot match their lists. `secret` is the node's own, at least 32 bytes.
 */
export const blind = (secret: Uint8Array, country: Country, caseId: string): string =>
  blinded(keyFor(secret, country), caseId);

/** The same for a consent: two countries that compare what they were told cannot see that one consent covers both. */
export const blindConsent = (secret: Uint8Array, country: Country, consentId: string): string =>
  blinded(keyFor(secret, country, 'consent'), consentId);

/** The case id behind a reference given to a country. Any UUID gives one: whether such a case exists is for the caller to see. */
export const unblind = (secret: Uint8Array, country: Country, reference: string): string => {
  const decipher = createDecipheriv('aes-256-ecb', keyFor(secret, country), null).setAutoPadding(false);
  return walk(reference, (block) => decipher.update(block));
};

/** Namespace of the ids that the bridge derives. */
const homeward = parse('b9d0f2b4-4e0c-5b5e-9d0a-7a3c6f0d1e52');

/** UUIDv5 (RFC 9562) in Homeward's namespace of the parts joined by colons. */
export const namedId = (...parts: readonly string[]): string => v5(Buffer.from(parts.join(':')), homeward);

/** Id of the case that a country opens for another's message that names no case of ours. */
export const caseIdFor = (own: Country, from: Country, theirReference: string): string =>
  namedId('case', own, from, theirReference);
