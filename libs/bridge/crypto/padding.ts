const kibibyte = 1024;

/** The only sizes in bytes that travel: a receipt is as large as a short message. */
export const paddedSizes = [4 * kibibyte, 16 * kibibyte, 64 * kibibyte] as const;

const lengthBytes = 4;

/** The most bytes of content that travel. */
export const largestContent = paddedSizes[paddedSizes.length - 1]! - lengthBytes;

/** A message that no size holds: it can never go as it is, and is no sign that the way out is barred. */
export class TooLargeToTravel extends RangeError {
  override readonly name = 'TooLargeToTravel';
}

/** The content behind its length, filled with zeros to the next size. Throws where it fits in none. */
export const pad = (content: Uint8Array): Uint8Array => {
  const size = paddedSizes.find((candidate) => content.length + lengthBytes <= candidate);
  if (size === undefined)
    throw new TooLargeToTravel('The message is larger than the largest size that may travel.');
  const padded = Buffer.alloc(size);
  padded.writeUInt32BE(content.length);
  padded.set(content, lengthBytes);
  return padded;
};

/** The content again, or undefined where it was not padded by the rule. */
export const unpad = (padded: Uint8Array): Uint8Array | undefined => {
  if (!paddedSizes.some((size) => size === padded.length)) return undefined;
  const length = Buffer.from(padded.buffer, padded.byteOffset, padded.length).readUInt32BE();
  const end = lengthBytes + length;
  return end <= padded.length && padded.subarray(end).every((byte) => byte === 0)
    ? padded.subarray(lengthBytes, end)
    : undefined;
};
