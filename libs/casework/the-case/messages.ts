import type { z } from 'zod';
import {
  isMessageKind,
  messages,
  type BodyOf,
  type MessageKind,
  type NewCaseEvent,
  type PayloadOf,
} from '../records/catalogue.js';
import { goesFirst } from '../coordination/questions/exclusions-abroad.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { isExcluded } from '../coordination/state.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import { accept, notPossibleNow, refuse, type Decision, type Refusal } from '../words/decision.js';
import type { Decisions, Inbound } from '../records/rules.js';
import { isOfExcluded } from '../records/signatures.js';
import { receivers } from './rules.js';
import { asksForWork, isStop, isWarning, outlives } from '../records/kinds.js';
import type { disclosureSystemCommands } from '../disclosure/commands.js';
import { stillMends } from '../crossing/correction.js';
import {
  allowedInbound,
  answersOurs,
  isIntroduced,
  isSameCase,
  isUnderDispute,
  knowsInstrument,
} from '../crossing/admission.js';
import { isSaidNotToCome } from '../disclosure/questions/not-coming.js';
import { notComingIn } from '../disclosure/values.js';
import { letterNumberOf } from '../words/letter-number.js';
import { betweenNodes, channelIn } from '../letters/questions/series.js';
import { recall } from '../crossing/recall.js';
import { withheld } from '../crossing/withheld.js';
import { isRecalled, recallsSomething } from '../disclosure/questions/recalled.js';
import { lookedAt, type Reckoning } from '../words/reckoned.js';
import { groundFor, type DenialReason } from '../crossing/rule.js';
import {
  wasOvertaken,
  wasStopped,
  wasStoppedAhead,
  wasStoppedUntold,
} from '../disclosure/questions/overtaking.js';
import {
  nextSequenceFrom,
  nextSequenceTo,
  notReleased,
  releasedMessage,
  releasedTo,
  type OwnMessage,
} from '../disclosure/state.js';

const schemas: { readonly [K in MessageKind]: { readonly schema: z.ZodType<PayloadOf<K>> } } = messages;

const effectOf = <K extends MessageKind>(
  kind: K,
  payload: unknown,
  file: CaseFile,
  context: Context,
  inbound: Inbound,
): Decision<NewCaseEvent> => {
  const parsed = schemas[kind].schema.safeParse(payload);
  return parsed.success
    ? receivers[kind](parsed.data, file, context, inbound)
    : refuse('bad_payload', 'The payload does not have the form of its kind.');
};

const effectiveOrRefused = (
  body: BodyOf<'ReceiveMessage'>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { kind, from } = body;
  if (!isMessageKind(kind)) return refuse('bad_payload', 'This node does not know the kind of message.');
  if (!allowedInbound(body, file, context))
    return isUnderDispute(body, context)
      ? refuse('instrument_disputed', 'Its sender holds another text: it waits until both hold the same.')
      : refuse('outside_clause', 'The message is not what its clause allows.');
  if (!isSameCase(body, file))
    return refuse('unknown_reference', 'The sender speaks of this person under another reference.');
  if (!isIntroduced(kind, from, file) && !endsAllBefore(body, file))
    return refuse('wrong_state', 'Notify the case first.');
  if (file.repatriation.diedAt !== undefined && asksForWork(kind)) return notPossibleNow();
  if (file.contact.stopped.includes(from) && asksForWork(kind)) return notPossibleNow();
  if (file.coordination.closed && asksForWork(kind)) return refuse('case_closed', 'The case is closed here.');
  if (wasStoppedAhead(body, file)) return refuse('wrong_state', 'Its sender stopped it before it came.');
  if (!answersOurs(body, file))
    return refuse('unknown_reference', 'The message answers none that went to its sender.');
  return linkedAnew(
    body,
    file,
    effectOf(kind, body.payload, file, context, { ...body, ...dueHere(body, context) }),
  );
};

