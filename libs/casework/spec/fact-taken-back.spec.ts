import { describe, expect, it } from '@jest/globals';
import type { CaseCommand, MessageKind } from '../records/catalogue.js';
import { factStated, statedBy, stillStands } from '../disclosure/questions/stated.js';
import { isStop } from '../records/kinds.js';
import { whoTakesBack } from '../entries/questions/can-be-taken-back.js';
import { doing, other, places, type Land } from './crossing-acts.js';
import { id, sampleFacts } from './sample.js';
import { nodesFrom, type TwoNodes } from './two-nodes.js';
import { Here, There } from './lands.js';

const everywhere = places();
const lands = [Here, There] as const;

type Step = readonly [Land, string, CaseCommand];
const give = (nodes: TwoNodes, [country, agency, command]: Step): void => {
  const { refusal } = nodes.give({ country, agency, command });
  expect([command.type, refusal?.code]).toEqual([command.type, undefined]);
  nodes.settle();
};

const searched = (nodes: TwoNodes): void => {
  const requestId = nodes.file(There).tracing.requests.at(-1)?.requestId ?? id('none');
  const result = { found: 'met', notes: 'At home.' } as const;
  give(nodes, [There, 'focal', { type: 'AssignTracing', body: { requestId, office: 'office-a' } }]);
  const visit = { requestId, visitedOn: '2013-06-01', result };
  give(nodes, [There, 'office-a', { type: 'RecordTracingVisit', body: visit }]);
  const concluded: CaseCommand = {
    type: 'ConcludeTracing',
    body: { requestId, outcome: 'suitable', conditions: [] },
  };
  give(nodes, [There, 'office-a', concluded]);
};

const delivered = (nodes: TwoNodes): void => {
  doing(nodes, Here, 'tellOfCourt');
  nodes.settle();
  const noticeId = nodes.file(There).proceedings.notices.at(-1)?.noticeId ?? id('none');
  const body = { noticeId, deliveredOn: '2013-06-02' };
  give(nodes, [There, 'focal', { type: 'ConfirmDelivery', body }]);
};

interface Story {
  readonly kind: MessageKind;
  readonly by: Land;
  readonly at: keyof typeof everywhere;
  readonly tell: string | ((nodes: TwoNodes) => void);
}

/** How each kind that states a fact comes to be told. */
const stories: readonly Story[] = [
  ...lands.flatMap((by) => [
    { kind: 'DeathNotified', by, at: 'notice', tell: 'die' } as const,
    { kind: 'SafetyAlert', by, at: 'notified', tell: 'warn' } as const,
  ]),
  { kind: 'ArrivalReported', by: There, at: 'notice', tell: 'arrive' },
  { kind: 'HandoverRecordSigned', by: There, at: 'notice', tell: 'takeOver' },
  { kind: 'HandoverRecordSigned', by: Here, at: 'notice', tell: 'handOver' },
  { kind: 'ConsularInterviewHeld', by: There, at: 'asked', tell: 'interview' },
  { kind: 'NationalityResultSent', by: There, at: 'asked', tell: 'decide' },
  { kind: 'TravelDocumentIssued', by: There, at: 'proposed', tell: 'issuePaper' },
  { kind: 'PlanAccepted', by: There, at: 'asked', tell: 'acceptPlan' },
  { kind: 'FamilyAssessmentSent', by: There, at: 'asked', tell: searched },
  { kind: 'DeliveryConfirmed', by: There, at: 'asked', tell: delivered },
];

const told = ({ kind, by, at, tell }: Story): { readonly nodes: TwoNodes; readonly messageId: string } => {
  const nodes = nodesFrom(everywhere[at]!.soFar(), sampleFacts);
  if (typeof tell === 'string') doing(nodes, by, tell);
  else tell(nodes);
  nodes.settle();
  const sent = nodes.file(by).disclosure.own.findLast((message) => message.kind === kind);
  expect([kind, by, sent?.receipt]).toEqual([kind, by, 'received']);
  return { nodes, messageId: sent!.messageId };
};

type Way = (nodes: TwoNodes, story: Story, messageId: string) => void;

