import { isStop, type Country, type MessageCatalogue } from '#casework';
import { publishSealed } from './channel.js';
import type { Keyring } from './crypto/seal.js';
import type { Exchange, ExchangeRecord } from './exchange.js';
import { lanes, backOff, pause } from '#pacing';
import type { Lines } from './lines.js';
import { errorCode } from '#following';
import { noMetrics, type BridgeMetrics } from './metrics.js';
import { readRecord } from './read-text.js';
import { caseConcerned, receive, type Received, type ReceivingParts } from './receiving.js';
import type { DeadLetters } from './tables/dead-letters.js';
import type { ParkedMessages } from './tables/parked-messages.js';
import { inboundGroup, topicOf } from './topics.js';
import type { WireText } from './wire/message.js';

export interface InboundParts extends ReceivingParts {
  /** Countries whose nodes write to us. */
  readonly senders: readonly Country[];
  readonly lines: Lines;
  readonly ring: Keyring;
  /** Kinds of message that this node understands: casework's `messages`. */
  readonly catalogue: MessageCatalogue;
  readonly parked: ParkedMessages;
  readonly deadLetters: DeadLetters;
  /** Our blinded reference of a case for a country: `blind`. */
  readonly referenceFor: (country: Country, caseId: string) => string;
  readonly metrics?: BridgeMetrics;
  /** Milliseconds between looks for parked messages that are due. */
  readonly retryEvery?: number;
  /** Milliseconds before the first retry; doubles up to a minute. */
  readonly firstPause?: number;
  /** Milliseconds before a topic is read anew where the exchange gave it up. */
  readonly readAnewAfter?: number;
  readonly onTrouble?: (errorName: string) => void;
}

export type Retaken = { readonly taken: true } | { readonly taken: false; readonly reason: string };

const gapPause = 30_000;
/** Milliseconds between looks for letters that were kept long enough. */
const dropEvery = 3_600_000;

/**
 * Consumes what other nodes sent: verifies, gives to the desk, answers with a receipt. A message that comes too early, whose
 * text differs from its sender's, or that fails for a reason that may pass, is parked with its case; what cannot be processed goes to the dead letters, and the
 * messages behind it in its case wait for it as for any gap. What stops something waits for none.
 */