/** How the day by which it is to be answered is to be taken here: its sender counted by the calendar of this country. */
const dueHere = (
  { answerDue: day, sentAt: start, instrument, instrumentVersion, clause }: BodyOf<'ReceiveMessage'>,
  context: Context,
): { readonly reckonedBy?: Reckoning } => {
  const within = context.instruments
    .find(({ code, version }) => code === instrument && version === instrumentVersion)
    ?.clauses.find(({ id }) => id === clause)?.answerWithin;
  return day !== undefined && within
    ? lookedAt('answerDue', { start, day, within }, context.facts(context.country))
    : {};
};

/** Whether it takes back all that was sent before it, of which nothing came: the person stays unknown here. */
const endsAllBefore = (
  { kind, from, sequence, payload }: BodyOf<'ReceiveMessage'>,
  file: CaseFile,
): boolean =>
  isStop(kind) &&
  sequence > 1 &&
  nextSequenceFrom(betweenNodes(file), from) === 1 &&
  nextSequenceFrom(betweenNodes(file), from, notComingIn(payload)) === sequence;

/**
 * Who closed the case over there and asks for work again has opened it again; and whose node speaks of a case for the first
 * time that was written about on paper tells under which reference it is known there.
 */
const linkedAnew = (
  { kind, from, theirReference }: BodyOf<'ReceiveMessage'>,
  file: CaseFile,
  effect: Decision<NewCaseEvent>,
): Decision<NewCaseEvent> => {
  const partner = file.coordination.partners.get(from);
  const opensAgain = partner?.closed === true && asksForWork(kind) && kind !== 'CaseNotified';
  const isKnown = partner === undefined || partner.theirReference === theirReference;
  if (effect.refusal || (!opensAgain && isKnown)) return effect;
  return {
    ...effect,
    events: [{ type: 'PartnerLinked', data: { country: from, theirReference } }, ...effect.events],
  };
};

/** Messages of a return that leave the two sides with different plans where one is not taken. */
const planning: ReadonlySet<string> = new Set<MessageKind>([
  'RepatriationProposed',
  'RepatriationAgreed',
  'RepatriationCounterProposed',
  'RepatriationDeclined',
  'DepartureNotified',
  'ReceptionConfirmed',
  'ReturnResumed',
]);

/** Both focal points see that a plan of a return was not taken, here and where it came from. */
const notTaken = (kind: string, messageId: string): NewCaseEvent[] =>
  planning.has(kind) ? [irregularity('return_plan_not_taken', messageId)] : [];

const isNumberUsed = ({ from, sequence }: BodyOf<'ReceiveMessage'>, file: CaseFile): boolean =>
  betweenNodes(file).theirs.some((theirs) => theirs.from === from && theirs.sequence === sequence);

const alreadyUsed = () => refuse('already_exists', 'Another country sent a message with that id.');

/** What the other country may read of a refusal: nothing above P1. */
const outward = (refusal: Refusal): string =>
  refusal.dataClass === 'P1' ? refusal.code : 'not_possible_now';

/** Whether anything of the person went to a country. */
const hasTold = (country: Country, { disclosure }: CaseFile): boolean =>
  releasedTo(disclosure, country).some(({ kind }) => !isStop(kind));

/** Whether a message warns of what is no longer decided here, though no recall of it could be approved. */
const isTakenBack = ({ kind, payload }: OwnMessage, { alerts }: CaseFile): boolean =>
  isWarning(kind) && !alerts.decided.some(({ alertId }) => alertId === payload?.['alertId']);

/** Whether a message names a person of this country whom the partner would talk to and who is excluded. */
const namesExcludedPerson = ({ payload }: OwnMessage, { coordination }: CaseFile): boolean =>
  typeof payload?.['focalPerson'] === 'string' &&
  isExcluded(coordination, { officialId: payload['focalPerson'] });

