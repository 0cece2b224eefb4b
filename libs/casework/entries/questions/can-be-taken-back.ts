import type { CaseEventType } from '../../records/catalogue.js';

/** Who may take an entry back: the office that made it alone, or the owner of the case too. */
export type TakesBack = 'recorder' | 'recorder_or_owner';

/**
 * Entries that can be taken back. What crossed a border, consents and what the person said of fear are not among them:
 * the person is asked again. What protects a person is taken back by the office that entered it alone.
 */
const entries: Readonly<Partial<Record<CaseEventType, TakesBack>>> = {
  NameClaimed: 'recorder_or_owner',
  BirthDateClaimed: 'recorder_or_owner',
  OriginClaimed: 'recorder_or_owner',
  NationalityClaimed: 'recorder_or_owner',
  RelativeRecorded: 'recorder_or_owner',
  DocumentRecorded: 'recorder_or_owner',
  PhotographReferenced: 'recorder_or_owner',
  SpecialNeedsRecorded: 'recorder_or_owner',
  BackgroundRecorded: 'recorder_or_owner',
  AgeBandSet: 'recorder_or_owner',
  IncidentReported: 'recorder_or_owner',
  InitialScreeningCompleted: 'recorder',
  AgePresumedMinor: 'recorder',
  AgeVerified: 'recorder',
  GuardianAppointed: 'recorder',
  GuardianshipEnded: 'recorder',
  IdentificationInterviewHeld: 'recorder',
  VictimIdentified: 'recorder',
  VictimStatusDenialProposed: 'recorder_or_owner',
  IdentificationReviewRequested: 'recorder',
  WishToGoRecorded: 'recorder',
  StatusRecognisedAbroad: 'recorder',
  ConsularInterviewHeld: 'recorder',
  MissionStopped: 'recorder',
  NationalityResultLearned: 'recorder',
  TravelDocumentLearned: 'recorder',
  NationalityReferralMade: 'recorder_or_owner',
  TracingVisitRecorded: 'recorder',
  FamilyContactRecorded: 'recorder_or_owner',
  CareArrangementPlanned: 'recorder_or_owner',
  ShelterReferred: 'recorder_or_owner',
  AdmittedToShelter: 'recorder',
  HealthCheckCompleted: 'recorder',
  NeedsAssessed: 'recorder',
  RoomAssigned: 'recorder',
  OutingRecorded: 'recorder',
  HospitalStayStarted: 'recorder',
  HospitalStayEnded: 'recorder',
  LeftWithoutNotice: 'recorder_or_owner',
  DischargedFromShelter: 'recorder_or_owner',
  ShelterIncidentReported: 'recorder',
  ReturnCounsellingHeld: 'recorder',
  RiskAssessed: 'recorder',
  RiskMeasuresConfirmed: 'recorder',
  BestInterestsDetermined: 'recorder',
  FitToTravelCertified: 'recorder',
  ReturnApprovalGiven: 'recorder',
  HigherAuthorityLetterIssued: 'recorder',
  DepartureRecorded: 'recorder',
  ArrivalLearned: 'recorder',
  ArrivalRecorded: 'recorder_or_owner',
  ThirdCountryReferralOpened: 'recorder_or_owner',
  LocalStayGranted: 'recorder_or_owner',
  PersonLeftWithoutNotice: 'recorder_or_owner',
  PersonDied: 'recorder_or_owner',
  CriminalCaseRecorded: 'recorder',
  VerdictRecorded: 'recorder',
  CompensationClaimed: 'recorder',
  CompensationOrdered: 'recorder',
  CompensationPaid: 'recorder',
  DeliveryConfirmed: 'recorder',
  SupportAppliedFor: 'recorder',
  SupportApplicationForwarded: 'recorder',
  SupportPaperWritten: 'recorder',
  ServiceStarted: 'recorder',
  ServiceCompleted: 'recorder',
  ServiceDeclined: 'recorder',
  ProviderDenied: 'recorder',
  GrantPaid: 'recorder',
  FollowUpVisitMade: 'recorder',
  SafetyConcernRaised: 'recorder',
  OutcomeRecorded: 'recorder',
  ContactLost: 'recorder',
  ErasureRequested: 'recorder_or_owner',
  SafetyAlertProposed: 'recorder_or_owner',
  SafetyAlertDecided: 'recorder_or_owner',
  PersonToldOfAlert: 'recorder',
  StepOffered: 'recorder',
  ExclusionLiftProposed: 'recorder',
  LetterHandedOver: 'recorder_or_owner',
  LetterReceiptFiled: 'recorder_or_owner',
  SafetyAlertHandedOver: 'recorder_or_owner',
  RelayHopReported: 'recorder_or_owner',
};

