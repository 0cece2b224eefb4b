import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide, fold } from '../case.js';
import type { CommandType, NewCaseEvent } from '../catalogue.js';
import { isInvolved } from './state.js';
import { bar } from '../kernel/decision.js';
import { commandOf, contextOf } from '../spec/any-step.js';
import { given, recorded } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { id, sampleActor } from '../spec/sample.js';
import { aStep, receiving, sending, walk, walkedCase } from '../spec/walk.js';

const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});

const naming = [
  ...(['ReferToAgency', 'AssignAgency', 'AssignTracing', 'OfferStep', 'AppointGuardian'] as const),
  ...(['RecordIdentificationInterview', 'GiveConsent', 'AcknowledgeCase', 'ReferToShelter'] as const),
  ...(['ForwardNationalityCheck', 'ReleaseAgency', 'HoldReturnCounselling'] as const),
];
/**
 * What gives the named a part in the case or rests on their word cannot be done with somebody excluded: it alone is refused
 * because of that, as of whatever is told to nobody. Every other step is answered as if nobody were excluded.
 */
const handsOver: ReadonlySet<string> = new Set<CommandType>([
  ...(['ReferToAgency', 'AssignAgency', 'AssignTracing', 'ForwardNationalityCheck', 'GiveConsent'] as const),
  ...(['AppointGuardian', 'RecordIdentificationInterview', 'HoldReturnCounselling'] as const),
  ...(['ReferToShelter', 'TransferToShelter', 'AcknowledgeCase'] as const),
]);
const aNamingStep = fc
  .record({
    step: aStep,
    type: fc.oneof(fc.constantFrom(...naming), fc.constant(undefined)),
  })
  .map(({ step, type }) => (type === undefined ? step : { ...step, type }));

/** Texts of a body that could name an office or an official. */
const codesIn = (body: unknown): readonly string[] => {
  if (typeof body === 'string') return /^[a-z][a-z0-9-]{2,30}$/.test(body) ? [body] : [];
  return typeof body === 'object' && body !== null ? Object.values(body).flatMap(codesIn) : [];
};

const excluding = (party: { readonly agency?: string; readonly officialId?: string }): NewCaseEvent => ({
  type: 'PartyExcluded',
  data: { exclusionId: id('exclusion'), reason: 'Named by the person.', ...party },
});

describe('a step that names somebody excluded', () => {
  it('is refused for what would stand in its way if nobody were, or for what is told to nobody', () => {
    const tried = new Set<string>();
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { maxLength: 25 }),
        aNamingStep,
        fc.boolean(),
        fc.nat(),
        (beginning, steps, step, official, pick) => {
          const history = walk(beginning, steps);
          const command = commandOf(step, history);
          const codes = codesIn(command.body);
          const named = codes[pick % Math.max(codes.length, 1)];
          const code = named?.startsWith('sh-') ? 'welfare' : named;
          const context = contextOf(step, 900);
          if (code === undefined || code === context.actor.agency) return;
          const without = fold(walkedCase, history);
          const exclusion = excluding(official ? { officialId: code } : { agency: code });
          const file = fold(walkedCase, [...history, ...recorded([exclusion], context, history.length)]);
          const { refusal } = decide(command, file, context);
          if (!refusal) return;
          const ordinary = decide(command, without, context).refusal;
          if (ordinary) expect([command, refusal]).toEqual([command, ordinary]);
          else {
            expect([command, refusal.dataClass]).toEqual([command, bar.dataClass]);
            expect([command, handsOver.has(command.type)]).toEqual([command, true]);
          }
          tried.add(`${command.type} ${ordinary ? 'ordinary' : 'bar'}`);
        },
      ),
      { numRuns: 600 },
    );
    expect([...tried].filter((one) => one.endsWith('bar')).length).toBeGreaterThan(2);
  });

  it('is taken where it only offers a step: who is excluded never takes it over', () => {
    const offering = (...more: NewCaseEvent[]) =>
      given(caseOpened, joins('welfare'), ...more).when('OfferStep', { stepId: walkedCase, to: 'welfare' });
    for (const party of [{ agency: 'welfare' }, { officialId: 'welfare' }])
      expect(offering(excluding(party)).decision).toEqual(offering().decision);
  });

  it('is answered as of an office that takes part already, where it does', () => {
    const opened = given(caseOpened, joins('focal'), joins('office-a'), excluding({ agency: 'office-a' }));
    expect(isInvolved(opened.file.coordination, 'office-a')).toBe(false);
    opened
      .when(
        'ReferToAgency',
        { agency: 'office-a', reason: 'tracing' },
        { actor: sampleActor('focal', 'f-1') },
      )
      .thenRefuses('already_exists');
  });
});

describe('the focal point', () => {
  const told = (party: { readonly agency?: string; readonly officialId?: string }) =>
    given(caseOpened, joins('focal'), joins('welfare'), joins('police'))
      .when('RecordNationalityClaim', someClaim, { actor: sampleActor('focal', 'nine') })
      .when('RecordNationalityClaim', someClaim, { actor: sampleActor('police', 'ten') })
      .when(
        'ExcludeParty',
        { ...party, reason: 'Named by the person.' },
        { actor: sampleActor('welfare', 'w') },
      )
      .file.history.findLast(({ type }) => type === 'PartyExcluded')?.data;
  const someClaim = {
    source: 'person' as const,
    confidence: 'high' as const,
    nationality: { country: 'MM' as const, basis: 'said' },
  };

  it('is told of no exclusion of somebody who may be a colleague', () => {
    expect(told({ officialId: 'nine' })).not.toHaveProperty('told');
    expect(told({ officialId: 'nobody-here' })).not.toHaveProperty('told');
    expect(told({ officialId: 'ten' })).toHaveProperty('told', 'focal_point');
  });
});