/** Why an approved message may not go after all, asked of the file and the instruments as they are now. */
const whyNoMore = (
  message: OwnMessage,
  kind: MessageKind,
  file: CaseFile,
  context: Context,
): DenialReason | 'unreadable' | 'nothing_sent' | 'recalled' | 'person_died' | undefined => {
  if (message.status === 'approved' && !isStop(kind) && isOfExcluded(message.approvedBy, file))
    return 'excluded_party';
  if (!isStop(kind) && namesExcludedPerson(message, file)) return 'excluded_party';
  const ground = groundFor(kind, message.to, file, context, { approved: message });
  if (typeof ground === 'string') return ground;
  if (message.payload === undefined) return 'unreadable';
  if (isRecalled(file, message) || isTakenBack(message, file)) return 'recalled';
  if (isWarning(kind) && file.repatriation.diedAt !== undefined) return 'person_died';
  if (kind === 'MessageRecalled' && !recallsSomething(message, file)) return 'nothing_sent';
  if (kind === 'ErasureRequested' && !hasTold(message.to, file)) return 'nothing_sent';
  const covered = message.groups.every((group) => ground.groups.includes(group));
  const mends = kind !== 'CorrectionSent' || stillMends(message, file, context);
  return covered && mends ? undefined : 'consent_missing';
};

/** The question of the release once more, as if the message had not gone. */
const mayGoAgain = (message: OwnMessage, file: CaseFile, context: Context): boolean =>
  isMessageKind(message.kind) &&
  !wasStoppedUntold(message, file) &&
  whyNoMore(
    message,
    message.kind,
    { ...file, disclosure: notReleased(file.disclosure, message.messageId) },
    context,
  ) === undefined;

/** Whether a message that was released may still leave the house: of a letter it is asked whenever one is made. */
export const mayStillGo = (messageId: string, file: CaseFile, context: Context): boolean => {
  const message = releasedMessage(file.disclosure, messageId);
  return message !== undefined && !wasStopped(message, file) && mayGoAgain(message, file, context);
};

const waitsForNoReceipt = () => refuse('wrong_state', 'No message of that id waits for its receipt.');

const keptBackByDispute = () =>
  refuse('instrument_disputed', 'That country holds another text. It goes again once both hold the same.');

/** As if no country held another text of anything. */
const withoutDisputes = (context: Context): Context => ({
  ...context,
  instruments: context.instruments.map(({ disputedWith: _disputed, ...instrument }) => instrument),
});

const notYet = () => refuse('wrong_state', 'The message waits for its hour.');

/** The first word of the person goes before an exclusion, which would bind nobody yet; all else after those that stand. */
const waitsForTurn = ({ kind, to }: OwnMessage, file: CaseFile): boolean => {
  const { own, theirs } = file.disclosure;
  const begun = releasedTo(file.disclosure, to).length > 0 || theirs.some(({ from }) => from === to);
  if (kind === 'PartyExcluded')
    return (
      !begun && own.some((other) => other.to === to && other.status === 'approved' && !isStop(other.kind))
    );
  return !isStop(kind) && begun && goesFirst(file, to);
};

const notItsTurn = () => refuse('wrong_state', 'Another message of this case goes before it.');

/**
 * What came, with its effect. What is refused leaves a record that it came, and why it had no effect, without its payload. What
 * names an instrument of which this node has no text is neither taken nor refused: it waits until the text is here. So does what
 * the own text does not allow while its sender holds another, and, where it came `early`, what has no effect yet.
 */
export const receivedAs = (
  body: BodyOf<'ReceiveMessage'>,
  file: CaseFile,
  context: Context,
  { gone = [], early }: { readonly gone?: readonly number[]; readonly early?: () => Decision<never> } = {},
): Decision<NewCaseEvent> => {
  if (!knowsInstrument(body, context))
    return refuse('unknown_instrument', 'Bring the instrument that it names in here, then take it again.');
  const effect = effectiveOrRefused(body, file, context);
  if (early && effect.refusal) return early();
  if (effect.refusal?.code === 'instrument_disputed') return effect;
  const { theirReference: _reference, payload, ...message } = body;
  const content = outlives(body.kind) ? { references: payload } : { payload };
  const none = file.erasure.erased ? {} : { payload: {} };
  const skips = gone.length > 0 ? { notComing: [...gone] } : {};
  return accept<NewCaseEvent>(
    {
      type: 'MessageReceived',
      data: effect.refusal
        ? { ...message, ...skips, ...none, outcome: 'refused', reason: outward(effect.refusal) }
        : { ...message, ...dueHere(body, context), ...skips, ...content, outcome: 'effective' },
    },
    ...(effect.refusal ? notTaken(body.kind, body.messageId) : []),
    ...effect.events,
  );
};

