import type { Country } from '#casework';
import { sealText, type Keyring } from './crypto/seal.js';
import type { Exchange } from './exchange.js';
import type { Lines } from './lines.js';
import { topicOf } from './topics.js';
import { envelopeHeaders, writeEnvelope } from './wire/envelope.js';
import type { WireMessage, WireReceipt } from './wire/message.js';

/** How messages reach one country. Resolves when the message is kept durably on its way. */
export interface Channel {
  /** Whether the other side answers each message by itself, so that one without a receipt was lost on its way or back. */
  readonly answersByItself: boolean;
  send(message: WireMessage, caseId: string): Promise<void>;
}

/**
 * Seals a message or receipt for a country and puts it on the topic to it, under our blinded reference of the case. What is
 * sent again is signed by a key of the time it was sent first.
 */
export const publishSealed = async (
  ring: Keyring,
  exchange: Exchange,
  to: Country,
  text: WireMessage | WireReceipt,
  reference: string,
  now: string,
): Promise<void> => {
  const id = text.form === 'message' ? text.messageId : text.receiptId;
  const sealed = await sealText(ring, to, JSON.stringify(text), now, text.sentAt);
  await exchange.publish(
    topicOf(ring.country, to),
    reference,
    writeEnvelope(ring.country, id, sealed),
    envelopeHeaders,
  );
};

/** The channel to a country that has a node: each message goes over the exchange that its instrument names. */
export const sealedChannel = (ring: Keyring, lines: Lines, to: Country, now: () => string): Channel => ({
  answersByItself: true,
  send: (message) =>
    publishSealed(
      ring,
      lines.under(to, message.instrument, message.instrumentVersion),
      to,
      message,
      message.caseRef,
      now(),
    ),
});