const recalled: Way = (nodes, { by }, messageId) => {
  const recall: CaseCommand = { type: 'RecallMessage', body: { messageId, action: 'stop_use' } };
  nodes.give({ country: by, agency: 'focal', command: recall });
};
/** Whoever made the entry takes it back, where it can be. */
const takenBack: Way = (nodes, { by, kind }) => {
  const fact = factStated[kind];
  const entry = nodes
    .history(by)
    .findLast(
      ({ type }) => typeof fact === 'object' && fact.says.includes(type) && whoTakesBack(type) !== undefined,
    );
  if (entry === undefined) return;
  const back: CaseCommand = {
    type: 'TakeBackEntry',
    body: { entryId: entry.meta.eventId, mistake: 'wrong_file' },
  };
  nodes.give({ country: by, agency: entry.meta.agency, command: back });
};

const ways: Readonly<Record<string, Way>> = {
  'called back': recalled,
  'taken back': takenBack,
  'called back, and taken back later': (nodes, story, messageId) => {
    recalled(nodes, story, messageId);
    nodes.settle();
    takenBack(nodes, story, messageId);
  },
};

/** Whether the other side says the same by its own word, and when that crosses the news. */
const confirmations = ['not', 'before', 'crossing', 'after'] as const;

const shows = (nodes: TwoNodes, land: Land, messageId: string): boolean =>
  nodes
    .file(land)
    .coordination.irregularities.some(({ rule, about }) => rule === 'fact_taken_back' && about === messageId);

const verdict = (nodes: TwoNodes, { by }: Story, messageId: string) => {
  const here = stillStands(
    nodes.file(by).disclosure.own.find((message) => message.messageId === messageId)!,
    nodes.file(by),
  );
  const there = stillStands(statedBy(messageId, by, nodes.file(other(by)))!, nodes.file(other(by)));
  return { agree: here === there, shown: lands.map((land) => shows(nodes, land, messageId)) };
};

describe('a fact that one country told and takes back', () => {
  it('is one of every kind that states one', () => {
    const stating = Object.entries(factStated).filter(([, fact]) => typeof fact === 'object');
    expect([...new Set(stories.map(({ kind }) => kind))].toSorted()).toEqual(
      stating.map(([kind]) => kind).toSorted(),
    );
    for (const [kind, fact] of Object.entries(factStated))
      expect([kind, fact === 'stops']).toEqual([kind, isStop(kind)]);
  });

  it.each(Object.entries(ways))(
    'stands in both files or in none, or both focal points see that it stands in one alone: %s',
    (way, back) => {
      for (const story of stories)
        for (const confirmed of confirmations) {
          const { nodes, messageId } = told(story);
          const confirm = () => {
            if (typeof story.tell === 'string') doing(nodes, other(story.by), 'die');
          };
          const ofDeath = story.kind === 'DeathNotified';
          if (!ofDeath && confirmed !== 'not') continue;
          if (confirmed === 'before') confirm();
          nodes.settle();
          back(nodes, story, messageId);
          if (confirmed === 'crossing') confirm();
          nodes.settle();
          if (confirmed === 'after') confirm();
          nodes.settle();
          const { agree, shown } = verdict(nodes, story, messageId);
          const { kind, by } = story;
          expect({ kind, by, confirmed, seen: agree || shown.every(Boolean) }).toEqual({
            ...{ kind, by, confirmed },
            seen: true,
          });
          if (confirmed === 'not' && agree && way !== 'called back, and taken back later')
            expect([kind, by, shown]).toEqual([kind, by, [false, false]]);
        }
    },
  );

  it('is gone on both sides where its entry was taken back and nobody else says it', () => {
    for (const story of stories.filter(({ kind }) =>
      ['DeathNotified', 'ArrivalReported', 'SafetyAlert'].includes(kind),
    )) {
      const { nodes, messageId } = told(story);
      takenBack(nodes, story, messageId);
      nodes.settle();
      expect(verdict(nodes, story, messageId)).toEqual({ agree: true, shown: [false, false] });
    }
  });

  it('stands where the other country says it by its own word, and both focal points see it', () => {
    for (const story of stories.filter(({ kind }) => kind === 'DeathNotified')) {
      const { nodes, messageId } = told(story);
      expect(doing(nodes, other(story.by), 'die')).toEqual([undefined]);
      nodes.settle();
      takenBack(nodes, story, messageId);
      nodes.settle();
      expect(nodes.file(other(story.by)).repatriation.diedAt).toBeDefined();
      expect(verdict(nodes, story, messageId)).toEqual({ agree: false, shown: [true, true] });
    }
  });
});