const byType: ReadonlyMap<string, TakesBack> = new Map(Object.entries(entries));

/** Who may take back an entry of a type; undefined where nobody can. */
export const whoTakesBack = (type: string): TakesBack | undefined => byType.get(type);

/** Field with the id that an entry itself got; ids of others that it names, of a person or of a case, do not find it. */
const ownIds: Readonly<Partial<Record<CaseEventType, string>>> = {
  NameClaimed: 'claimId',
  BirthDateClaimed: 'claimId',
  OriginClaimed: 'claimId',
  NationalityClaimed: 'claimId',
  RelativeRecorded: 'relativeId',
  DocumentRecorded: 'claimId',
  PhotographReferenced: 'photographId',
  IncidentReported: 'incidentId',
  GuardianAppointed: 'guardianId',
  IdentificationInterviewHeld: 'interviewId',
  VictimIdentified: 'findingId',
  VictimStatusDenialProposed: 'findingId',
  NationalityResultLearned: 'decisionId',
  TravelDocumentLearned: 'documentId',
  NationalityReferralMade: 'referralId',
  TracingVisitRecorded: 'visitId',
  FamilyContactRecorded: 'contactId',
  CareArrangementPlanned: 'arrangementId',
  ShelterReferred: 'stayId',
  AdmittedToShelter: 'stayId',
  ShelterIncidentReported: 'incidentId',
  RiskAssessed: 'assessmentId',
  ThirdCountryReferralOpened: 'referralId',
  CriminalCaseRecorded: 'recordId',
  VerdictRecorded: 'verdictId',
  CompensationClaimed: 'claimId',
  CompensationOrdered: 'orderId',
  CompensationPaid: 'paymentId',
  SupportAppliedFor: 'applicationId',
  SupportPaperWritten: 'paperId',
  ServiceStarted: 'serviceId',
  ServiceDeclined: 'serviceId',
  ProviderDenied: 'denialId',
  GrantPaid: 'grantId',
  FollowUpVisitMade: 'visitId',
  SafetyConcernRaised: 'concernId',
  OutcomeRecorded: 'outcomeId',
  ErasureRequested: 'requestId',
  SafetyAlertProposed: 'alertId',
  SafetyAlertDecided: 'alertId',
  ExclusionLiftProposed: 'exclusionId',
};

/** The field with an entry's own id, by type. */
export const ownIdByType: ReadonlyMap<string, string> = new Map(Object.entries(ownIds));

/**
 * What was recorded beside an entry and falls with it, though nobody can take it back by itself: the receipt of a message on
 * paper, with the sheet that says so. `by` is the field that is the same in both.
 */
export const fallsWith: Readonly<
  Partial<Record<CaseEventType, { readonly entry: CaseEventType; readonly by: string }>>
> = {
  MessageReceipted: { entry: 'LetterReceiptFiled', by: 'messageId' },
};

/** Entries that are one matter, by the field with its id: who takes one back takes back the other. */
export const oneMatter: Readonly<Partial<Record<CaseEventType, string>>> = {
  SafetyAlertProposed: 'alertId',
  SafetyAlertDecided: 'alertId',
};

/**
 * Messages that told an entry of a type to another country: by their kind, or by a field that they carried; `by` is the
 * field with the id that entry and message share, where a case can hold several.
 */
export const toldBy: Readonly<
  Partial<Record<CaseEventType, { readonly kind?: string; readonly field?: string; readonly by?: string }>>
> = {
  NameClaimed: { field: 'names' },
  BirthDateClaimed: { field: 'birthDate' },
  OriginClaimed: { field: 'origin' },
  NationalityClaimed: { field: 'nationalities' },
  DocumentRecorded: { field: 'documents' },
  PhotographReferenced: { field: 'photograph' },
  RelativeRecorded: { field: 'relatives' },
  SpecialNeedsRecorded: { field: 'specialNeeds' },
  ConsularInterviewHeld: { kind: 'ConsularInterviewHeld' },
  RiskAssessed: { kind: 'RiskAssessmentShared' },
  ArrivalRecorded: { kind: 'ArrivalReported' },
  DeliveryConfirmed: { kind: 'DeliveryConfirmed' },
  PersonDied: { kind: 'DeathNotified' },
  SafetyAlertDecided: { kind: 'SafetyAlert', by: 'alertId' },
};
