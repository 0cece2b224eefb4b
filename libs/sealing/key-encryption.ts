import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.js';

/** A data key as it is stored: wrapped by the key-encryption key of this id. */
export interface WrappedKey {
  readonly kekId: string;
  readonly wrapped: Buffer;
}

/** The node's key-encryption keys: the one that wraps now, and earlier ones that still unwrap. */
export interface KeyEncryption {
  readonly currentId: string;
  /** `about` binds the wrapped key to its subject and class. */
  wrap(key: KeyObject, about: string): WrappedKey;
  unwrap(key: WrappedKey, about: string): KeyObject;
}

export interface KeyEncryptionKey {
  /** Stored beside every key it wraps; never reuse an id for another key. */
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

export const newDataKey = (): KeyObject => createSecretKey(randomBytes(32));

const additional = (kekId: string, about: string): string => `homeward/data-key/1 ${kekId} ${about}`;

export const keyEncryption = (
  current: KeyEncryptionKey,
  earlier: readonly KeyEncryptionKey[] = [],
): KeyEncryption => {
  const keks = new Map<string, KeyObject>();
  for (const { id, secret } of [current, ...earlier]) {
    if (secret.length !== 32)
      throw new Error(`The key-encryption key "${id}" must have 32 bytes; it has ${secret.length}.`);
    if (keks.has(id)) throw new Error(`Two key-encryption keys have the id "${id}".`);
    keks.set(id, createSecretKey(secret));
  }
  const kek = (id: string): KeyObject => {
    const found = keks.get(id);
    if (!found)
      throw new Error(`The key-encryption key "${id}" is missing: add it to the earlier keys of this node.`);
    return found;
  };
  return {
    currentId: current.id,
    wrap: (key, about) => ({
      kekId: current.id,
      wrapped: encrypt(kek(current.id), additional(current.id, about), key.export()),
    }),
    unwrap: ({ kekId, wrapped }, about) =>
      createSecretKey(decrypt(kek(kekId), additional(kekId, about), wrapped)),
  };
};
