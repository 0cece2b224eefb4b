import { z } from 'zod';
import type { MessageKind } from '#casework';
import { rankOf } from '../due.js';

/** One thing that a case waits for. */
export const Wait = z.strictObject({
  /** Message or request that is to be answered. */
  id: z.string(),
  /** Kind of the message, or a code of what is awaited inside the country. */
  what: z.string(),
  /** `state`: another country must answer. `own`: this country must, through the agency named in `who` if any. */
  on: z.enum(['state', 'own']),
  /** Country code, or agency code of the own country. */
  who: z.string(),
  /** The other country of the exchange. */
  country: z.string(),
  since: z.string(),
  due: z.string().nullable(),
});
export type Wait = z.infer<typeof Wait>;

/** Kinds of messages that call for an answer, and the kinds that are one (domain.md 3.1). */
const answers: Partial<Record<MessageKind, readonly MessageKind[]>> = {
  CaseNotified: ['CaseAcknowledged'],
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
};

const answeredBy: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(answers));

/** Whether a message is one that the other side has to answer. One that answers its own kind ends the exchange. */
export const callsForAnswer = ({
  kind,
  answers,
  answerDue,
}: {
  readonly kind: string;
  readonly answers: string | null;
  readonly answerDue: string | null;
}): boolean =>
  !(answers !== null && answeredBy.get(kind)?.includes(kind)) && (answeredBy.has(kind) || answerDue !== null);

/**
 * What is left to wait for once a message of `kind` has passed between this country and another: nothing of that country,
 * once contact has stopped, for it will answer nothing and is answered nothing.
 */
export const withoutAnswered = (
  waits: readonly Wait[],
  on: Wait['on'],
  message: { readonly kind: string; readonly country: string; readonly answers: string | null },
): Wait[] =>
  waits.filter(
    (wait) =>
      wait.country !== message.country ||
      (message.kind !== 'ContactStopped' &&
        !(
          wait.on === on &&
          (message.answers === null || message.answers === wait.id) &&
          (answeredBy.get(wait.what)?.includes(message.kind) ?? message.answers === wait.id)
        )),
  );

/** What is left once nothing is expected any more in answer to some messages. */
export const withoutMessages = (waits: readonly Wait[], messageIds: readonly string[]): Wait[] =>
  waits.filter(({ id }) => !messageIds.includes(id));

const returning: ReadonlySet<string> = new Set([
  'RepatriationProposed',
  'DepartureNotified',
  'TransitNotified',
]);

/** What is left once the return stops. */
export const withoutReturn = (waits: readonly Wait[]): Wait[] =>
  waits.filter(({ what }) => !returning.has(what));

/** The most pressing of them. */
export const pressing = (waits: readonly Wait[]): Wait | undefined =>
  [...waits].sort((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))[0];
