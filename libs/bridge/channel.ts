import type { Country } from '#casework';
import { seal, type Keyring } from './crypto/seal.js';
import type { Exchange } from './exchange.js';
import type { Lines } from './lines.js';
import { topicOf } from './topics.js';
import { envelopeHeaders, writeEnvelope } from './wire/envelope.js';
import type { WireMessage, WireReceipt } from './wire/message.js';

/** How messages reach one country. Resolves when the message is kept durably on its way. */
export interface Channel {
  send(message: WireMessage, caseId: string): Promise<void>;
}

/** Seals a message or receipt for a country and puts it on the topic to it, under our blinded reference of the case. */
export const publishSealed = async (
  ring: Keyring,
  exchange: Exchange,
  to: Country,
  text: WireMessage | WireReceipt,
  reference: string,
  now: string,
): Promise<void> => {
  const id = text.form === 'message' ? text.messageId : text.receiptId;
  const sealed = await seal(ring, to, JSON.stringify(text), now);
  await exchange.publish(
    topicOf(ring.country, to),
    reference,
    writeEnvelope(ring.country, id, sealed),
    envelopeHeaders,
  );
};

/** The channel to a country that has a node: each message goes over the exchange that its instrument names. */
export const sealedChannel = (ring: Keyring, lines: Lines, to: Country, now: () => string): Channel => ({
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
