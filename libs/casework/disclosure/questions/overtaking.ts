import type { MessageKind, RecordedCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Country } from '../../words/country.js';
import { carriedBy } from '../carried.js';
import type { OwnMessage } from '../state.js';
import { isStop, restsOnConsent } from '../../records/kinds.js';

/** A message as far as it matters whether another stops it. */
interface Stoppable {
  readonly messageId: string;
  readonly kind: string;
  readonly purpose: string;
  readonly groups: readonly string[];
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}

type Stop = Pick<Stoppable, 'kind' | 'payload'>;
type Said = Readonly<Record<string, unknown>>;
/** Of what a stop does not say it stops all. */
type Covers = (message: Stoppable, said: Said) => boolean;

/** Kinds that plan a return or carry it on. What has happened, a handover or an arrival, is told whatever was stopped. */
const furthering: ReadonlySet<string> = new Set<MessageKind>([
  'RepatriationProposed',
  'RepatriationAgreed',
  'RepatriationCounterProposed',
  'TransitNotified',
  'TransitPermitted',
  'DepartureNotified',
  'ReceptionConfirmed',
  'ReturnResumed',
]);

const nothing: Covers = () => false;
const everything: Covers = () => true;
const theReturn: Covers = ({ kind }) => furthering.has(kind);
const isUnsaid = (said: Said, name: string): boolean => said[name] === undefined;
const groupsIn = (said: Said): readonly unknown[] => (Array.isArray(said['groups']) ? said['groups'] : []);

/** What each kind that stops or undoes something stops of the messages that went before it. */
export const covering: Readonly<Partial<Record<MessageKind, Covers>>> = {
  ContactStopped: everything,
  ConsentWithdrawn: ({ kind, purpose, groups }, said) =>
    restsOnConsent(kind) &&
    (isUnsaid(said, 'purpose') || purpose === said['purpose']) &&
    (isUnsaid(said, 'groups') || groups.some((group) => groupsIn(said).includes(group))),
  MessageRecalled: ({ messageId }, said) => messageId === said['recalled'],
  ReturnSuspended: theReturn,
  ReturnCancelled: theReturn,
  NationalityResultWithdrawn: ({ kind, payload }, said) =>
    kind === 'NationalityResultSent' &&
    (isUnsaid(said, 'decisionId') || payload?.['decisionId'] === said['decisionId']),
  /** Whoever is a child again was corrected to be an adult before: in doubt a child. */
  TreatAsChild: ({ kind, payload }) => kind === 'CorrectionSent' && payload?.['ageBand'] !== undefined,
  DeathAcknowledged: nothing,
  PartyExcluded: nothing,
  /** What its sender holds no more is not to be taken up here either. */
  ErasureRequested: everything,
  ErasureDone: nothing,
  ErasureRefused: nothing,
  UseStopped: nothing,
  RecallDone: nothing,
  RecallPartly: nothing,
};

const coveringByKind: ReadonlyMap<string, Covers> = new Map(Object.entries(covering));

/** Whether one message stops another that went before it. */
const stopsEarlier = ({ kind, payload }: Stop, message: Stoppable): boolean =>
  !isStop(message.kind) && coveringByKind.get(kind)?.(message, payload ?? {}) === true;

/** Whether any message of a kind stops all of another kind that went before it, whatever the two say. */
export const stopsEvery = (kind: string, earlier: string): boolean => {
  if (isStop(earlier)) return false;
  const covers = coveringByKind.get(kind);
  return covers === everything || (covers === theReturn && furthering.has(earlier));
};

/**
 * Whether a message comes after one that was sent later, overtook it and stopped it (design section 5): lost on the way and
 * sent again, or put aside there and taken late.
 */
export const wasStoppedAhead = (
  message: Stoppable & { readonly from: Country; readonly sequence: number },
  { history, letters }: Pick<CaseFile, 'history' | 'letters'>,
): boolean =>
  history.some(
    ({ type, data }) =>
      type === 'MessageReceived' &&
      !letters.theirs.some(({ messageId }) => messageId === data.messageId) &&
      data.from === message.from &&
      data.sequence > message.sequence &&
      data.outcome === 'effective' &&
      stopsEarlier({ kind: data.kind, payload: carriedBy(data) }, message),
  );

/** Whether an event stops a message of ours to a country that is told of it in no message, or by no instrument. */
const stopsUntold = ({ type, data }: RecordedCaseEvent, message: OwnMessage): boolean => {
  if (type === 'DisclosureDenied')
    return data.to === message.to && stopsEarlier({ kind: data.kind }, message);
  const endsReturn = type === 'RepatriationCancelled' || type === 'RepatriationSuspended';
  return endsReturn && data.by !== message.to && theReturn(message, {});
};

/** Whether a message of ours was stopped since it was approved by something of which the other country hears in no message. */
export const wasStoppedUntold = (message: OwnMessage, { history }: Pick<CaseFile, 'history'>): boolean => {
  const approved = history.findIndex(
    ({ type, data }) => type === 'MessageApproved' && data.messageId === message.messageId,
  );
  const since = history.slice(approved + 1);
  const withdrawn = since.flatMap(({ type, data }) => (type === 'ConsentWithdrawn' ? data.consentId : []));
  const rested = restsOnConsent(message.kind) && message.consents.length > 0;
  return (
    (rested && message.consents.every((consentId) => withdrawn.includes(consentId))) ||
    since.some((event) => stopsUntold(event, message))
  );
};

/**
 * Whether a message of ours that has not gone was stopped since it was approved: by one that went or may still go, or by a
 * decision of which the other country could not be told.
 */
export const wasOvertaken = (message: OwnMessage, file: Pick<CaseFile, 'disclosure' | 'history'>): boolean =>
  wasStoppedUntold(message, file) ||
  file.disclosure.own
    .slice(file.disclosure.own.indexOf(message) + 1)
    .some((later) => later.to === message.to && later.status !== 'withheld' && stopsEarlier(later, message));

/** Whether a message of ours that went was stopped there by one that was approved after it. */
export const wasStopped = (message: OwnMessage, { disclosure }: Pick<CaseFile, 'disclosure'>): boolean =>
  disclosure.own
    .slice(disclosure.own.indexOf(message) + 1)
    .some(
      (later) =>
        later.to === message.to &&
        later.status !== 'withheld' &&
        later.receipt !== 'refused' &&
        stopsEarlier(later, message),
    );
