import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseCommand, MessageKind, NewCaseEvent } from '../../records/catalogue.js';
import { tellings } from '../../consent/commands.js';
import { fieldGroups } from '../../words/dictionary.js';
import type { CaseFile } from '../../records/file.js';
import { caseOpened, identityKnown, untoldThere, screenedFor } from '../../spec/histories.js';
import { consentsTo, id, sampleFacts } from '../../spec/sample.js';
import { recorded } from '../../spec/given.js';
import { fold } from '../../records/fold.js';
import { twoNodes, type Given, type TwoNodes } from '../../spec/two-nodes.js';
import { walked, aStep, sending, receiving } from '../../spec/walk.js';
import { isAwaited, isOwed } from './awaited.js';
import { Here, There } from '../../spec/lands.js';

type Node = Here | There;
const questions = ['NationalityConfirmationRequested', 'FamilyTracingRequested'] as const;

const by = (country: Node, agency: string, command: CaseCommand): Given => ({ country, agency, command });
const focal = (country: Node, command: CaseCommand): Given => by(country, 'focal', command);

const asks: Readonly<Record<(typeof questions)[number], CaseCommand>> = {
  NationalityConfirmationRequested: { type: 'RequestNationalityConfirmation', body: { of: There } },
  FamilyTracingRequested: {
    type: 'RequestFamilyTracing',
    body: { of: There, coverStory: 'A friend asks.' },
  },
};
const consents: CaseCommand = {
  type: 'GiveConsent',
  body: {
    ...{ purpose: 'return', recipient: { country: There }, groups: [...fieldGroups], givenBy: 'person' },
    ...{ told: [...tellings], language: 'my' },
  },
};

const lastOf = ({ disclosure }: CaseFile, kind: MessageKind): string =>
  disclosure.own.findLast((message) => message.kind === kind)?.messageId ?? id('none');
const lastRequest = ({ nationality, tracing }: CaseFile, of: 'nationality' | 'tracing'): string =>
  (of === 'nationality' ? nationality : tracing).requests.at(-1)?.requestId ?? id('none');

/** What may happen to a question, each on the file as it is then. */
const happenings: Readonly<Record<string, (nodes: TwoNodes) => readonly Given[]>> = {
  notified: () => [focal(Here, { type: 'NotifyCountry', body: { country: There, locationType: 'shelter' } })],
  acknowledged: () => [
    focal(There, { type: 'AcknowledgeCase', body: { country: Here, focalPerson: 'focal-1' } }),
  ],
  nationalityAsked: () => [focal(Here, asks.NationalityConfirmationRequested)],
  familyAsked: () => [focal(Here, asks.FamilyTracingRequested)],
  recalled: (nodes) =>
    questions.map((kind) =>
      focal(Here, {
        type: 'RecallMessage',
        body: { messageId: lastOf(nodes.file(Here), kind), action: 'stop_use' },
      }),
    ),
  refused: () => [
    focal(Here, { type: 'RefuseConsent', body: { purpose: 'return', recipient: { country: There } } }),
  ],
  consented: () => [focal(Here, consents)],
  closedThere: () => [focal(There, { type: 'CloseCase', body: { reason: 'not_ours', tell: [Here] } })],
  closedThereUntold: () => [focal(There, { type: 'CloseCase', body: { reason: 'other' } })],
  reopenedThere: () => [focal(There, { type: 'ReopenCase', body: { reason: 'asked_again' } })],
  closedHere: () => [focal(Here, { type: 'CloseCase', body: { reason: 'lost_contact', tell: [There] } })],
  reopenedHere: () => [focal(Here, { type: 'ReopenCase', body: { reason: 'person_returned' } })],
  stopped: () => [focal(Here, { type: 'StopContact', body: { with: There, reason: 'Followed.' } })],
  resumed: () => [focal(Here, { type: 'ResumeContact', body: { with: There } })],
  decided: (nodes) => [
    focal(There, {
      type: 'DecideNationality',
      body: {
        ...{ requestId: lastRequest(nodes.file(There), 'nationality'), result: 'confirmed' },
        ...{ basis: 'household_list', send: true },
      },
    }),
  ],
  answerRecalled: (nodes) => [
    focal(There, {
      type: 'RecallMessage',
      body: { messageId: lastOf(nodes.file(There), 'NationalityResultSent'), action: 'stop_use' },
    }),
  ],
  concluded: (nodes) => {
    const requestId = lastRequest(nodes.file(There), 'tracing');
    return [
      focal(There, { type: 'AssignTracing', body: { requestId, office: 'office-a' } }),
      by(There, 'office-a', {
        type: 'RecordTracingVisit',
        body: { requestId, visitedOn: '2013-06-03', result: { found: 'met' } },
      }),
      by(There, 'office-a', {
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
    [caseOpened, screenedFor('no_fear'), ...consentsTo(There), ...identityKnown, presumed],
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
              expect(isAwaited(nodes.file(Here), lastOf(nodes.file(Here), kind))).toBe(true);
          }
          if (crosses) nodes.settle();
        }
        nodes.settle();
        for (const again of ['reopenedHere', 'reopenedThere', 'resumed', 'consented', 'notified']) {
          for (const given of happenings[again]!(nodes)) nodes.give(given);
          nodes.settle();
        }
        for (const kind of questions) {
          const { refusal } = nodes.give(focal(Here, asks[kind]));
          expect([undefined, 'already_exists']).toContain(refusal?.code);
          nodes.settle();
          expect({ kind, waits: isOwed(nodes.file(There), lastOf(nodes.file(Here), kind)) }).toEqual({
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
        fc.constantFrom(sending, receiving, recorded(untoldThere)),
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
