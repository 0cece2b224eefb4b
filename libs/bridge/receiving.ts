import type { Actor, Country } from '#casework';
import { refusedFor, type CommandDesk } from './desk-port.js';
import { caseIdFor, namedId } from './reference.js';
import { wireVersion, type WireMessage, type WireReceipt, type WireText } from './wire/message.js';

/** What became of a verified text: done, waiting for one before it, or impossible to process. */
export type Received =
  | { readonly kind: 'finished'; readonly answer?: WireReceipt }
  | { readonly kind: 'gap' }
  | { readonly kind: 'dead'; readonly reason: string };

export interface ReceivingParts {
  readonly country: Country;
  readonly desk: CommandDesk;
  readonly actor: Actor;
  /** The case behind a reference that we gave a country: `unblind`. */
  readonly caseOf: (country: Country, reference: string) => string;
  /** Instant of now, ISO 8601 in UTC. */
  readonly now: () => string;
}

/** Our case that a text is about: the one it names, or the one that belongs to the sender's own reference. */
export const caseConcerned = (parts: ReceivingParts, from: Country, text: WireText): string => {
  if (text.yourRef !== undefined) return parts.caseOf(from, text.yourRef);
  return text.form === 'message' ? caseIdFor(parts.country, from, text.caseRef) : '';
};

/** Others write to the same case: tried again a little later. */
class Busy extends Error {
  override readonly name = 'Busy';
}

const refusalReason = (code: string): string => (/^[a-z][a-z0-9_]{0,63}$/.test(code) ? code : 'refused');

const receiptFor = (
  { country, now }: ReceivingParts,
  from: Country,
  message: WireMessage,
  refusedFor?: string,
): WireReceipt => ({
  wireVersion,
  form: 'receipt',
  from: country,
  to: from,
  receiptId: namedId('receipt', country, from, message.messageId),
  messageId: message.messageId,
  yourRef: message.caseRef,
  sentAt: now(),
  ...(refusedFor === undefined
    ? { outcome: 'received' }
    : { outcome: 'refused', reason: refusalReason(refusedFor) }),
});

const receiveMessage = async (
  parts: ReceivingParts,
  from: Country,
  message: WireMessage,
  caseId: string,
): Promise<Received> => {
  const { desk, actor } = parts;
  if (message.yourRef !== undefined && (await desk.file(caseId)).revision < 0)
    return { kind: 'dead', reason: 'unknown_reference' };
  const { messageId, kind, caseRef, sequence, sentAt, answers, answerDue } = message;
  const { instrument, instrumentVersion, clause, purpose, groups, scope, payload } = message;
  const outcome = await desk.handle({
    type: 'ReceiveMessage',
    body: {
      messageId,
      kind,
      from,
      theirReference: caseRef,
      sequence,
      sentAt,
      ...(answers !== undefined && { answers }),
      ...(answerDue !== undefined && { answerDue }),
      instrument,
      instrumentVersion,
      clause,
      purpose,
      groups,
      ...(scope !== undefined && { scope }),
      payload,
    },
    caseId,
    actor,
    commandId: namedId('receive', from, messageId),
    correlationId: messageId,
    causationId: messageId,
  });
  const reason = refusedFor(outcome);
  if (reason === 'busy') throw new Busy();
  if (reason === 'different_body' || reason === 'not_found' || reason === 'malformed')
    return { kind: 'dead', reason };
  if (reason === 'out_of_order') return { kind: 'gap' };
  if (reason !== undefined) return { kind: 'finished', answer: receiptFor(parts, from, message, reason) };
  const recorded = (await desk.file(caseId)).theirs(messageId);
  if (!recorded) throw new Error('The desk did not record the message.');
  return {
    kind: 'finished',
    answer: receiptFor(
      parts,
      from,
      message,
      recorded.outcome === 'refused' ? (recorded.reason ?? 'refused') : undefined,
    ),
  };
};

const recordReceipt = async (
  { desk, actor }: ReceivingParts,
  from: Country,
  { messageId, outcome, reason, receiptId }: WireReceipt,
  caseId: string,
): Promise<Received> => {
  const file = await desk.file(caseId);
  if (file.revision < 0) return { kind: 'dead', reason: 'unknown_reference' };
  if (file.own(messageId)?.to !== from) return { kind: 'dead', reason: 'unknown_message' };
  const decided = await desk.handle({
    type: 'RecordReceipt',
    body: { messageId, from, outcome, ...(reason !== undefined && { reason }) },
    caseId,
    actor,
    commandId: namedId('receipted', from, messageId, outcome, reason ?? ''),
    correlationId: messageId,
    causationId: receiptId,
  });
  const refused = refusedFor(decided);
  if (refused === 'busy') throw new Busy();
  return refused === undefined || refused === 'erased'
    ? { kind: 'finished' }
    : { kind: 'dead', reason: refused };
};

/** Gives a verified text to the desk. Throws only what may pass by itself. */
export const receive = (
  parts: ReceivingParts,
  from: Country,
  text: WireText,
  caseId: string,
): Promise<Received> =>
  text.form === 'message'
    ? receiveMessage(parts, from, text, caseId)
    : recordReceipt(parts, from, text, caseId);
