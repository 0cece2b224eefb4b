import type { Duration } from '#casework';
import { assumedWorkingDays, type Term } from './between.js';

/*
 * What the instruments between two countries let pass, in terms that several of them share. No text was read: the terms are
 * built from domain.md 3.1 and 4.5 (A). Their numbers stay, for what is stored names them.
 */

/** What a registry needs to find a person, and nothing of what was done to the person (domain.md 4.5). */
const caseForm = ['identity', 'documents', 'origin', 'family', 'nationality'] as const;

/** That there is a person, and what becomes of the case. */
export const telling: readonly Term[] = [
  {
    id: '1.1',
    kind: 'CaseNotified',
    purpose: 'notification',
    carries: ['profile'],
    answerWithin: { days: 2, calendar: 'working', source: '3.1 no. 2 (A)' },
    source: '4.5',
  },
  { id: '1.2', kind: 'CaseAcknowledged', purpose: 'notification', source: '3.1 no. 2' },
  { id: '1.3', kind: 'CaseClosedNotice', purpose: 'notification', source: '3.1 no. 22' },
  {
    id: '1.4',
    kind: 'DeathNotified',
    purpose: 'notification',
    answerWithin: assumedWorkingDays(2),
    source: '3.1 no. 21a',
  },
  { id: '1.6', kind: 'TreatAsChild', purpose: 'notification', source: '3.1 no. 26, 2.8: in doubt a child' },
  { id: '1.5', kind: 'DeathAcknowledged', purpose: 'notification', source: '3.1 no. 21a' },
];

/** Whose she is, and where her family lives. */
export const asking: readonly Term[] = [
  {
    id: '2.1',
    kind: 'CaseFormSent',
    purpose: 'nationality_confirmation',
    carries: caseForm,
    source: '4.5',
  },
  {
    id: '2.2',
    kind: 'NationalityConfirmationRequested',
    purpose: 'nationality_confirmation',
    carries: caseForm,
    answerWithin: assumedWorkingDays(30),
    source: '4.5',
  },
  {
    id: '2.3',
    kind: 'AdditionalInformationRequested',
    purpose: 'nationality_confirmation',
    answerWithin: assumedWorkingDays(10),
    source: '3.1 no. 5',
  },
  {
    id: '2.4',
    kind: 'AdditionalInformationProvided',
    purpose: 'nationality_confirmation',
    carries: caseForm,
    source: '3.1 no. 5, 4.5',
  },
  {
    id: '2.5',
    kind: 'ConsularAccessRequested',
    purpose: 'nationality_confirmation',
    answerWithin: assumedWorkingDays(10),
    source: '3.1 no. 7',
  },
  { id: '2.6', kind: 'ConsularInterviewHeld', purpose: 'nationality_confirmation', source: '3.1 no. 7' },
  {
    id: '2.7',
    kind: 'NationalityResultSent',
    purpose: 'nationality_confirmation',
    carries: ['nationality'],
    source: '3.1 no. 8',
  },
  {
    id: '2.7a',
    kind: 'NationalityResultWithdrawn',
    purpose: 'nationality_confirmation',
    source: '2.2 NationalityResultWithdrawn',
  },
  {
    id: '2.8',
    kind: 'TravelDocumentIssued',
    purpose: 'nationality_confirmation',
    carries: ['documents'],
    source: '3.1 no. 14',
  },
  {
    id: '3.1',
    kind: 'FamilyTracingRequested',
    purpose: 'family_tracing',
    carries: ['origin', 'family'],
    answerWithin: assumedWorkingDays(30),
    source: '4.5',
  },
  {
    id: '3.2',
    kind: 'FamilyAssessmentSent',
    purpose: 'family_tracing',
    carries: ['family'],
    source: '2.3: an option, never its reason',
  },
];

/** Corrections of what was told while asking. */
export const correcting: readonly Term[] = [
  {
    id: '4.6',
    kind: 'CorrectionSent',
    purpose: 'nationality_confirmation',
    carries: caseForm,
    source: '3.1 no. 26: under the purpose of what is corrected',
  },
  {
    id: '4.6a',
    kind: 'CorrectionSent',
    purpose: 'family_tracing',
    carries: ['origin', 'family'],
    source: '3.1 no. 26',
  },
];

/** Whatever stops, undoes, mends or warns: it goes wherever anything goes. */
export const stopping: readonly Term[] = [
  {
    id: '4.1',
    kind: 'ConsentWithdrawn',
    purpose: 'safety',
    answerWithin: assumedWorkingDays(1),
    source: '3.1 no. 24',
  },
  { id: '4.2', kind: 'UseStopped', purpose: 'safety', source: '3.1 no. 24' },
  {
    id: '4.3',
    kind: 'MessageRecalled',
    purpose: 'safety',
    answerWithin: assumedWorkingDays(1),
    source: '3.1 no. 25',
  },
  { id: '4.4', kind: 'RecallDone', purpose: 'safety', source: '3.1 no. 25' },
  { id: '4.5', kind: 'RecallPartly', purpose: 'safety', source: '3.1 no. 25' },
  {
    id: '4.6b',
    kind: 'CorrectionSent',
    purpose: 'notification',
    carries: ['profile'],
    source: '3.1 no. 26',
  },
  { id: '4.7', kind: 'ReturnSuspended', purpose: 'safety', source: '3.1 no. 23' },
  { id: '4.8', kind: 'ReturnCancelled', purpose: 'safety', source: '3.1 no. 23' },
  {
    id: '4.10',
    kind: 'ContactStopped',
    purpose: 'safety',
    answerWithin: assumedWorkingDays(1),
    source: '3.1 no. 24a',
  },
  {
    id: '4.20',
    kind: 'ErasureRequested',
    purpose: 'safety',
    answerWithin: assumedWorkingDays(10),
    source: '3.1 no. 27',
  },
  { id: '4.21', kind: 'ErasureDone', purpose: 'safety', source: '3.1 no. 27' },
  { id: '4.22', kind: 'ErasureRefused', purpose: 'safety', source: '3.1 no. 27' },
  {
    id: '4.23',
    kind: 'SafetyAlert',
    purpose: 'safety',
    carries: ['risk'],
    vitalInterest: true,
    answerWithin: assumedWorkingDays(1),
    source: '3.1 no. 21 (A)',
  },
  { id: '4.24', kind: 'SafetyAlertAcknowledged', purpose: 'safety', source: '3.1 no. 21 (A)' },
  { id: '4.9', kind: 'ReturnResumed', purpose: 'return', source: '3.1 no. 23' },
  { id: '4.11', kind: 'PartyExcluded', purpose: 'safety', source: '3.1 no. 24b, 2.8' },
  { id: '4.12', kind: 'ExclusionLifted', purpose: 'notification', source: '3.1 no. 24b, 2.8' },
];

