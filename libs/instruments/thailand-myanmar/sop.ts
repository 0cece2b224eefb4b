import type { Duration, Instrument, MessageKind } from '#casework';
import { assumedWorkingDays, mutual, type Term } from '../between.js';
import { exchange, parties } from './parties.js';

/** The day on which the annexes were signed, at the 18th case management meeting (domain.md 1.10). */
const annexesSigned = '2016-09-13';

/** Clocks of the answers; no public text prints them (domain.md 9.1 b). */
interface Clocks {
  readonly risk: Duration;
  readonly plan: Duration;
  readonly proposal: Duration;
  readonly departure: Duration;
  readonly transit: Duration;
  readonly verdict: Duration;
}

const clauses = (clocks: Clocks): readonly Term[] => [
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

const sop = {
  code: 'th-mm-sop',
  title: 'SOP between Thailand and Myanmar on case management, repatriation and reintegration',
  kind: 'sop',
  parties,
  exchange,
} as const;

/**
 * The standard operating procedures signed in March 2013 (domain.md 1.10): risk, plan, return, handover, proceedings
 * and follow-up. Its text was not read; the clauses are built from domain.md 3.1 and 4.5 (A), it counts from the
 * last day of its month, and it holds until the annexes.
 */
export const sop2013: Instrument<MessageKind> = {
  ...sop,
  version: '2013',
  status: 'superseded',
  from: '2013-03-31',
  until: annexesSigned,
  clauses: mutual(
    parties,
    clauses({
      risk: assumedWorkingDays(15),
      plan: assumedWorkingDays(15),
      proposal: assumedWorkingDays(15),
      departure: assumedWorkingDays(5),
      transit: assumedWorkingDays(10),
      verdict: assumedWorkingDays(30),
    }),
  ),
  source: '1.10 [W:unicef13]',
};

/** The same procedures with their annexes: the same fields may go, and answers are expected sooner (A). */
export const sop2016: Instrument<MessageKind> = {
  ...sop,
  version: '2016',
  title: `${sop.title}, with annexes`,
  status: 'in_force',
  from: annexesSigned,
  clauses: mutual(
    parties,
    clauses({
      risk: assumedWorkingDays(10),
      plan: assumedWorkingDays(10),
      proposal: assumedWorkingDays(10),
      departure: assumedWorkingDays(2),
      transit: assumedWorkingDays(5),
      verdict: assumedWorkingDays(20),
    }),
  ),
  source: '1.10 [W:cmm18]',
};
