import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inbound, overThere } from '../spec/crossing.js';
import { given, type Outcome } from '../spec/given.js';
import { caseOpened, sampleName } from '../spec/histories.js';
import { Here, There } from '../spec/lands.js';
import { id, sampleFacts } from '../spec/sample.js';
import { goes } from '../spec/stated.js';
import { nationalAnswer } from './questions/national-answer.js';
import type { NationalityResult } from './values.js';

const requestId = id('request');
const arrived = () =>
  given(caseOpened).when(
    'ReceiveMessage',
    inbound('NationalityConfirmationRequested', { requestId, names: [sampleName] }),
    overThere(),
  );

const found = (before: Outcome, agency: string, result: NationalityResult, sends = true) =>
  before.when(
    'DecideNationality',
    {
      ...{ requestId, result, basis: 'household_list', send: sends },
      ...(result === 'not_confirmed' ? { because: 'no_record' as const } : {}),
    },
    overThere(agency),
  );
const decisionOf = ({ file }: Outcome, agency: string) =>
  file.nationality.decisions.findLast(({ authority }) => authority === agency)?.decisionId ?? id('none');
const chosen = (before: Outcome, agency: string) =>
  before.when('ChooseNationalAnswer', { decisionId: decisionOf(before, agency) }, overThere());
const withdrawn = (before: Outcome, agency: string) =>
  before.when('WithdrawNationalityResult', { decisionId: decisionOf(before, agency) }, overThere(agency));

/** What holds abroad after the messages of some steps, in their order: each finding told, until its end is told. */
const abroad = (steps: readonly Outcome[]): readonly NationalityResult[] => {
  const holds = new Map<unknown, NationalityResult>();
  for (const { decision } of steps)
    for (const { type, data } of decision.events) {
      if (type !== 'MessageApproved') continue;
      const said = { ...data.payload, ...data.references } as {
        decisionId?: string;
        finding?: { result: NationalityResult };
      };
      if (data.kind === 'NationalityResultSent' && said.finding)
        holds.set(said.decisionId, said.finding.result);
      if (data.kind === 'NationalityResultWithdrawn') holds.delete(said.decisionId);
    }
  return [...holds.values()];
};
const answerOf = ({ file }: Outcome) =>
  nationalAnswer(file, sampleFacts(There), '2013-06-03')?.finding?.result;

const result = (outcome: 'confirmed' | 'not_confirmed') => ({ result: outcome, basis: 'household_list' });

describe('the answer of a country about a nationality', () => {
  it('goes once, under the code of the focal point, whoever found it and however many agree', () => {
    const first = found(arrived(), 'police', 'confirmed').thenRecords(
      { NationalityDecided: { answered: true, finding: result('confirmed'), validUntil: '2014-06-03' } },
      goes('NationalityResultSent', Here, {
        ...{ authority: 'focal', finding: result('confirmed'), validUntil: '2014-06-03' },
      }),
    );
    found(first, 'welfare', 'confirmed').thenRecords({
      NationalityDecided: { answered: true, finding: result('confirmed'), validUntil: '2014-06-03' },
    });
    expect(found(first, 'welfare', 'inconclusive').types).toEqual(['NationalityDecided']);
  });

  it('is taken back while the authorities at home differ, who each see what the other found', () => {
    const differing = found(found(arrived(), 'police', 'confirmed'), 'welfare', 'not_confirmed');
    differing.thenRecords(
      {
        NationalityDecided: {
          ...{ answered: true, validUntil: '2014-06-03' },
          finding: { ...result('not_confirmed'), because: 'no_record' },
        },
      },
      goes('NationalityResultWithdrawn', Here),
    );
    expect(
      differing.file.nationality.decisions.map(({ authority, finding }) => [authority, finding?.result]),
    ).toEqual([
      ['police', 'confirmed'],
      ['welfare', 'not_confirmed'],
    ]);
  });

  it('is what the focal point chooses among them, until somebody finds otherwise since', () => {
    const differing = found(found(arrived(), 'police', 'confirmed'), 'welfare', 'not_confirmed');
    const decided = chosen(differing, 'police').thenRecords(
      { NationalAnswerChosen: {} },
      goes('NationalityResultSent', Here, {
        ...{ authority: 'focal', finding: result('confirmed'), validUntil: '2014-06-03' },
      }),
    );
    chosen(decided, 'police').thenRefuses('already_exists');
    decided
      .when('ChooseNationalAnswer', { decisionId: decisionOf(decided, 'welfare') }, overThere('powerless'))
      .thenRefuses('no_mandate');
    chosen(decided, 'nobody').thenRefuses('unknown_reference');
    expect(answerOf(found(decided, 'welfare', 'confirmed'))).toBe('confirmed');
    expect(abroad([differing, decided])).toEqual(['confirmed']);
    expect(found(decided, 'focal', 'not_confirmed').types).toEqual(['NationalityDecided', 'MessageApproved']);
    expect(answerOf(found(decided, 'focal', 'not_confirmed'))).toBeUndefined();
  });

  it('goes on under the finding of another, where the one that was told is withdrawn', () => {
    const both = found(found(arrived(), 'police', 'confirmed'), 'welfare', 'confirmed');
    expect(withdrawn(both, 'police').types).toEqual([
      'NationalityResultWithdrawn',
      'MessageApproved',
      'MessageApproved',
    ]);
  });

  const agencies = ['focal', 'police', 'welfare'] as const;
  const aStep = fc.record({
    agency: fc.constantFrom(...agencies),
    what: fc.constantFrom('confirmed', 'not_confirmed', 'inconclusive', 'withdraw', 'choose'),
    sends: fc.boolean(),
  });

  it('is one whatever was found in whatever order: what holds abroad is what holds at home, or nothing', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 8 }), (chosenSteps) => {
        const steps = [arrived()];
        for (const { agency, what, sends } of chosenSteps) {
          const last = steps.at(-1)!;
          const next =
            what === 'withdraw'
              ? withdrawn(last, agency)
              : what === 'choose'
                ? chosen(last, agency)
                : found(last, agency, what, sends);
          steps.push(next);
          const held = new Set(abroad(steps));
          expect(held.size).toBeLessThan(2);
          for (const one of held) expect(one).toBe(answerOf(next));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('and is the same at last in whatever order the authorities spoke', () => {
    const findings = fc.uniqueArray(
      fc.record({
        agency: fc.constantFrom(...agencies),
        result: fc.constantFrom('confirmed', 'not_confirmed', 'inconclusive'),
      }),
      { selector: ({ agency }) => agency, minLength: 1 },
    );
    const heldAfter = (order: readonly { agency: string; result: NationalityResult }[]) => {
      const steps = [arrived()];
      for (const { agency, result: said } of order) steps.push(found(steps.at(-1)!, agency, said));
      return [...new Set(abroad(steps))];
    };
    fc.assert(
      fc.property(
        findings.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        ([one, other]) => {
          expect(heldAfter(other)).toEqual(heldAfter(one));
        },
      ),
      { numRuns: 60 },
    );
  });
});
