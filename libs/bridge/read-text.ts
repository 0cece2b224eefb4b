import type { Country, MessageCatalogue } from '#casework';
import { openText, signedWhileInUse, type Keyring, type OpenFailure } from './crypto/seal.js';
import type { ExchangeRecord } from './exchange.js';
import { notKnown, type NotKnown } from './not-known.js';
import { readEnvelope } from './wire/envelope.js';
import { Heading, isWireVersion, wireText, type WireText } from './wire/message.js';

/** Why a record counts for nothing. Each leads to the dead letters, never to a receipt. */
export type ReadingFailure =
  | OpenFailure
  | 'malformed_envelope'
  | 'malformed_message'
  | 'unknown_version'
  | 'wrong_sender'
  | 'key_not_in_use'
  | 'unknown_kind'
  | 'malformed_payload'
  | NotKnown;

export type ReadText = { readonly text: WireText } | { readonly failure: ReadingFailure };

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const payloadFailure = (text: WireText, catalogue: MessageCatalogue): ReadingFailure | undefined => {
  if (text.form === 'receipt') return undefined;
  if (!Object.hasOwn(catalogue, text.kind)) return 'unknown_kind';
  const error = catalogue[text.kind]?.schema.safeParse(text.payload, { reportInput: true }).error;
  return error && (notKnown(error) ?? 'malformed_payload');
};

/** Opens a record that came on the topic of a country: a text that this country surely signed for this node, or why not. */
export const readRecord = async (
  ring: Keyring,
  catalogue: MessageCatalogue,
  from: Country,
  record: Pick<ExchangeRecord, 'message'>,
): Promise<ReadText> => {
  const envelope = readEnvelope(record.message);
  if (!envelope) return { failure: 'malformed_envelope' };
  const opened = await openText(ring, from, envelope.data);
  if ('failure' in opened) return opened;
  const content = jsonOf(opened.text);
  const heading = Heading.safeParse(content).data;
  if (!heading) return { failure: 'malformed_message' };
  const { wireVersion } = heading;
  if (!isWireVersion(wireVersion)) return { failure: 'unknown_version' };
  if (heading.from !== from) return { failure: 'wrong_sender' };
  if (heading.to !== ring.country) return { failure: 'not_for_us' };
  const text = wireText(wireVersion, heading.form, content);
  if (!text) return { failure: 'malformed_message' };
  if (!signedWhileInUse(ring, from, opened.kid, text.sentAt)) return { failure: 'key_not_in_use' };
  const failure = payloadFailure(text, catalogue);
  return failure ? { failure } : { text };
};
