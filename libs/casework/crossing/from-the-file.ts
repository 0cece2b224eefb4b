import { waitingWarning } from '../alerts/questions/waiting.js';
import { noticeToSend } from '../coordination/questions/notice.js';
import { claimsToSend, familyToSend, formToSend } from '../nationality/questions/claims.js';
import type { MessageKind, PayloadOf } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import { lineToSend, plannedDay } from '../repatriation/questions/line.js';
import { ownRiskToTell } from '../repatriation/questions/risk.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';

/** To whom something is told; of what must be good on the day of a journey, on which. */
export interface Telling {
  readonly to: Country;
  readonly on?: string | undefined;
}

/** What a message says that its step reads off the file, and in which fields; all others are said with the step. */
interface Read<K extends MessageKind> {
  readonly fields: readonly (keyof PayloadOf<K> & string)[];
  readonly read: (file: CaseFile, context: Context, telling: Telling) => Partial<PayloadOf<K>>;
}

/** Whoever takes the step says all of it. */
const saidWithTheStep = { fields: [], read: () => ({}) } as const;

const claims = ['names', 'birthDate', 'origin', 'relatives', 'documents'] as const;

const line = {
  fields: ['names', 'documents', 'specialNeeds'] as const,
  read: (file: CaseFile, context: Context, { to, on = plannedDay(file, context) }: Telling) =>
    lineToSend(file, context, { to, on }),
};

/** How each kind gets its words, by the function with which its step makes the payload. */
export const fromTheFile: { readonly [K in MessageKind]: Read<K> } = {
  CaseNotified: {
    fields: ['sex', 'ageBand', 'claimedNationality', 'mainLanguage', 'urgency'],
    read: (file, context, { to }) => noticeToSend(file, context, to),
  },
  CaseFormSent: {
    fields: [...claims, 'nationalities', 'photograph'],
    read: (file, context, { to }) => formToSend(file, context, to),
  },
  NationalityConfirmationRequested: {
    fields: claims,
    read: (file, context, { to }) => claimsToSend(file, context, to),
  },
  AdditionalInformationProvided: {
    fields: claims,
    read: (file, context, { to }) => claimsToSend(file, context, to),
  },
  FamilyTracingRequested: {
    fields: ['origin', 'relatives'],
    read: (file, context, { to }) => familyToSend(file, context, to),
  },
  RiskAssessmentShared: {
    fields: ['assessmentId', 'assessment'],
    read: (file, context, { to }) => ownRiskToTell(file, to, context) ?? {},
  },
  TransitNotified: line,
  DepartureNotified: line,
  SafetyAlert: {
    fields: [],
    read: (file, _context, { to }) => {
      const { alertId, alert, note } = waitingWarning(to, file) ?? {};
      return { alertId, alert, note };
    },
  },

  AdditionalInformationRequested: saidWithTheStep,
  ArrivalReported: saidWithTheStep,
  CaseAcknowledged: saidWithTheStep,
  CaseClosedNotice: saidWithTheStep,
  ConsentWithdrawn: saidWithTheStep,
  ConsularAccessRequested: saidWithTheStep,
  ConsularInterviewHeld: saidWithTheStep,
  ContactStopped: saidWithTheStep,
  CorrectionSent: saidWithTheStep,
  CourtOutcomeNotified: saidWithTheStep,
  DeathAcknowledged: saidWithTheStep,
  DeathNotified: saidWithTheStep,
  DeliveryConfirmed: saidWithTheStep,
  ErasureDone: saidWithTheStep,
  ErasureRefused: saidWithTheStep,
  ErasureRequested: saidWithTheStep,
  ExclusionLifted: saidWithTheStep,
  FamilyAssessmentSent: saidWithTheStep,
  FollowUpFeedbackSent: saidWithTheStep,
  HandoverRecordSigned: saidWithTheStep,
  MessageRecalled: saidWithTheStep,
  NationalityResultSent: saidWithTheStep,
  NationalityResultWithdrawn: saidWithTheStep,
  NeedsAndPlanShared: saidWithTheStep,
  PartyExcluded: saidWithTheStep,
  PlanAccepted: saidWithTheStep,
  RecallDone: saidWithTheStep,
  RecallPartly: saidWithTheStep,
  ReceptionConfirmed: saidWithTheStep,
  RepatriationAgreed: saidWithTheStep,
  RepatriationCounterProposed: saidWithTheStep,
  RepatriationDeclined: saidWithTheStep,
  RepatriationProposed: saidWithTheStep,
  ReturnCancelled: saidWithTheStep,
  ReturnResumed: saidWithTheStep,
  ReturnSuspended: saidWithTheStep,
  SafetyAlertAcknowledged: saidWithTheStep,
  TransitPermitted: saidWithTheStep,
  TransitRefused: saidWithTheStep,
  TravelDocumentIssued: saidWithTheStep,
  TreatAsChild: saidWithTheStep,
  UseStopped: saidWithTheStep,
};
