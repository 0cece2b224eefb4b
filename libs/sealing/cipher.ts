import { createCipheriv, createDecipheriv, randomFillSync, type KeyObject } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Many nonces are drawn at once: asking costs more than the bytes. */
const drawn = Buffer.alloc(nonceBytes * 256);
let used = drawn.length;

/** Random bytes that nobody got before; they stand until the next call. */
const freshNonce = (): Buffer => {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += nonceBytes;
  return drawn.subarray(used - nonceBytes, used);
};

/** AES-256-GCM with a fresh nonce: 12 bytes nonce, data, 16 bytes tag. */
export const encrypt = (key: KeyObject, additional: string, clear: Uint8Array): Buffer => {
  const nonce = freshNonce();
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(additional));
  return Buffer.concat([nonce, cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
};

/** The clear bytes; throws where the key, the additional data or a byte is another than when it was encrypted. */
export const decrypt = (key: KeyObject, additional: string, sealed: Uint8Array): Buffer => {
  if (sealed.length < nonceBytes + tagBytes) throw new Error('The ciphertext is too short.');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(additional));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const clear = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
  // Gives no more bytes in this mode: it checks the tag, and throws.
  decipher.final();
  return clear;
};
