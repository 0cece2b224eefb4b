import { describe, expect, it } from '@jest/globals';
import { messages, publicCommands, type CaseCommand, type MessageKind } from '../records/catalogue.js';
import { doing, other, places, type Land } from '../spec/crossing-acts.js';
import { id, sampleFacts } from '../spec/sample.js';
import { nodesFrom, type TwoNodes } from '../spec/two-nodes.js';
import { correctableOf } from '../records/kinds.js';
import { Here, There } from '../spec/lands.js';

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
const ways: Readonly<Record<MessageKind, Readonly<Record<string, Way | NotWrong>>>> = {
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
const undoing: Readonly<Partial<Record<MessageKind, keyof typeof publicCommands>>> = {
  ReturnCancelled: 'ProposeRepatriation',
  TreatAsChild: 'VerifyAge',
  PartyExcluded: 'LiftExclusion',
  ConsentWithdrawn: 'GiveConsent',
  MessageRecalled: 'RecallMessage',
  ErasureRequested: 'TakeBackEntry',
  ErasureRefused: 'ConfirmErasure',
};

const everywhere = places();

type Tells = (nodes: TwoNodes) => string | undefined;
interface Story {
  readonly by: Land;
  readonly at: keyof typeof everywhere;
  /** What goes before, and the step itself. */
  readonly before?: (nodes: TwoNodes) => void;
  readonly tell: string | Tells;
  /** How it is taken back, where calling the message back leaves what it told in the way of telling it anew. */
  readonly back?: Tells;
}

const give =
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

const stories: Readonly<Partial<Record<MessageKind, Story>>> = {
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

const tellIt = (nodes: TwoNodes, { by, tell }: Story): string | undefined => {
  const refused = typeof tell === 'string' ? doing(nodes, by, tell).at(-1) : tell(nodes);
  nodes.settle();
  return refused;
};

describe('whatever field of whatever message', () => {
  it('has a way to be told otherwise, or a named reason for which it cannot be wrong', () => {
    for (const [kind, { fields }] of Object.entries(messages))
      expect([kind, Object.keys(ways[kind as MessageKind]).toSorted()]).toEqual([
        kind,
        Object.keys(fields).toSorted(),
      ]);
  });

  it('is one that a correction carries, where a correction is its way', () => {
    for (const [kind, fields] of Object.entries(ways)) {
      if (kind === 'CorrectionSent') continue;
      const corrected = Object.entries(fields).flatMap(([name, way]) => (way === 'corrected' ? [name] : []));
      expect([kind, corrected.toSorted()]).toEqual([kind, [...correctableOf(kind)].toSorted()]);
    }
  });

  it('that is told anew is called back first, counts no more there, and arrives again', () => {
    for (const kind of Object.keys(messages) as MessageKind[]) {
      if (messages[kind].stops || !Object.values(ways[kind]).includes('anew')) continue;
      const story = stories[kind];
      expect([kind, story !== undefined]).toEqual([kind, true]);
      if (!story) continue;
      const { by } = story;
      const nodes = nodesFrom(everywhere[story.at]!.soFar(), sampleFacts);
      story.before?.(nodes);
      const ofKind = () =>
        nodes
          .file(other(by))
          .disclosure.theirs.filter((message) => message.kind === kind && message.outcome === 'effective');
      const before = ofKind().length;
      expect([kind, tellIt(nodes, story), ofKind().length]).toEqual([kind, undefined, before + 1]);
      const messageId = ofKind().at(-1)!.messageId;
      const recall = give(by, () => ({ type: 'RecallMessage', body: { messageId, action: 'stop_use' } }));
      if (story.back) expect([kind, story.back(nodes)]).toEqual([kind, undefined]);
      const stopped = () => ofKind().find((message) => message.messageId === messageId)?.stopped;
      if (!stopped()) expect([kind, recall(nodes)]).toEqual([kind, undefined]);
      expect([kind, stopped()]).toEqual([kind, true]);
      expect([kind, tellIt(nodes, story), ofKind().length]).toEqual([kind, undefined, before + 2]);
    }
  });

  it('of a stop is undone by a step that there is', () => {
    for (const [kind, fields] of Object.entries(ways))
      if (Object.values(fields).includes('undone'))
        expect([kind, undoing[kind as MessageKind] ?? '']).toEqual([
          kind,
          expect.stringMatching(new RegExp(`^(${Object.keys(publicCommands).join('|')})$`)),
        ]);
  });

  it('of a suspension is told otherwise without resuming the return', () => {
    const nodes = nodesFrom(everywhere['suspended there']!.soFar(), sampleFacts);
    const suspend = (until?: string) =>
      give(There, () => ({
        type: 'SuspendReturn',
        body: { reason: 'border_closed', ...(until ? { until } : {}) },
      }))(nodes);
    expect(suspend()).toBe('already_exists');
    expect(suspend('2013-08-01')).toBeUndefined();
    expect(suspend('2013-08-01')).toBe('already_exists');
    for (const land of [Here, There] as const)
      expect(nodes.file(land).repatriation.suspendedBy).toEqual([There]);
    expect(nodes.history(Here).findLast(({ type }) => type === 'RepatriationSuspended')?.data).toMatchObject({
      until: '2013-08-01',
    });
  });
});
