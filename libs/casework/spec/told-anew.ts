import type { CaseCommand, MessageKind } from '../records/catalogue.js';
import { doing, places, type Land } from './crossing-acts.js';
import { id } from './sample.js';
import type { TwoNodes } from './two-nodes.js';
import { Here, There } from './lands.js';

/* Of each kind that is told anew: who tells it, what goes before, and how it is taken back. */
export const everywhere = places();

type Tells = (nodes: TwoNodes) => string | undefined;
export interface Story {
  readonly by: Land;
  readonly at: keyof typeof everywhere;
  /** What goes before, and the step itself. */
  readonly before?: (nodes: TwoNodes) => void;
  readonly tell: string | Tells;
  /** How it is taken back, where calling the message back leaves what it told in the way of telling it anew. */
  readonly back?: Tells;
}

export const give =
  (country: Land, command: (nodes: TwoNodes) => CaseCommand, agency = 'focal'): Tells =>
  (nodes) => {
    const code = nodes.give({ country, agency, command: command(nodes) }).refusal?.code;
    nodes.settle();
    return code;
  };
const act =
  (land: Land, name: string) =>
  (nodes: TwoNodes): void => {
    doing(nodes, land, name);
    nodes.settle();
  };
const takesBack = (country: Land, type: string): Tells =>
  give(country, (nodes) => ({
    type: 'TakeBackEntry',
    body: {
      entryId: nodes.history(country).findLast((event) => event.type === type)?.meta.eventId ?? id('none'),
      mistake: 'wrong_entry',
    },
  }));

const requestId = (nodes: TwoNodes): string =>
  nodes.file(There).tracing.requests.at(-1)?.requestId ?? id('none');
const noticeId = (nodes: TwoNodes): string =>
  nodes.file(There).proceedings.notices.at(-1)?.noticeId ?? id('none');
const search = (nodes: TwoNodes): void => {
  const body = () => ({ requestId: requestId(nodes), office: 'office-a' });
  give(There, () => ({ type: 'AssignTracing', body: body() }))(nodes);
  give(
    There,
    () => ({
      type: 'RecordTracingVisit',
      body: {
        requestId: requestId(nodes),
        visitedOn: '2013-06-01',
        result: { found: 'met', notes: 'Home.' },
      },
    }),
    'office-a',
  )(nodes);
};
const conclude = give(
  There,
  (nodes) => ({
    type: 'ConcludeTracing',
    body: { requestId: requestId(nodes), outcome: 'suitable', conditions: [] },
  }),
  'office-a',
);
const transitHere = { to: Here, on: '2013-06-20' };
const askTransit = give(Here, () => ({ type: 'NotifyTransit', body: { ...transitHere, to: There } }));

export const stories: Readonly<Partial<Record<MessageKind, Story>>> = {
  AdditionalInformationRequested: { by: There, at: 'asked', tell: 'askBack' },
  FamilyTracingRequested: { by: Here, at: 'notified', tell: 'trace' },
  FamilyAssessmentSent: { by: There, at: 'asked', before: search, tell: conclude },
  ConsularAccessRequested: { by: There, at: 'asked', tell: 'askAccess' },
  ConsularInterviewHeld: { by: There, at: 'asked', tell: 'interview' },
  NationalityResultSent: { by: There, at: 'asked', tell: 'decide' },
  TravelDocumentIssued: { by: There, at: 'approved', tell: 'issuePaper' },
  RiskAssessmentShared: { by: Here, at: 'notified', tell: 'shareRisk' },
  RepatriationProposed: { by: Here, at: 'proposed', tell: 'propose' },
  RepatriationCounterProposed: { by: There, at: 'proposed', tell: 'counter' },
  RepatriationDeclined: { by: There, at: 'proposed', tell: 'decline' },
  TransitNotified: { by: Here, at: 'approved', tell: askTransit },
  TransitPermitted: {
    by: There,
    at: 'approved',
    before: askTransit,
    tell: give(There, () => ({ type: 'PermitTransit', body: transitHere })),
  },
  TransitRefused: {
    by: There,
    at: 'approved',
    before: askTransit,
    tell: give(There, () => ({ type: 'RefuseTransit', body: { ...transitHere, reason: 'logistics' } })),
  },
  DepartureNotified: { by: Here, at: 'approved', tell: 'notifyDeparture' },
  ReceptionConfirmed: { by: There, at: 'notice', tell: 'confirmReception' },
  ArrivalReported: { by: There, at: 'notice', tell: 'arrive', back: takesBack(There, 'ArrivalRecorded') },
  NeedsAndPlanShared: { by: Here, at: 'notified', tell: 'sharePlan' },
  FollowUpFeedbackSent: {
    by: There,
    at: 'notice',
    before: act(There, 'arrive'),
    tell: give(There, () => ({ type: 'SendFeedback', body: { to: Here, month: 6, outcomes: ['safe'] } })),
  },
  CourtOutcomeNotified: { by: Here, at: 'notified', tell: 'tellOfCourt' },
  DeliveryConfirmed: {
    by: There,
    at: 'notified',
    before: act(Here, 'tellOfCourt'),
    tell: give(There, (nodes) => ({
      type: 'ConfirmDelivery',
      body: { noticeId: noticeId(nodes), deliveredOn: '2013-06-02' },
    })),
    back: takesBack(There, 'DeliveryConfirmed'),
  },
  CaseAcknowledged: { by: There, at: 'notified', tell: 'acknowledge' },
  CaseClosedNotice: {
    by: There,
    at: 'notified',
    before: act(There, 'acknowledge'),
    tell: 'close',
    back: give(There, () => ({ type: 'ReopenCase', body: { reason: 'wrong_reason' } })),
  },
  DeathNotified: { by: Here, at: 'notified', tell: 'die', back: takesBack(Here, 'PersonDied') },
  SafetyAlert: { by: Here, at: 'notified', tell: 'warn' },
};
