import { messages, type MessageKind, type publicCommands } from '../records/catalogue.js';

/**
 * How a field that was told can be told otherwise. `corrected`: by a correction, which also withdraws it and adds to it.
 * `anew`: the message is called back, and the step is taken anew. `undone`: a stop, by the step that ends it.
 */
type Way = 'corrected' | 'anew' | 'undone';

/** Why a field cannot be wrong. `id`: it names a record. `node`: the node says what it did. `signed`: it stands as signed. */
type NotWrong = 'id' | 'node' | 'signed';

const all = <W extends Way | NotWrong>(way: W, ...fields: readonly string[]): Record<string, W> =>
  Object.fromEntries(fields.map((field) => [field, way]));

const claims = ['names', 'birthDate', 'origin', 'relatives', 'documents'];

/** Every field of every kind. A new one has to be written here, with its way or with the reason for which it has none. */
export const ways: Readonly<Record<MessageKind, Readonly<Record<string, Way | NotWrong>>>> = {
  CaseNotified: all(
    'corrected',
    ...['sex', 'ageBand', 'claimedNationality', 'mainLanguage', 'locationType', 'urgency'],
  ),
  CaseFormSent: { ...all('id', 'formId'), ...all('corrected', ...claims, 'nationalities', 'photograph') },
  NationalityConfirmationRequested: {
    ...all('id', 'requestId'),
    ...all('corrected', ...claims),
    ...all('node', 'seen'),
  },
  AdditionalInformationRequested: { ...all('id', 'requestId'), ...all('anew', 'asked') },
  AdditionalInformationProvided: { ...all('id', 'requestId'), ...all('corrected', ...claims) },
  FamilyTracingRequested: {
    ...all('id', 'requestId'),
    ...all('corrected', 'origin', 'relatives'),
    ...all('anew', 'coverStory'),
    ...all('node', 'seen'),
  },
  FamilyAssessmentSent: { ...all('id', 'requestId'), ...all('anew', 'answer', 'validUntil') },
  ConsularAccessRequested: { ...all('id', 'requestId'), ...all('anew', 'place', 'at', 'language') },
  ConsularInterviewHeld: { ...all('id', 'requestId'), ...all('anew', 'place', 'heldOn') },
  NationalityResultSent: {
    ...all('id', 'requestId', 'decisionId'),
    ...all('anew', 'authority', 'finding', 'validUntil'),
  },
  TravelDocumentIssued: { ...all('id', 'documentId'), ...all('anew', 'kind', 'paper', 'validUntil') },
  RiskAssessmentShared: { ...all('id', 'assessmentId'), ...all('node', 'by'), ...all('anew', 'assessment') },
  RepatriationProposed: {
    ...all('id', 'proposalId'),
    ...all('anew', 'point', 'plannedOn', 'group', 'escorts'),
    ...all('node', 'seen'),
  },
  RepatriationAgreed: all('id', 'proposalId'),
  RepatriationCounterProposed: { ...all('id', 'proposalId'), ...all('anew', 'point', 'plannedOn') },
  RepatriationDeclined: { ...all('id', 'proposalId'), ...all('anew', 'reason') },
  TransitNotified: {
    ...all('anew', 'on', 'until', 'entry', 'exit', 'legs', 'escorts', 'contact', 'documents'),
    ...{ ...all('node', 'journey'), ...all('corrected', 'names', 'specialNeeds') },
  },
  TransitPermitted: all('anew', 'on'),
  TransitRefused: all('anew', 'on', 'reason'),
  DepartureNotified: {
    ...all('id', 'proposalId'),
    ...all('anew', 'group', 'on', 'point', 'escorts', 'documents'),
    ...all('corrected', 'names', 'specialNeeds'),
    ...all('node', 'seen'),
  },
  ReceptionConfirmed: all('anew', 'on', 'point'),
  HandoverRecordSigned: all('signed', ...Object.keys(messages.HandoverRecordSigned.fields)),
  ArrivalReported: all('anew', 'arrivedOn', 'nextStep', 'condition'),
  ReturnSuspended: all('anew', 'reason', 'until'),
  ReturnCancelled: all('undone', 'reason'),
  ReturnResumed: all('id', 'proposalId'),
  NeedsAndPlanShared: { ...all('id', 'planId'), ...all('anew', 'plan') },
  PlanAccepted: all('id', 'planId'),
  FollowUpFeedbackSent: { ...all('id', 'feedbackId'), ...all('anew', 'month', 'outcomes') },
  CourtOutcomeNotified: { ...all('id', 'noticeId'), ...all('anew', 'hearing', 'verdict', 'award') },
  DeliveryConfirmed: { ...all('id', 'noticeId'), ...all('anew', 'deliveredOn') },
  CaseAcknowledged: all('anew', 'focalPerson'),
  CaseClosedNotice: all('anew', 'reason', 'retainUntil'),
  DeathNotified: all('anew', 'diedAt', 'in', 'familyToldBy'),
  DeathAcknowledged: {},
  SafetyAlert: { ...all('id', 'alertId'), ...all('anew', 'alert', 'note') },
  SafetyAlertAcknowledged: all('id', 'alertId'),
  TreatAsChild: { ...all('id', 'corrected'), ...all('undone', 'ageBand') },
  PartyExcluded: { ...all('id', 'exclusionId'), ...all('undone', 'agency', 'officialId') },
  ExclusionLifted: all('id', 'exclusionId'),
  NationalityResultWithdrawn: all('id', 'decisionId'),
  ConsentWithdrawn: { ...all('undone', 'purpose', 'groups'), ...all('node', 'notComing') },
  ContactStopped: all('node', 'notComing'),
  UseStopped: all('id', 'messages'),
  MessageRecalled: {
    ...all('id', 'recalled'),
    ...all('undone', 'action'),
    ...all('node', 'stands', 'notComing'),
  },
  RecallDone: all('id', 'recalled'),
  RecallPartly: { ...all('id', 'recalled'), ...all('node', 'used') },
  CorrectionSent: {
    ...all('id', 'corrected'),
    ...all(
      'corrected',
      ...Object.keys(messages.CorrectionSent.fields).filter((name) => name !== 'corrected'),
    ),
  },
  ErasureRequested: { ...all('id', 'messages'), ...all('undone', 'ground') },
  ErasureDone: { ...all('id', 'certificate'), ...all('node', 'erasedAt', 'keptUntil') },
  ErasureRefused: all('undone', 'ground', 'until'),
};

/** Steps of an agency that undo what a kind that stops something said. */
export const undoing: Readonly<Partial<Record<MessageKind, keyof typeof publicCommands>>> = {
  ReturnCancelled: 'ProposeRepatriation',
  TreatAsChild: 'VerifyAge',
  PartyExcluded: 'LiftExclusion',
  ConsentWithdrawn: 'GiveConsent',
  MessageRecalled: 'RecallMessage',
  ErasureRequested: 'TakeBackEntry',
  ErasureRefused: 'ConfirmErasure',
};
