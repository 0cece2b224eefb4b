import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseCommand, MessageKind, NewCaseEvent } from '../../records/catalogue.js';
import { tellings } from '../../consent/commands.js';
import { fieldGroups } from '../../words/dictionary.js';
import type { CaseFile } from '../../records/file.js';
import { caseOpened, identityKnown, untoldInMyanmar, screenedFor } from '../../spec/histories.js';
import { consentsTo, id, sampleFacts } from '../../spec/sample.js';
import { recorded } from '../../spec/given.js';
import { fold } from '../../records/fold.js';
import { twoNodes, type Given, type TwoNodes } from '../../spec/two-nodes.js';
import { walked, aStep, sending, receiving } from '../../spec/walk.js';
import { isAwaited, isOwed } from './awaited.js';

type Node = 'TH' | 'MM';
const questions = ['NationalityConfirmationRequested', 'FamilyTracingRequested'] as const;

const by = (country: Node, agency: string, command: CaseCommand): Given => ({ country, agency, command });
const focal = (country: Node, command: CaseCommand): Given => by(country, 'focal', command);

const asks: Readonly<Record<(typeof questions)[number], CaseCommand>> = {
  NationalityConfirmationRequested: { type: 'RequestNationalityConfirmation', body: { of: 'MM' } },
  FamilyTracingRequested: {
    type: 'RequestFamilyTracing',
    body: { of: 'MM', coverStory: 'A friend asks.' },
  },
};
const consents: CaseCommand = {
  type: 'GiveConsent',
  body: {
    ...{ purpose: 'return', recipient: { country: 'MM' }, groups: [...fieldGroups], givenBy: 'person' },
    ...{ told: [...tellings], language: 'my' },
  },
};

const lastOf = ({ disclosure }: CaseFile, kind: MessageKind): string =>
  disclosure.own.findLast((message) => message.kind === kind)?.messageId ?? id('none');
const lastRequest = ({ nationality, tracing }: CaseFile, of: 'nationality' | 'tracing'): string =>
  (of === 'nationality' ? nationality : tracing).requests.at(-1)?.requestId ?? id('none');

/** What may happen to a question, each on the file as it is then. */
const happenings: Readonly<Record<string, (nodes: TwoNodes) => readonly Given[]>> = {
  notified: () => [focal('TH', { type: 'NotifyCountry', body: { country: 'MM', locationType: 'shelter' } })],
  acknowledged: () => [
    focal('MM', { type: 'AcknowledgeCase', body: { country: 'TH', focalPerson: 'focal-1' } }),
  ],
  nationalityAsked: () => [focal('TH', asks.NationalityConfirmationRequested)],
  familyAsked: () => [focal('TH', asks.FamilyTracingRequested)],
  recalled: (nodes) =>
    questions.map((kind) =>
      focal('TH', {
        type: 'RecallMessage',
        body: { messageId: lastOf(nodes.file('TH'), kind), action: 'stop_use' },
      }),
    ),
  refused: () => [
    focal('TH', { type: 'RefuseConsent', body: { purpose: 'return', recipient: { country: 'MM' } } }),
  ],
  consented: () => [focal('TH', consents)],
  closedThere: () => [focal('MM', { type: 'CloseCase', body: { reason: 'not_ours', tell: ['TH'] } })],
  closedThereUntold: () => [focal('MM', { type: 'CloseCase', body: { reason: 'other' } })],
  reopenedThere: () => [focal('MM', { type: 'ReopenCase', body: { reason: 'asked_again' } })],
  closedHere: () => [focal('TH', { type: 'CloseCase', body: { reason: 'lost_contact', tell: ['MM'] } })],
  reopenedHere: () => [focal('TH', { type: 'ReopenCase', body: { reason: 'person_returned' } })],
  stopped: () => [focal('TH', { type: 'StopContact', body: { with: 'MM', reason: 'Followed.' } })],
  resumed: () => [focal('TH', { type: 'ResumeContact', body: { with: 'MM' } })],
  decided: (nodes) => [
    focal('MM', {
      type: 'DecideNationality',
      body: {
        ...{ requestId: lastRequest(nodes.file('MM'), 'nationality'), result: 'confirmed' },
        ...{ basis: 'household_list', send: true },
      },
    }),
  ],
  answerRecalled: (nodes) => [
    focal('MM', {
      type: 'RecallMessage',
      body: { messageId: lastOf(nodes.file('MM'), 'NationalityResultSent'), action: 'stop_use' },
    }),
  ],
  concluded: (nodes) => {
    const requestId = lastRequest(nodes.file('MM'), 'tracing');
    return [
      focal('MM', { type: 'AssignTracing', body: { requestId, office: 'office-a' } }),
      by('MM', 'office-a', {
        type: 'RecordTracingVisit',
        body: { requestId, visitedOn: '2013-06-03', result: { found: 'met' } },
      }),
      by('MM', 'office-a', {
        type: 'ConcludeTracing',
        body: { requestId, outcome: 'suitable', conditions: [] },
      }),
    ];
  },
};

const presumed: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: [] },
};
const begun = (): TwoNodes =>
  twoNodes(
    [caseOpened, screenedFor('no_fear'), ...consentsTo('MM'), ...identityKnown, presumed],
    sampleFacts,
  );

const aStory = fc.array(
  fc.record({ what: fc.constantFrom(...Object.keys(happenings)), crosses: fc.boolean() }),
  { maxLength: 14 },
);

describe('a question', () => {
  it('can be asked again, or waits there, after whatever happened to it', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = begun();
        for (const given of happenings['notified']!(nodes)) nodes.give(given);
        nodes.settle();
        for (const { what, crosses } of story) {
          for (const given of happenings[what]!(nodes)) {
            const { refusal } = nodes.give(given);
            const kind = questions.find((question) => asks[question] === given.command);
            if (kind && refusal?.code === 'already_exists')
              expect(isAwaited(nodes.file('TH'), lastOf(nodes.file('TH'), kind))).toBe(true);
          }
          if (crosses) nodes.settle();
        }
        nodes.settle();
        for (const again of ['reopenedHere', 'reopenedThere', 'resumed', 'consented', 'notified']) {
          for (const given of happenings[again]!(nodes)) nodes.give(given);
          nodes.settle();
        }
        for (const kind of questions) {
          const { refusal } = nodes.give(focal('TH', asks[kind]));
          expect([undefined, 'already_exists']).toContain(refusal?.code);
          nodes.settle();
          expect({ kind, waits: isOwed(nodes.file('MM'), lastOf(nodes.file('TH'), kind)) }).toEqual({
            kind,
            waits: true,
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is refused as asked before only where it is awaited', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving, recorded(untoldInMyanmar)),
        fc.array(aStep, { maxLength: 25 }),
        (beginning, steps) => {
          let history = beginning;
          steps.forEach((step, index) => {
            const file = fold(id('case'), history);
            const { decision, recorded: added } = walked(step, history, index);
            const kind = questions.find((question) => asks[question].type === step.type);
            if (kind && decision.refusal?.code === 'already_exists')
              expect(
                file.disclosure.own.some(
                  (message) => message.kind === kind && isAwaited(file, message.messageId),
                ),
              ).toBe(true);
            history = [...history, ...added];
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
