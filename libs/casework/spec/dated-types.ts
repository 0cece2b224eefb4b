import { caseEvents, type CaseEventType } from '../records/catalogue.js';
import type { topics } from '../records/topics.js';

/** Why a type has no place among others that speak about the same thing. */
type Reason =
  /** Decided, asked, answered or done by the node: it counts from its recording and carries no other date. */
  | 'from its recording'
  /** Dated, and stands beside whatever else was said: it adds, and takes nothing away. */
  | 'adds'
  /** Dated, and ends or marks the one thing that it names, once. */
  | 'once'
  /** Dated, and a step of a way that is recorded in its order or not at all. */
  | 'in its order'
  /** Dated, and weighed by a rule of its own: of two answers of different dates the fearful one stands. */
  | 'own rule';

type Unplaced = Exclude<CaseEventType, keyof typeof topics>;

const all = <R extends Reason, T extends Unplaced>(reason: R, ...types: readonly T[]): Record<T, R> =>
  Object.fromEntries(types.map((type) => [type, reason])) as Record<T, R>;

/** Every type without a topic, with its reason. A new type has to be written here, or in `topics`. */
export const withoutTopic = {
  ...all(
    'from its recording',
    ...(['AgencyInvolved', 'AgencyReleased', 'OwnershipPassed', 'ExclusionLiftProposed'] as const),
    ...(['CaseAssigned', 'CaseAccepted'] as const),
    ...(['ExclusionLifted', 'IrregularityRaised', 'PartnerLinked', 'PartnerClosedCase'] as const),
    ...(['CaseClosed', 'CaseReopened', 'ContactStopped', 'ContactResumed', 'ContactStopDecided'] as const),
    ...(['ContactStopLifted', 'RecoveryPeriodGranted', 'GuardianAppointed', 'RescuePlaceRecorded'] as const),
    ...([
      'VictimStatusDenialProposed',
      'VictimStatusDenied',
      'DecisionUpheld',
      'DecisionOverturned',
    ] as const),
    ...(['StatusRecognisedAbroad', 'ConsentGiven', 'CaseFormShared', 'CaseFormReceived'] as const),
    ...([
      'NationalityConfirmationRequested',
      'NationalityResultLearned',
      'TravelDocumentLearned',
      'MissionAsked',
      'MissionToStop',
      'MissionStopped',
    ] as const),
    ...([
      'NationalityCheckReceived',
      'CheckForwarded',
      'NationalityDecided',
      'NationalAnswerChosen',
      'TravelDocumentIssued',
    ] as const),
    ...(['AdditionalInformationAsked', 'AdditionalInformationGiven', 'ConsularAccessAsked'] as const),
    ...(['NationalityReferralMade', 'FamilyTracingRequested', 'FamilyAnswerLearned'] as const),
    ...(['TracingRequestReceived', 'TracingAssigned', 'TracingConcluded', 'CareArrangementPlanned'] as const),
    ...(['ShelterReferred', 'ShelterAdmissionOffered', 'RoomAssigned', 'RiskShared'] as const),
    ...([
      'RiskMeasuresConfirmed',
      'RepatriationProposed',
      'RepatriationProposalReceived',
      'ReturnArranged',
      'ReturnExpected',
    ] as const),
    ...(['RepatriationAgreed', 'CounterProposed', 'ProposalDeclined', 'ReturnApprovalGiven'] as const),
    ...(['RepatriationApproved', 'ReturnApprovalLapsed', 'TransitAsked', 'TransitRequestReceived'] as const),
    ...([
      'TransitPermitted',
      'TransitRefused',
      'RepatriationSuspended',
      'RepatriationResumed',
      'RepatriationCancelled',
    ] as const),
    ...(['ReceivingSideNotified', 'DepartureAuthorised', 'DepartureExpected', 'ReceptionConfirmed'] as const),
    ...(['HandoverLearned', 'ArrivalLearned', 'ThirdCountryReferralOpened', 'HoldPlaced'] as const),
    ...(['HoldReviewed', 'CourtOutcomeShared', 'CourtOutcomeLearned', 'PlanShared'] as const),
    ...(['PlanAcceptanceLearned', 'FeedbackLearned', 'PlanReceived', 'PlanAccepted', 'GrantPaid'] as const),
    ...(['FeedbackSent', 'MessageApproved', 'DisclosureDenied', 'MessageReleased'] as const),
    ...(['MessageWithheld', 'MessageReceived', 'MessageReceipted', 'MessageUseStopped'] as const),
    ...(['CorrectionReceived', 'ManifestLineCorrected', 'LetterRecorded'] as const),
    ...(['ErasureRequested', 'PersonErased', 'StepOffered', 'StepPassed'] as const),
    ...(['ErasureAsked', 'ErasureDeclined', 'ErasureAnswered'] as const),
    ...(['SafetyAlertProposed', 'SafetyAlertDecided', 'SafetyAlertSent', 'SafetyAlertHandedOver'] as const),
    ...(['SafetyAlertReceived', 'SafetyAlertAcknowledged', 'RelayBegun', 'RelayHopReported'] as const),
    ...(['RelayRerouted', 'SupportApplicationForwarded'] as const),
  ),
  ...all(
    'adds',
    ...(['CaseOpened', 'PartyExcluded', 'RelativeRecorded', 'IncidentReported', 'ConsentRefused'] as const),
    ...(['ConsularInterviewHeld', 'TracingVisitRecorded', 'FamilyContactRecorded'] as const),
    ...(['HealthCheckCompleted', 'NeedsAssessed', 'ShelterIncidentReported'] as const),
    ...(['ReturnCounsellingHeld', 'LocalStayGranted', 'PersonLeftWithoutNotice'] as const),
    ...(['CriminalCaseRecorded', 'VerdictRecorded', 'CompensationOrdered', 'CompensationClaimed'] as const),
    ...(['CompensationPaid', 'ServiceStarted', 'ServiceDeclined', 'ProviderDenied'] as const),
    ...(['SupportAppliedFor', 'SupportPaperWritten'] as const),
    ...(['SafetyConcernRaised', 'OutcomeRecorded', 'LegalHoldPlaced'] as const),
  ),
  ...all(
    'once',
    ...(['ClaimCorrected', 'GuardianshipEnded', 'IdentificationReviewRequested'] as const),
    ...(['WishToGoRecorded', 'ConsentWithdrawn', 'NationalityResultWithdrawn', 'AdmissionDenied'] as const),
    ...(['HigherAuthorityLetterIssued', 'ArrivalRecorded', 'PersonDied', 'RemainsReturned'] as const),
    ...(['HoldEnded', 'DeliveryConfirmed', 'ServiceCompleted', 'LegalHoldLifted'] as const),
    ...(['EntryTakenBack', 'PersonToldOfAlert', 'LetterHandedOver', 'LetterReceiptFiled'] as const),
  ),
  ...all(
    'in its order',
    ...(['JourneyJoined', 'JourneyLeft', 'DepartureRecorded', 'TransitLegStarted'] as const),
    ...(['TransitLegCompleted', 'HandoverSigned', 'HandoverRefused'] as const),
  ),
  ...all(
    'from its recording',
    ...(['DutyWarned', 'DutyOverdue', 'DutyEscalated', 'DutyNotOverdue'] as const),
  ),
  ...all('own rule', 'ProtectionScreened'),
} as const satisfies Readonly<Record<Unplaced, Reason>>;

const reasons: ReadonlyMap<string, Reason> = new Map(Object.entries(withoutTopic));

/** Every type that can be recorded with a date of its own. */
export const datedTypes: ReadonlySet<string> = new Set(
  Object.keys(caseEvents).filter((type) => reasons.get(type) !== 'from its recording'),
);
