import type { MessageKind } from './catalogue.js';

/** Kinds of messages that call for an answer, and the kinds that are one (domain.md 3.1). */
const answers: Partial<Record<MessageKind, readonly MessageKind[]>> = {
  CaseNotified: ['CaseAcknowledged'],
  DeathNotified: ['DeathAcknowledged'],
  NationalityConfirmationRequested: ['NationalityResultSent'],
  AdditionalInformationRequested: ['AdditionalInformationProvided'],
  ConsularAccessRequested: ['ConsularInterviewHeld'],
  FamilyTracingRequested: ['FamilyAssessmentSent'],
  RiskAssessmentShared: ['RiskAssessmentShared'],
  NeedsAndPlanShared: ['PlanAccepted'],
  RepatriationProposed: ['RepatriationAgreed', 'RepatriationCounterProposed', 'RepatriationDeclined'],
  TransitNotified: ['TransitPermitted'],
  DepartureNotified: ['ReceptionConfirmed'],
  CourtOutcomeNotified: ['DeliveryConfirmed'],
  ConsentWithdrawn: ['UseStopped'],
  ContactStopped: ['UseStopped'],
  MessageRecalled: ['RecallDone', 'RecallPartly'],
  ErasureRequested: ['ErasureDone', 'ErasureRefused'],
  SafetyAlert: ['SafetyAlertAcknowledged'],
};

const answeredBy: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(answers));

interface Message {
  readonly kind: string;
  readonly answers?: string | undefined;
}

/** Whether a message is one that the other side has to answer. One that answers its own kind ends the exchange. */
export const callsForAnswer = (message: Message & { readonly answerDue?: string | undefined }): boolean => {
  const { kind, answers: question, answerDue } = message;
  const ends = question !== undefined && answeredBy.get(kind)?.includes(kind) === true;
  return !ends && (answeredBy.has(kind) || answerDue !== undefined);
};

/** Whether a message answers a question: it names it, or, naming none, is of a kind that answers such questions. */
export const isAnswerTo = (
  question: { readonly messageId: string; readonly kind: string },
  { kind, answers: named }: Message,
): boolean =>
  (named === undefined || named === question.messageId) &&
  (answeredBy.get(question.kind)?.includes(kind) ?? named === question.messageId);

/** Kinds of which a newer one takes the place of what was asked before, and what it replaces. */
const replaces: Partial<Record<MessageKind, readonly MessageKind[]>> = {
  ErasureRequested: ['ErasureRequested'],
  CaseNotified: ['CaseNotified'],
  RiskAssessmentShared: ['RiskAssessmentShared'],
  RepatriationProposed: ['RepatriationProposed', 'DepartureNotified'],
  DepartureNotified: ['DepartureNotified'],
};

const replacedBy: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(replaces));

/** Whether nobody waits for an answer to a question of the first kind once the same side asked the second. */
export const isReplacedBy = (earlier: string, later: string): boolean =>
  replacedBy.get(later)?.includes(earlier) === true;

/**
 * Kinds that ask for work or bring data for it: a closed case takes none, and its sender is told so. News, answers and
 * whatever stops are taken, for what happened is not undone by closing.
 */
const asking: readonly string[] = [
  'CaseNotified',
  'CaseFormSent',
  'NationalityConfirmationRequested',
  'AdditionalInformationRequested',
  'ConsularAccessRequested',
  'FamilyTracingRequested',
  'NeedsAndPlanShared',
  'RepatriationProposed',
  'RepatriationCounterProposed',
  'TransitNotified',
  'DepartureNotified',
  'ReturnResumed',
] satisfies readonly MessageKind[];

export const asksForWork = (kind: string): boolean => asking.includes(kind);

/** Kinds that serve the way home alone: once the person is there, nobody waits for an answer to them. */
const onTheWayHome: readonly string[] = [
  'NationalityConfirmationRequested',
  'AdditionalInformationRequested',
  'ConsularAccessRequested',
  'FamilyTracingRequested',
  'RepatriationProposed',
  'TransitNotified',
  'DepartureNotified',
] satisfies readonly MessageKind[];

export const servesTheWayHome = (kind: string): boolean => onTheWayHome.includes(kind);
