import { isMessageKind, messages, type BodyOf, type MessageKind } from '../records/catalogue.js';
import { dayIn } from '../words/calendar.js';
import type { CaseFile } from '../records/file.js';
import { hasLetters, hasSpoken } from '../letters/questions/series.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import type { Field } from '../words/field.js';
import { today } from '../words/today.js';
import { countingAt, heldAt, heldBy, inForceOn, type Instrument } from '../words/instrument.js';
import { begunUnder } from './rule.js';
import { releasedMessage } from '../disclosure/state.js';
import { isStop } from '../records/kinds.js';

type Received = BodyOf<'ReceiveMessage'>;

/** Whether every field of the payload belongs to a group that the message says it carries, and none is vital. */
const staysInGroups = (kind: MessageKind, { payload, groups }: Received): boolean => {
  const fields: Readonly<Record<string, Field>> = messages[kind].fields;
  return Object.keys(payload).every((name) => {
    const field = fields[name];
    return field !== undefined && field.dataClass !== 'P4' && groups.includes(field.group);
  });
};

/** Whether a notice had it hold when the message went, by the sender's clock, which is a little ahead of the own one. */
const heldAheadOfUs = ({ changes = [] }: Instrument, sentAt: string, { now }: Context): boolean => {
  const last = changes.findLast(({ at }) => at <= sentAt);
  return last !== undefined && last.at > now && (last.became === 'in_force' || last.became === 'resumed');
};

const named = (
  { instrument, instrumentVersion }: Received,
  { instruments }: Context,
): Instrument | undefined =>
  instruments.find(({ code, version }) => code === instrument && version === instrumentVersion);

/** Whether this node has the text of the instrument that a message names, in force or not: without it nothing can be judged. */
export const knowsInstrument = (received: Received, context: Context): boolean =>
  named(received, context) !== undefined;

/** Whether its sender holds another text of the instrument than this node: what the own text does not allow, theirs may. */
export const isUnderDispute = (received: Received, context: Context): boolean =>
  named(received, context)?.disputedWith?.includes(received.from) === true;

/**
 * Whether a message is what its sender's clause allows: from another country, under an instrument between the two that
 * held and counted when it was sent there, for the clause's purpose, within its field groups. Of an instrument that has ended
 * or was suspended since, only what finishes something begun is taken, what stops something, and a warning; one that a later
 * version replaced goes over into it. While the two hold different texts, what set out is taken that the own text allows.
 */
export const allowedInbound = (received: Received, file: CaseFile, context: Context): boolean => {
  const { kind, from, sentAt } = received;
  if (!isMessageKind(kind) || from === context.country) return false;
  const instrument = named(received, context);
  if (!instrument) return false;
  const sentOn = dayIn(context.facts(from).timeZone, sentAt);
  const held =
    heldAt(instrument, sentAt, sentOn) &&
    countingAt(context.instruments, from, context.country, sentAt, sentOn).includes(instrument);
  const holds =
    instrument.status === 'superseded' ||
    inForceOn(instrument, today(context)) ||
    heldAheadOfUs(instrument, sentAt, context);
  const { finishes, stops, warns } = messages[kind];
  const finishing =
    (stops || warns || (finishes && begunUnder(file, instrument, from))) &&
    heldBy(instrument, today(context));
  if (!(held && holds) && !finishing) return false;
  return (
    staysInGroups(kind, received) &&
    instrument.clauses.some(
      (clause) =>
        clause.id === received.clause &&
        clause.kind === kind &&
        clause.purpose === received.purpose &&
        clause.from.includes(from) &&
        clause.to.includes(context.country) &&
        received.groups.every((group) => clause.carries.includes(group)),
    )
  );
};

/** Kinds with which a country may speak of a person for the first time; what told of one whom it erased may be lost. */
const opening: readonly MessageKind[] = ['CaseNotified', 'TransitNotified', 'ErasureRequested'];

/** Whether a kind is one with which a country speaks of a person for the first time. */
export const isOpening = (kind: string): boolean => (opening as readonly string[]).includes(kind);

/** Whether a kind can be taken now: the first of all must tell of the person. */
export const isIntroduced = (kind: MessageKind, from: Received['from'], file: CaseFile): boolean =>
  opening.includes(kind) ||
  file.coordination.opened ||
  file.disclosure.theirs.some(
    (message) => message.from === from && message.outcome === 'effective' && !isStop(message.kind),
  );

/** Whether no node of a country told its reference of the case: a letter has none, and one stands in its place. */
const isMadeUp = (from: Country, file: CaseFile): boolean => hasLetters(from, file) && !hasSpoken(from, file);

/**
 * Whether a message comes from the sender's case that this one is linked with: one about somebody else, sent under our
 * reference by mistake, would mix two persons up.
 */
export const isSameCase = ({ from, theirReference }: Received, file: CaseFile): boolean => {
  const partner = file.coordination.partners.get(from);
  return partner === undefined || partner.theirReference === theirReference || isMadeUp(from, file);
};

/** Whether a message that says it answers one of ours names one that went to its sender. */
export const answersOurs = ({ answers, from }: Received, file: CaseFile): boolean =>
  answers === undefined || releasedMessage(file.disclosure, answers)?.to === from;
