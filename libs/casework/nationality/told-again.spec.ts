import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { places } from '../spec/crossing-acts.js';
import { Here, There } from '../spec/lands.js';
import { sampleFacts } from '../spec/sample.js';
import { nodesFrom, type TwoNodes } from '../spec/two-nodes.js';
import type { CaseCommand } from '../records/catalogue.js';
import { idOfTelling, isTellingOf } from '../words/told-again.js';
import { standingDecisions } from './state.js';

const asked = places()['asked']!.soFar();
const day = '2013-06-03';
const start = (): TwoNodes => nodesFrom(asked, sampleFacts);
const requestId = (nodes: TwoNodes): string => nodes.file(There).nationality.requests[0]?.requestId ?? '';
const lastOf = (nodes: TwoNodes, agency: string): string | undefined =>
  nodes.file(There).nationality.decisions.findLast(({ authority }) => authority === agency)?.decisionId;

const offices = ['focal', 'police', 'welfare'] as const;
const aStep = fc.record({
  agency: fc.constantFrom(...offices),
  what: fc.constantFrom('confirmed', 'not_confirmed', 'inconclusive', 'withdraw', 'choose', 'call back'),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

const commandOf = (nodes: TwoNodes, { agency, what }: Step): CaseCommand | undefined => {
  const decisionId = lastOf(nodes, agency);
  const result = nodes
    .file(There)
    .disclosure.own.findLast(({ kind }) => kind === 'NationalityResultSent')?.messageId;
  switch (what) {
    case 'withdraw':
      return decisionId === undefined
        ? undefined
        : { type: 'WithdrawNationalityResult', body: { decisionId } };
    case 'choose':
      return decisionId === undefined ? undefined : { type: 'ChooseNationalAnswer', body: { decisionId } };
    case 'call back':
      return result === undefined
        ? undefined
        : { type: 'RecallMessage', body: { messageId: result, action: 'stop_use' } };
    case 'confirmed':
    case 'not_confirmed':
    case 'inconclusive':
      return {
        type: 'DecideNationality',
        body: {
          ...{ requestId: requestId(nodes), result: what, basis: 'household_list', send: true },
          ...(what === 'not_confirmed' ? { because: 'no_record' as const } : {}),
        },
      };
  }
};

/** What a step tells is carried at once. */
const take = (nodes: TwoNodes, step: Step): void => {
  const command = commandOf(nodes, step);
  if (!command) return;
  const agency = command.type === 'ChooseNationalAnswer' ? 'focal' : step.agency;
  nodes.give({ country: There, agency, command });
  nodes.settle();
};

/** What the country that asked holds true, by its file. */
const heldHere = (nodes: TwoNodes): readonly unknown[] => [
  ...new Set(standingDecisions(nodes.file(Here).nationality, day).map(({ finding }) => finding?.result)),
];

/** The same of a partner that takes an id once and refuses it ever after, from what was told it. */
const heldByAnOldPartner = (
  nodes: TwoNodes,
): { readonly results: readonly unknown[]; readonly refused: number } => {
  const taken = new Map<unknown, { readonly result: unknown; readonly messageId: string; ended: boolean }>();
  let refused = 0;
  for (const { kind, messageId, status, payload = {} } of nodes.file(There).disclosure.own) {
    const { decisionId, finding, recalled } = payload as Record<string, unknown>;
    if (status !== 'released') continue;
    if (kind === 'NationalityResultSent') {
      if (taken.has(decisionId)) refused += 1;
      else {
        const { result } = finding as { readonly result: unknown };
        taken.set(decisionId, { result, messageId, ended: false });
      }
    }
    for (const [id, one] of taken)
      if ((kind === 'NationalityResultWithdrawn' && id === decisionId) || one.messageId === recalled)
        one.ended = true;
  }
  const results = [...new Set([...taken.values()].filter(({ ended }) => !ended).map(({ result }) => result))];
  return { results, refused };
};

describe('an answer that is told anew', () => {
  it('after the authorities differed and one was chosen is taken by who was told it before', () => {
    const nodes = start();
    take(nodes, { agency: 'police', what: 'confirmed' });
    take(nodes, { agency: 'welfare', what: 'not_confirmed' });
    expect(heldHere(nodes)).toEqual([]);
    take(nodes, { agency: 'police', what: 'choose' });
    expect(heldHere(nodes)).toEqual(['confirmed']);
    expect(heldByAnOldPartner(nodes)).toEqual({ results: ['confirmed'], refused: 0 });
    take(nodes, { agency: 'police', what: 'withdraw' });
    expect(heldHere(nodes)).not.toContain('confirmed');
    expect(heldByAnOldPartner(nodes).results).not.toContain('confirmed');
  });

  it('has effect as it was told last, once, on a partner of today and on one that refuses what it took before', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 10 }), (steps) => {
        const nodes = start();
        for (const step of steps) {
          take(nodes, step);
          const there = heldByAnOldPartner(nodes);
          expect(there.refused).toBe(0);
          expect(there.results).toEqual(heldHere(nodes));
          expect(there.results.length).toBeLessThan(2);
        }
        const receipts = nodes.file(There).disclosure.own.filter(({ receipt }) => receipt === 'refused');
        expect(receipts).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is told under an id of its own each time, which is known as that of what was found', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.uuid(),
        fc.uniqueArray(fc.nat(5000), { minLength: 1 }),
        (id, other, times) => {
          const tellings = times.map((before) => idOfTelling(id, before));
          expect(new Set(tellings).size).toBe(times.length);
          for (const telling of tellings) {
            expect(telling).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
            expect(isTellingOf(id, telling)).toBe(true);
            expect(isTellingOf(other, telling)).toBe(id.slice(0, 24) === other.slice(0, 24));
          }
          expect(idOfTelling(id, 0)).toBe(id);
        },
      ),
    );
    expect(isTellingOf('sending', 'receiving')).toBe(false);
  });
});
