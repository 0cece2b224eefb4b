import type { CaseEventType, MessageKind } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import { countingIn } from '../../records/fold.js';
import type { Country } from '../../words/country.js';

/** Events that say the same as a message in the file of who sent it, and in that of who was told; `by` tells several apart. */
interface Fact {
  readonly says: readonly CaseEventType[];
  readonly by?: string;
  /** What ends it, by the same field. */
  readonly endedBy?: CaseEventType;
}

/**
 * Why a kind states nothing that can stand in one file and not in the other once it is called back. `asks`: a question, a
 * plan or an answer to one, which ends on both sides. `tells`: what is called back is the telling itself. `stops`: it is
 * never called back.
 */
type NoFact = 'asks' | 'tells' | 'stops';

/** What each kind states that happened or was found. Every kind says so; there is no default. */
export const factStated: Readonly<Record<MessageKind, Fact | NoFact>> = {
  DeathNotified: { says: ['PersonDied'] },
  ArrivalReported: { says: ['ArrivalRecorded', 'ArrivalLearned'] },
  HandoverRecordSigned: { says: ['HandoverSigned', 'HandoverLearned'], by: 'side' },
  ConsularInterviewHeld: { says: ['ConsularInterviewHeld'], by: 'requestId' },
  NationalityResultSent: {
    says: ['NationalityDecided', 'NationalityResultLearned'],
    by: 'decisionId',
    endedBy: 'NationalityResultWithdrawn',
  },
  TravelDocumentIssued: { says: ['TravelDocumentIssued', 'TravelDocumentLearned'], by: 'documentId' },
  FamilyAssessmentSent: { says: ['TracingConcluded', 'FamilyAnswerLearned'], by: 'requestId' },
  DeliveryConfirmed: { says: ['DeliveryConfirmed'], by: 'noticeId' },
  SafetyAlert: { says: ['SafetyAlertDecided', 'SafetyAlertReceived'], by: 'alertId' },
  PlanAccepted: { says: ['PlanAccepted', 'PlanAcceptanceLearned'], by: 'planId' },
  CaseNotified: 'tells',
  CaseAcknowledged: 'tells',
  CaseClosedNotice: 'tells',
  CaseFormSent: 'tells',
  AdditionalInformationProvided: 'tells',
  RiskAssessmentShared: 'tells',
  NeedsAndPlanShared: 'tells',
  CourtOutcomeNotified: 'tells',
  FollowUpFeedbackSent: 'tells',
  CorrectionSent: 'tells',
  ExclusionLifted: 'tells',
  SafetyAlertAcknowledged: 'tells',
  NationalityConfirmationRequested: 'asks',
  AdditionalInformationRequested: 'asks',
  ConsularAccessRequested: 'asks',
  FamilyTracingRequested: 'asks',
  RepatriationProposed: 'asks',
  RepatriationAgreed: 'asks',
  RepatriationCounterProposed: 'asks',
  RepatriationDeclined: 'asks',
  TransitNotified: 'asks',
  TransitPermitted: 'asks',
  TransitRefused: 'asks',
  DepartureNotified: 'asks',
  ReceptionConfirmed: 'asks',
  ReturnResumed: 'asks',
  TreatAsChild: 'stops',
  PartyExcluded: 'stops',
  DeathAcknowledged: 'stops',
  NationalityResultWithdrawn: 'stops',
  ReturnSuspended: 'stops',
  ReturnCancelled: 'stops',
  ConsentWithdrawn: 'stops',
  UseStopped: 'stops',
  MessageRecalled: 'stops',
  RecallDone: 'stops',
  RecallPartly: 'stops',
  ContactStopped: 'stops',
  ErasureRequested: 'stops',
  ErasureDone: 'stops',
  ErasureRefused: 'stops',
};

const facts: ReadonlyMap<string, Fact | NoFact> = new Map(Object.entries(factStated));

const factOf = (kind: string): Fact | undefined => {
  const fact = facts.get(kind);
  return typeof fact === 'object' ? fact : undefined;
};

/** A message of either side: its kind, and what it said where that can still be read. */
interface Stating {
  readonly kind: string;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether what a message states stands in a file, by whoever's word; undefined where it states nothing, or cannot be read. */
export const stillStands = (
  { kind, payload }: Stating,
  { history }: Pick<CaseFile, 'history'>,
  isSame: (stands: unknown, told: unknown) => boolean = Object.is,
): boolean | undefined => {
  const fact = factOf(kind);
  if (!fact) return undefined;
  const { says, by, endedBy } = fact;
  if (by !== undefined && payload === undefined) return undefined;
  const isAbout = (data: Readonly<Record<string, unknown>>): boolean =>
    by === undefined || isSame(data[by], payload?.[by]);
  const counting = countingIn(history);
  return (
    counting.some(({ type, data }) => says.includes(type) && isAbout(data)) &&
    !counting.some(({ type, data }) => type === endedBy && isAbout(data))
  );
};

/** A message of theirs as it came, with what it said. */
export const statedBy = (
  messageId: string,
  from: Country,
  { history }: Pick<CaseFile, 'history'>,
): Stating | undefined => {
  const came = history.find(
    ({ type, data }) => type === 'MessageReceived' && data.messageId === messageId && data.from === from,
  );
  return came?.type === 'MessageReceived' ? came.data : undefined;
};