/** Clocks of the answers on the way home; no public text prints them (domain.md 9.1 b). */
export interface Clocks {
  readonly risk: Duration;
  readonly plan: Duration;
  readonly proposal: Duration;
  readonly departure: Duration;
  readonly transit: Duration;
  readonly verdict: Duration;
}

/** Where nothing is known of the clocks between two countries (A). */
export const assumedClocks: Clocks = {
  risk: assumedWorkingDays(15),
  plan: assumedWorkingDays(15),
  proposal: assumedWorkingDays(15),
  departure: assumedWorkingDays(5),
  transit: assumedWorkingDays(10),
  verdict: assumedWorkingDays(30),
};

/** Risk, plan, journey, handover, proceedings and how it went. */
export const returning = (clocks: Clocks = assumedClocks): readonly Term[] => [
  {
    id: '1.1',
    kind: 'RiskAssessmentShared',
    purpose: 'risk_assessment',
    carries: ['risk'],
    answerWithin: clocks.risk,
    source: '4.5: level, kinds of threat and mitigation',
  },
  {
    id: '1.2',
    kind: 'NeedsAndPlanShared',
    purpose: 'reintegration',
    carries: ['needs', 'plan'],
    answerWithin: clocks.plan,
    source: '3.1 no. 11',
  },
  { id: '1.3', kind: 'PlanAccepted', purpose: 'reintegration', source: '3.1 no. 11' },
  {
    id: '2.1',
    kind: 'RepatriationProposed',
    purpose: 'return',
    carries: ['journey'],
    answerWithin: clocks.proposal,
    source: '3.1 no. 12',
  },
  { id: '2.2', kind: 'RepatriationAgreed', purpose: 'return', source: '3.1 no. 12' },
  {
    id: '2.3',
    kind: 'RepatriationCounterProposed',
    purpose: 'return',
    carries: ['journey'],
    answerWithin: clocks.proposal,
    source: '3.1 no. 12',
  },
  { id: '2.4', kind: 'RepatriationDeclined', purpose: 'return', source: '3.1 no. 12' },
  {
    id: '3.1',
    kind: 'TransitNotified',
    purpose: 'return',
    carries: ['journey', 'identity', 'documents'],
    answerWithin: clocks.transit,
    source: '4.5: manifest fields only',
  },
  { id: '3.2', kind: 'TransitPermitted', purpose: 'return', carries: ['journey'], source: '3.1 no. 15' },
  { id: '3.8', kind: 'TransitRefused', purpose: 'return', carries: ['journey'], source: '3.1 no. 15' },
  {
    id: '3.3',
    kind: 'DepartureNotified',
    purpose: 'return',
    carries: ['journey', 'identity', 'documents'],
    answerWithin: clocks.departure,
    source: '4.5: names, documents, special needs, escort',
  },
  {
    id: '3.7',
    kind: 'CorrectionSent',
    purpose: 'return',
    carries: ['journey', 'identity'],
    source: '3.1 no. 26',
  },
  { id: '3.4', kind: 'ReceptionConfirmed', purpose: 'return', carries: ['journey'], source: '3.1 no. 16' },
  { id: '3.5', kind: 'HandoverRecordSigned', purpose: 'return', carries: ['journey'], source: '3.1 no. 17' },
  { id: '3.6', kind: 'ArrivalReported', purpose: 'return', source: '3.1 no. 18' },
  {
    id: '4.1',
    kind: 'CourtOutcomeNotified',
    purpose: 'proceedings',
    carries: ['proceedings', 'money'],
    answerWithin: clocks.verdict,
    source: '3.1 no. 19',
  },
  { id: '4.2', kind: 'DeliveryConfirmed', purpose: 'proceedings', source: '3.1 no. 19' },
  {
    id: '4.3',
    kind: 'FollowUpFeedbackSent',
    purpose: 'follow_up',
    carries: ['outcome'],
    source: '4.5: outcome codes',
  },
];

/** What an instrument of its own lets go before a return is planned. */
export const beforeReturn: readonly Term[] = [...telling, ...asking, ...stopping, ...correcting];

/** Terms as one part of an instrument that has several: their numbers follow the part's. */
const inPart = (part: string, terms: readonly Term[]): readonly Term[] =>
  terms.map((term) => ({ ...term, id: `${part}.${term.id}` }));

/** All of it in one instrument. */
export const wholeReturn: readonly Term[] = [...inPart('I', beforeReturn), ...inPart('II', returning())];
