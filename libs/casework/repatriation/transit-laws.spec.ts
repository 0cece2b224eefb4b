import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CaseCommand } from '../records/catalogue.js';
import { Here, There, type Land } from '../spec/lands.js';
import {
  passing,
  permit,
  refusal,
  departure,
  gives,
  askedHere,
  askedThere,
  lastSent,
  recalls,
  throughThere,
} from '../spec/passing.js';
import { id } from '../spec/sample.js';
import type { TwoNodes } from '../spec/two-nodes.js';

/** What may happen to a transit, each on the files as they are then. */
const happenings: Readonly<Record<string, (nodes: TwoNodes) => readonly [Land, CaseCommand]>> = {
  ask: () => [Here, passing],
  askForLater: () => [Here, { type: 'NotifyTransit', body: { to: There, on: '2013-07-01' } }],
  permit: ({ file }) => [There, permit(askedThere(file(There))?.on)],
  permitAnother: () => [There, permit('2013-07-05')],
  refuse: ({ file }) => [There, refusal(askedThere(file(There))?.on)],
  recallPermit: (nodes) => [There, recalls(lastSent(nodes, There, 'TransitPermitted', 'TransitRefused'))],
  recallRequest: (nodes) => [Here, recalls(lastSent(nodes, Here, 'TransitNotified'))],
  suspend: () => [Here, { type: 'SuspendReturn', body: { reason: 'border_closed' } }],
  resume: () => [Here, { type: 'ResumeReturn', body: {} }],
  withdrawHere: ({ file }) => [
    Here,
    {
      type: 'WithdrawConsent',
      body: {
        consentId:
          file(Here).consent.consents.find(
            ({ purpose, recipient }) => purpose === 'return' && recipient.country === There,
          )?.consentId ?? id('none'),
      },
    },
  ],
  depart: () => [Here, departure()],
};

/** What has to happen for somebody to depart, so that it often does. */
const usual = ['ask', 'permit', 'depart'];

const aStory = fc.array(
  fc.record({ what: fc.constantFrom(...Object.keys(happenings), ...usual, ...usual), crosses: fc.boolean() }),
  { maxLength: 12 },
);

describe('whatever happens to a transit', () => {
  it('nobody departs but on a permit of the last request, which both still hold', () => {
    let departed = 0;
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = throughThere();
        for (const { what, crosses } of story) {
          const [country, command] = happenings[what]!(nodes);
          const code = gives(nodes, country, command);
          if (what === 'depart' && code === undefined) {
            departed += 1;
            const { own, theirs } = nodes.file(Here).disclosure;
            const request = own.findLast(({ kind }) => kind === 'TransitNotified');
            const answer = theirs.findLast(
              ({ kind, outcome, stopped }) =>
                outcome === 'effective' &&
                !stopped &&
                (kind === 'TransitPermitted' || kind === 'TransitRefused'),
            );
            expect(answer?.kind).toBe('TransitPermitted');
            expect(
              nodes
                .history(Here)
                .some(
                  ({ type, data }) =>
                    type === 'TransitPermitted' &&
                    data.messageId === answer?.messageId &&
                    data.answers === request?.messageId,
                ),
            ).toBe(true);
            expect(own.some(({ stops }) => stops?.includes(request?.messageId ?? ''))).toBe(false);
          }
          if (crosses) nodes.settle();
        }
      }),
      { numRuns: 400 },
    );
    expect(departed).toBeGreaterThan(5);
  });

  it('both countries hold the same of it once everything has crossed', () => {
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = throughThere();
        for (const { what, crosses } of story) {
          const [country, command] = happenings[what]!(nodes);
          gives(nodes, country, command);
          if (crosses) nodes.settle();
        }
        nodes.settle();
        const here = askedHere(nodes.file(Here));
        const there = askedThere(nodes.file(There));
        const request = nodes
          .file(Here)
          .disclosure.own.find(({ messageId }) => messageId === here?.messageId);
        if (request?.status !== 'released') return;
        expect([there?.messageId, there?.standing]).toEqual([here?.messageId, here?.standing]);
      }),
      { numRuns: 300 },
    );
  });

  it('the state on the way is told nothing but the manifest and what takes it back', () => {
    const kinds = [
      'TransitNotified',
      'MessageRecalled',
      'ConsentWithdrawn',
      'RecallDone',
      'RecallPartly',
      'UseStopped',
    ];
    const manifest = new Set([
      ...['on', 'until', 'entry', 'exit', 'legs', 'escorts', 'contact', 'journey'],
      ...['names', 'documents', 'specialNeeds'],
    ]);
    fc.assert(
      fc.property(aStory, (story) => {
        const nodes = throughThere();
        for (const { what } of story) {
          const [country, command] = happenings[what]!(nodes);
          gives(nodes, country, command);
          nodes.settle();
        }
        for (const { kind, to, payload = {} } of nodes
          .file(Here)
          .disclosure.own.filter((own) => own.to === There)) {
          expect([to, kinds.includes(kind)]).toEqual([There, true]);
          if (kind === 'TransitNotified')
            for (const name of Object.keys(payload)) expect([name, manifest.has(name)]).toEqual([name, true]);
          const text = JSON.stringify(payload);
          for (const word of ['shelter', 'border-post', 'bridge', 'anti_trafficking_act'])
            expect([word, text.includes(word)]).toEqual([word, false]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