export const inbound = (parts: InboundParts) => {
  const { country, senders, lines, ring, catalogue, parked, deadLetters, referenceFor, now } = parts;
  const { metrics = noMetrics, retryEvery = 1_000, firstPause = 200, onTrouble = () => undefined } = parts;
  const { readAnewAfter = 30_000 } = parts;
  const inLane = lanes();

  const attempt = async (from: Country, text: WireText, caseId: string): Promise<Received> => {
    const received = await receive(parts, from, text, caseId);
    if (received.kind !== 'finished') return received;
    if (!received.answer || text.form === 'receipt') {
      metrics.count('receipt_recorded', { with: from });
      return received;
    }
    metrics.count('message_received', {
      with: from,
      reason: received.answer.reason ?? received.answer.outcome,
    });
    const exchange = lines.under(from, text.instrument, text.instrumentVersion);
    await publishSealed(ring, exchange, from, received.answer, referenceFor(from, caseId), now());
    metrics.count('receipt_published', { with: from });
    return received;
  };

  const bury = async (from: Country, record: ExchangeRecord, reason: string): Promise<Retaken> => {
    await deadLetters.keep(record, reason);
    metrics.count('dead_lettered', { with: from, reason });
    return { taken: false, reason };
  };

  const park = async (
    from: Country,
    record: ExchangeRecord,
    text: WireText,
    caseId: string,
    reason: string,
  ) => {
    const place =
      text.form === 'message'
        ? { messageId: text.messageId, sequence: text.sequence, overtakes: isStop(text.kind) }
        : { messageId: text.receiptId, sequence: 0, overtakes: false };
    const wait = reason === 'gap' ? gapPause : backOff(1, firstPause);
    await parked.park({ sender: from, caseId, record, ...place }, reason, wait);
    metrics.count('inbound_parked', { with: from, reason });
  };

  /**
   * Takes what waits in a case, lowest sequence first, as far as it goes, and beyond what is missing whatever stops
   * something: whether it took any.
   */
  const drainOnce = async (caseId: string, from: Country): Promise<boolean> => {
    let took = false;
    let missing = false;
    for (const { record, messageId, attempts, overtakes } of await parked.ofCase(caseId, from)) {
      if (missing && !overtakes) continue;
      const reading = await readRecord(ring, catalogue, from, record);
      try {
        const received: Received =
          'failure' in reading
            ? { kind: 'dead', reason: reading.failure }
            : await attempt(from, reading.text, caseId);
        if (received.kind === 'gap' || received.kind === 'disputed') {
          const longer =
            received.kind === 'gap'
              ? backOff(attempts, gapPause, 600_000)
              : backOff(attempts + 1, firstPause);
          await parked.failedAgain(from, messageId, received.kind, longer);
          missing = true;
          continue;
        }
        if (received.kind === 'dead') await bury(from, record, received.reason);
        await parked.remove(from, messageId);
        took = true;
      } catch (error) {
        await parked.failedAgain(from, messageId, errorCode(error), backOff(attempts + 1, firstPause));
      }
    }
    return took;
  };

  /**
   * Within the lane of the case. Looks again after every message taken: another process may have parked the next one
   * meanwhile, and tried it before this one was done.
   */
  const drain = async (caseId: string, from: Country): Promise<void> => {
    while (await drainOnce(caseId, from));
  };

  const take = async (from: Country, record: ExchangeRecord): Promise<Retaken> => {
    const reading = await readRecord(ring, catalogue, from, record);
    if ('failure' in reading) return bury(from, record, reading.failure);
    const { text } = reading;
    const caseId = caseConcerned(parts, from, text);
    return inLane(caseId, async (): Promise<Retaken> => {
      try {
        const received = await attempt(from, text, caseId);
        if (received.kind === 'dead') return await bury(from, record, received.reason);
        if (received.kind === 'gap' || received.kind === 'disputed')
          await park(from, record, text, caseId, received.kind);
      } catch (error) {
        await park(from, record, text, caseId, errorCode(error));
        return { taken: true };
      }
      if (text.form === 'message') await drain(caseId, from);
      return { taken: true };
    });
  };

  const senderOf = (value: string): Country | undefined => senders.find((sender) => sender === value);

  const retryWhenDue = async (signal: AbortSignal): Promise<void> => {
    let droppedAt = -Infinity;
    while (!signal.aborted) {
      try {
        if (Date.now() - droppedAt > dropEvery) {
          await deadLetters.dropEnded();
          droppedAt = Date.now();
        }
        for (const { caseId, sender } of await parked.due()) {
          const from = senderOf(sender);
          if (from) await inLane(caseId, () => drain(caseId, from));
        }
      } catch (error) {
        onTrouble(errorCode(error));
      }
      await pause(retryEvery, signal);
    }
  };

  /** Reads a topic for as long as the signal does not abort: also where the exchange gave up, which none should. */
  const read = async (exchange: Exchange, from: Country, signal: AbortSignal): Promise<void> => {
    const handler = async (record: ExchangeRecord): Promise<void> => void (await take(from, record));
    while (!signal.aborted) {
      try {
        await exchange.consume(topicOf(from, country), inboundGroup, handler, { signal });
        return;
      } catch (error) {
        onTrouble(errorCode(error));
        await pause(readAnewAfter, signal);
      }
    }
  };

  /** Consumes every sender's topic on every exchange with it until the signal aborts; several processes may, the exchange deals them out. */
  const consume = async (signal: AbortSignal): Promise<void> => {
    await Promise.all(
      senders.flatMap((from) => lines.from(from).map((exchange) => read(exchange, from, signal))),
    );
  };

  return {
    consume,
    /** Takes what is parked and due until the signal aborts; one process at a time should. */
    retryParked: retryWhenDue,
    /** Both at once, for a node of one process. */
    run: async (signal: AbortSignal): Promise<void> => {
      await Promise.all([consume(signal), retryWhenDue(signal)]);
    },
    /** Takes a dead letter again after its cause was mended; says why where it is still one. */
    retake: async (id: string): Promise<Retaken> => {
      const letter = await deadLetters.find(id);
      const from = letter && senders.find((sender) => topicOf(sender, country) === letter.record.topic);
      if (!letter || !from) return { taken: false, reason: 'unknown_letter' };
      const retaken = await take(from, letter.record);
      if (retaken.taken) await deadLetters.retaken(id);
      return retaken;
    },
  };
};
