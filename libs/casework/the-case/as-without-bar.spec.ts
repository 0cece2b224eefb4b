import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { restingOnConsent } from './as-without-bar.js';
import { decide, fold } from '../the-case.js';
import {
  publicCommands,
  type CaseCommand,
  type NewCaseEvent,
  type PublicCommandType,
} from '../records/catalogue.js';
import { bar, type Refusal } from '../words/decision.js';
import { commandOf } from '../spec/any-step.js';
import { recorded } from '../spec/given.js';
import {
  agreed,
  approved,
  heldAsWitness,
  plannedOn,
  proposalId,
  proposed,
  ready,
  screened,
  travelling,
} from '../spec/returning.js';
import { id, sampleContext } from '../spec/sample.js';
import { party } from '../spec/travelling.js';
import { There } from '../spec/lands.js';

const bars: readonly NewCaseEvent[] = [
  heldAsWitness,
  screened('fears_state'),
  { type: 'ContactStopDecided', data: { with: There, reason: 'Threats.' } },
];
const elsewhere: NewCaseEvent = {
  type: 'RepatriationProposed',
  data: { proposalId, to: There, point: 'port', plannedOn, escorts: 2 },
};
const cancelled: NewCaseEvent = { type: 'RepatriationCancelled', data: { by: There, reason: 'logistics' } };
const stages: readonly (readonly NewCaseEvent[])[] = [
  ready(),
  [...ready(), elsewhere],
  [...ready(), proposed],
  [...ready(), proposed, agreed, ...approved],
  [...ready(), ...travelling],
  [...ready(), proposed, cancelled],
];

const placeHold: CaseCommand = {
  type: 'PlaceHold',
  body: {
    authority: 'Court',
    until: '2013-12-01',
    reviewOn: '2013-07-25',
    personsView: 'Wants to go home.',
    advanceTestimony: 'tried',
  },
};

/** Whether everybody may be told a refusal, and it does not rest on consents, which a fear ends too. */
const isOrdinary = (refusal: Refusal | undefined): boolean =>
  refusal?.dataClass === 'P1' && !restingOnConsent.includes(refusal.code);

describe('a bar', () => {
  it('takes the place of no reason that everybody may know, whatever is asked of a case', () => {
    const settings = [{}, { instruments: [] }];
    const types = Object.keys(publicCommands) as PublicCommandType[];
    fc.assert(
      fc.property(
        fc.constantFrom(...types),
        fc.constantFrom(...stages),
        fc.constantFrom(...bars),
        fc.constantFrom(...settings),
        (type, stage, barred, setting) => {
          const answer = (history: readonly NewCaseEvent[]) => {
            const before = recorded(stage);
            const { body } = commandOf({ type, pick: 0 }, before);
            return decide(
              { type, body } as CaseCommand,
              fold(id('case'), recorded(history)),
              sampleContext(setting),
            ).refusal;
          };
          const free = answer(stage);
          const under = answer([...stage, barred]);
          if (isOrdinary(free) && under?.dataClass === 'P4')
            expect([type, barred.type, under]).toEqual([type, barred.type, free]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is told before a missing consent, so that a fear and a withdrawal sound alike', () => {
    const ask = (...history: readonly NewCaseEvent[]) =>
      decide(
        { type: 'SendCaseForm', body: { to: There } },
        fold(id('case'), recorded(history)),
        sampleContext(),
      ).refusal;
    const withdrawn = ready().filter(({ type }) => type !== 'ConsentGiven');
    const fear = screened('fears_state');
    expect(ask(...ready(), fear)).toEqual(bar);
    expect(ask(...withdrawn, fear)).toEqual(bar);
  });

  it('takes the place of none when a traveller is added or a leg started', () => {
    const plan = { to: There, point: 'bridge', on: plannedOn };
    const legs = [{ from: 'shelter', to: 'bridge', mode: 'road' as const }];
    const caseId = id('person');
    const adding = (history: readonly NewCaseEvent[]) => {
      const all = party({ [caseId]: history });
      all.does('PlanJourney', { ...plan, legs });
      return all.does('AddTraveller', { caseId }).refusal;
    };
    const starting = (history: readonly NewCaseEvent[], hold: boolean) => {
      const all = party({ [caseId]: history });
      all.does('PlanJourney', { ...plan, legs });
      all.does('AddTraveller', { caseId });
      if (hold) all.inCase(caseId, placeHold);
      return all.does('StartLeg', { leg: 0 }).refusal;
    };
    const told: string[] = [];
    for (const stage of stages)
      for (const barred of bars)
        for (const [free, under] of [
          [adding(stage), adding([...stage, barred])],
          [starting(stage, false), starting(stage, true)],
        ] as const) {
          if (!isOrdinary(free)) continue;
          expect(under).toEqual(free);
          told.push(free?.code ?? '');
        }
    expect([...new Set(told)].toSorted()).toEqual(['condition_missing', 'wrong_place', 'wrong_state']);
  });
});
