import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedCaseEvent } from '#casework';
import { commandOf, commandTypes } from '../casework/spec/any-step.js';
import { identityKnown } from '../casework/spec/histories.js';
import { readyUntold } from '../casework/spec/returning.js';
import { nodesFrom, twoNodes, type Answered, type TwoNodes } from '../casework/spec/two-nodes.js';
import { facts, readBy } from './spec/every-reader.js';

/*
 * An absent, an unwilling and an unsafe family give one answer (domain.md 2.3). Worlds are led through one history up to the
 * conclusion of the search, which differs in its outcome and reasons alone, and then go on alike, before and after the hour.
 */
const sides = ['TH', 'MM'] as const;

const aStep = fc.record({
  type: fc.constantFrom(...commandTypes),
  country: fc.constantFrom(...sides),
  agency: fc.constantFrom('focal', 'police', 'welfare', 'office-a'),
  pick: fc.nat(),
  settles: fc.boolean(),
});
type Step = typeof aStep extends fc.Arbitrary<infer S> ? S : never;

const finding = fc.record({
  outcome: fc.constantFrom('unsuitable', 'not_found', 'declined', 'involved'),
  reasons: fc.option(fc.constantFrom('Nobody was there.', 'The uncle sold her.')),
});
type Finding = typeof finding extends fc.Arbitrary<infer F> ? F : never;

const aHistory = fc.record({
  before: fc.array(aStep, { maxLength: 4 }),
  waiting: fc.array(aStep, { maxLength: 6 }),
  after: fc.array(aStep, { minLength: 2, maxLength: 8 }),
});
type History = typeof aHistory extends fc.Arbitrary<infer H> ? H : never;

const minutesOfAMonth = 30 * 24 * 60;

const take = (
  world: TwoNodes,
  { settles = true, ...step }: Omit<Step, 'settles'> & { settles?: boolean },
) => {
  const { country, agency } = step;
  const answer = world.give({ country, agency, command: commandOf(step, world.history(country)) });
  if (settles) world.settle();
  return answer;
};

const step = (country: 'TH' | 'MM', agency: Step['agency'], type: Step['type']) => ({
  country,
  agency,
  type,
  pick: 0,
});

/** Up to the visit of the office that searches. */
const searched = (before: readonly Step[]): TwoNodes => {
  const world = twoNodes([...readyUntold(), ...identityKnown], facts);
  take(world, step('TH', 'focal', 'NotifyCountry'));
  take(world, step('TH', 'focal', 'RequestFamilyTracing'));
  take(world, step('MM', 'focal', 'AssignTracing'));
  take(world, step('MM', 'office-a', 'RecordTracingVisit'));
  for (const one of before) take(world, one);
  return world;
};

interface Played {
  readonly world: TwoNodes;
  readonly answers: readonly Answered[];
}

const play = ({ before, waiting, after }: History, { outcome, reasons }: Finding): Played => {
  const world = searched(before);
  const { type, body } = commandOf(step('MM', 'office-a', 'ConcludeTracing'), world.history('MM'));
  const concluding = { ...body, outcome, conditions: [], ...(reasons === null ? {} : { reasons }) };
  const answers = [
    world.give({
      ...{ country: 'MM', agency: 'office-a' },
      command: { type, body: concluding } as Parameters<TwoNodes['give']>[0]['command'],
    }),
  ];
  world.settle();
  for (const one of waiting) answers.push(take(world, one));
  const begun = world.soFar();
  const later = nodesFrom({ ...begun, given: begun.given + minutesOfAMonth }, facts);
  later.settle();
  for (const one of after) answers.push(take(later, one));
  return { world: later, answers };
};

/** A history without what the office that searched found: sealed for who must know. */
const withoutFinding = (history: readonly RecordedCaseEvent[]) =>
  history.map(({ type, data, meta }) => ({
    ...{ type, meta },
    data: type === 'TracingConcluded' ? { ...data, outcome: undefined, reasons: undefined } : data,
  }));

const approvalIn = ({ world }: Played) =>
  world
    .history('MM')
    .findLast(
      (event): event is Extract<RecordedCaseEvent, { type: 'MessageApproved' }> =>
        event.type === 'MessageApproved' && event.data.kind === 'FamilyAssessmentSent',
    );

/** The offices that must know: the owner of the case there, its focal point, and who found it. */
const mustKnow = ['focal', 'welfare', 'office-a', 'reader-fp'];
const untouched: History = { before: [], waiting: [], after: [] };

describe('an absent, an unwilling and an unsafe family', () => {
  it('differ in two sealed fields of the side that searched alone, and every step after is answered alike', () => {
    let told = 0;
    fc.assert(
      fc.property(aHistory, finding, finding, (history, found, other) => {
        const [one, another] = [play(history, found), play(history, other)];
        expect(another.world.history('TH')).toEqual(one.world.history('TH'));
        expect(withoutFinding(another.world.history('MM'))).toEqual(withoutFinding(one.world.history('MM')));
        expect(another.world.file('MM').tracing).toEqual(one.world.file('MM').tracing);
        expect(another.answers.map(({ refusal }) => refusal)).toEqual(
          one.answers.map(({ refusal }) => refusal),
        );
        if (one.world.history('TH').some(({ type }) => type === 'FamilyAnswerLearned')) told += 1;
      }),
      { numRuns: 12 },
    );
    expect(told).toBeGreaterThan(3);
  });

  it('are one to every reader on both sides but those who must know: the owner of the case there, its focal point, who found it', () => {
    const findings = [
      ...(['unsuitable', 'not_found', 'declined', 'involved'] as const).map((outcome) => ({
        ...{ outcome, reasons: null },
      })),
      { outcome: 'involved', reasons: 'The uncle sold her.' } as const,
    ];
    const [one, ...others] = findings.map((found) => play(untouched, found));
    for (const country of sides)
      for (const agency of facts(country).agencies) {
        if (country === 'MM' && mustKnow.includes(agency.id)) continue;
        const expected = readBy(agency, country, one!);
        for (const other of others) expect(readBy(agency, country, other)).toEqual(expected);
      }
  });

  it('show neither the hour for which the answer waits nor a day that counts from it to an auditor, nor to who found it', () => {
    const played = play(untouched, { outcome: 'involved', reasons: null });
    expect(approvalIn(played)?.data.notBefore).toBeDefined();
    const agencies = facts('MM').agencies.filter(({ id }) => ['reader-au', 'office-a'].includes(id));
    for (const agency of agencies) {
      const shown = readBy(agency, 'MM', played).body.events.filter(({ type }) =>
        ['MessageApproved', 'TracingConcluded'].includes(type),
      );
      expect(shown.length).toBeGreaterThan(0);
      for (const { data } of shown)
        expect(Object.keys(data)).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/notBefore|validUntil/)]),
        );
    }
  });
});
