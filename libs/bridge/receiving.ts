import {
  caseCommands,
  correlationOfTheirs,
  exists,
  type BodyOf,
  type CaseFile,
  type Country,
  type TheirMessage,
} from '#casework';
import { asked, fileOf, refusedFor, type AtDesk } from './at-desk.js';
import { notKnown } from './not-known.js';
import { caseIdFor, namedId } from './reference.js';
import {
  toldBy,
  wireForms,
  type WireMessage,
  type WireReceipt,
  type WireText,
  type WireVersion,
} from './wire/message.js';
import { inVersion1 } from './wire/version-1.js';

/** What became of a verified text: done, waiting for one before it or for one text at both nodes, or impossible to process. */
export type Received =
  | { readonly kind: 'finished'; readonly answer?: WireReceipt }
  | { readonly kind: 'gap' }
  | { readonly kind: 'disputed' }
  | { readonly kind: 'dead'; readonly reason: string };

export interface ReceivingParts extends AtDesk {
  /** The case behind a reference that we gave a country: `unblind`. */
  readonly caseOf: (country: Country, reference: string) => string;
  /** The version of the wire in which a country is written to now. */
  readonly speaks: (country: Country) => WireVersion;
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
  { country, now, speaks }: ReceivingParts,
  from: Country,
  message: WireMessage,
  file: CaseFile,
  refusedFor?: string,
): WireReceipt => {
  const receipt = {
    form: 'receipt' as const,
    from: country,
    to: from,
    receiptId: namedId('receipt', country, from, message.messageId),
    messageId: message.messageId,
    yourRef: message.caseRef,
    sentAt: now(),
    ...(refusedFor === undefined
      ? { outcome: 'received' as const }
      : { outcome: 'refused' as const, reason: refusalReason(refusedFor) }),
  };
  const version = speaks(from);
  switch (version) {
    case 1:
      return { wireVersion: version, ...receipt };
    case 2: {
      const recorded = received(file, message.messageId);
      const correlation =
        toldBy(message)?.correlation ??
        (recorded ? correlationOfTheirs(recorded, file.disclosure) : message.messageId);
      return { wireVersion: version, ...receipt, correlation };
    }
  }
};

type Body = BodyOf<'ReceiveMessage'>;

/** What the first version says of a message to the rules. */
const FirstTold = wireForms[1].message
  .omit({ wireVersion: true, form: true, to: true, yourRef: true, caseRef: true })
  .strip();

/**
 * A message as the rules are asked about it, and what tells it from another under its id: what the first version says, for
 * it may come again in another; why not where it names what they do not know: a purpose, a field group.
 */
const bodyOf = (
  message: WireMessage,
): { readonly body: Body; readonly first: Body } | { readonly dead: string } => {
  const { body: schema } = caseCommands.ReceiveMessage;
  const told = { ...FirstTold.parse(message), theirReference: message.caseRef };
  const { data: first, error } = schema.safeParse(told, { reportInput: true });
  if (error) return { dead: notKnown(error) ?? 'malformed' };
  return {
    body: { ...first, ...toldBy(message) },
    first: { ...first, payload: inVersion1(first.payload) },
  };
};

/** Refusals that answer nothing to the sender: the message waits for whoever mends the cause. */
const notPlaced: ReadonlySet<string> = new Set(['different_body', 'not_found', 'unknown_instrument']);

const received = ({ disclosure }: CaseFile, messageId: string): TheirMessage | undefined =>
  disclosure.theirs.find((message) => message.messageId === messageId);

const receiveMessage = async (
  parts: ReceivingParts,
  from: Country,
  message: WireMessage,
  caseId: string,
): Promise<Received> => {
  if (message.yourRef !== undefined && !exists(await fileOf(parts, caseId)))
    return { kind: 'dead', reason: 'unknown_reference' };
  const told = bodyOf(message);
  if ('dead' in told) return { kind: 'dead', reason: told.dead };
  const { messageId } = message;
  const outcome = await asked(parts, {
    id: caseId,
    command: { type: 'ReceiveMessage', body: told.body },
    sameAs: { type: 'ReceiveMessage', body: told.first },
    commandId: namedId('receive', from, messageId),
    correlationId: messageId,
    causationId: messageId,
  });
  const reason = refusedFor(outcome);
  if (reason === 'busy') throw new Busy();
  if (reason !== undefined && notPlaced.has(reason)) return { kind: 'dead', reason };
  if (reason === 'out_of_order') return { kind: 'gap' };
  if (reason === 'instrument_disputed') return { kind: 'disputed' };
  const file = await fileOf(parts, caseId);
  if (reason !== undefined)
    return { kind: 'finished', answer: receiptFor(parts, from, message, file, reason) };
  const recorded = received(file, messageId);
  if (!recorded) throw new Error('The desk did not record the message.');
  return {
    kind: 'finished',
    answer: receiptFor(
      parts,
      from,
      message,
      file,
      recorded.outcome === 'refused' ? (recorded.reason ?? 'refused') : undefined,
    ),
  };
};

const recordReceipt = async (
  parts: ReceivingParts,
  from: Country,
  { messageId, outcome, reason, receiptId }: WireReceipt,
  caseId: string,
): Promise<Received> => {
  const file = await fileOf(parts, caseId);
  if (!exists(file)) return { kind: 'dead', reason: 'unknown_reference' };
  if (file.disclosure.own.find((own) => own.messageId === messageId)?.to !== from)
    return { kind: 'dead', reason: 'unknown_message' };
  const body = { messageId, from, outcome, ...(reason !== undefined && { reason }) };
  const decided = await asked(parts, {
    id: caseId,
    command: { type: 'RecordReceipt', body },
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