export const messageDecisions: Decisions<typeof disclosureSystemCommands> = {
  ReleaseMessage: ({ messageId }, file, context) => {
    const message = file.disclosure.own.find((own) => own.messageId === messageId);
    if (message?.status !== 'approved' || !isMessageKind(message.kind)) return accept();
    if (Date.parse(context.now) < Date.parse(message.notBefore ?? context.now)) return notYet();
    const { kind, to } = message;
    if (waitsForTurn(message, file)) return notItsTurn();
    const letter =
      channelIn(to, file, context) === 'paper' ? letterNumberOf(context.country, to, messageId) : undefined;
    const reason =
      whyNoMore(message, kind, file, context) ?? (wasOvertaken(message, file) ? 'recalled' : undefined);
    return reason === undefined
      ? accept({
          type: 'MessageReleased',
          data: {
            ...{ messageId, kind, to, sequence: nextSequenceTo(file.disclosure, to, letter !== undefined) },
            ...(letter === undefined ? {} : { letter }),
          },
        })
      : accept(withheld(message, reason, file));
  },

  /** Why a message may not go again is told to nobody; what only a difference of texts keeps back waits for its end. */
  SendMessageAgain: ({ messageId }, file, context) => {
    const message = releasedMessage(file.disclosure, messageId);
    if (!message || message.receipt) return waitsForNoReceipt();
    if (mayGoAgain(message, file, context)) return accept();
    return mayGoAgain(message, file, withoutDisputes(context)) ? keptBackByDispute() : notPossibleNow();
  },

  /**
   * Whether it arrived is not known: where it did, it is used no more, so that both sides hold the same of it; where it did
   * not, its number is waited for no more.
   */
  GiveUpMessage: ({ messageId }, file, context) => {
    const message = releasedMessage(file.disclosure, messageId);
    if (!message || message.receipt) return waitsForNoReceipt();
    if (isStop(message.kind) || mayGoAgain(message, file, withoutDisputes(context))) return notPossibleNow();
    if (isSaidNotToCome(file.disclosure, message)) return accept();
    const told = recall(message, 'stop_use', file, context);
    return told.approved ? accept(told.event) : notPossibleNow();
  },

  /** What stops something takes effect before its turn where it has one; where it has none yet, it waits like any other. */
  ReceiveMessage: (body, file, context) => {
    const known = file.disclosure.theirs.find(({ messageId }) => messageId === body.messageId);
    if (known) return known.from === body.from ? accept() : alreadyUsed();
    const gone = isStop(body.kind) ? notComingIn(body.payload) : [];
    const expected = nextSequenceFrom(betweenNodes(file), body.from, gone);
    const early = () => refuse('out_of_order', `Message ${expected} of this case has not come yet.`);
    const ahead = body.sequence > expected;
    if (isNumberUsed(body, file)) return refuse('sequence_used', 'Another message came under this number.');
    if (ahead && !isStop(body.kind)) return early();
    return receivedAs(body, file, context, { gone, ...(ahead ? { early } : {}) });
  },

  RecordReceipt: ({ messageId, from, outcome, reason }, file) => {
    const message = releasedMessage(file.disclosure, messageId);
    if (message?.to !== from || message.receipt) return accept();
    return accept<NewCaseEvent>(
      {
        type: 'MessageReceipted',
        data: { messageId, kind: message.kind, from, outcome, ...(reason ? { reason } : {}) },
      },
      ...(outcome === 'refused' ? notTaken(message.kind, messageId) : []),
    );
  },
};
