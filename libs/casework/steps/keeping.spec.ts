import { shelterCommands } from '../shelter/commands.js';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  publicCommands,
  type CaseCommand,
  type NewCaseEvent,
  type PublicCommandType,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { decide, fold } from '../the-case.js';
import { isInvolved } from '../coordination/state.js';
import { agencyOf } from '../words/facts.js';
import type { CaseFile } from '../records/file.js';
import { recorded } from '../spec/given.js';
import { openedWith } from '../spec/histories.js';
import { id, sampleActor, sampleContext, sampleFacts } from '../spec/sample.js';
import { aStep, receiving, sending, walk, walkedCase } from '../spec/walk.js';
import { beginningByType } from './questions/beginnings.js';
import { goingOn, mayOffer, stepOf } from './questions/keeper.js';
import { Here } from '../spec/lands.js';

const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});
const by = (agency: string) => ({ actor: sampleActor(agency, `officer-${agency}`) });

const offices = ['focal', 'police', 'welfare'];

/** A step of an office over a case: begins, ends, offers, takes over, excludes, lets go, closes. */
const anAct = fc.record({
  type: fc.constantFrom(
    ...(['PlaceLegalHold', 'StartService', 'AppointGuardian', 'ReferToAgency'] as const),
    ...([
      'LiftLegalHold',
      'EndHold',
      'EndGuardianship',
      'CompleteService',
      'CloseCase',
      'ReopenCase',
    ] as const),
    ...(['OfferStep', 'OfferStep', 'TakeOverStep', 'TakeOverStep', 'ExcludeParty', 'ReleaseAgency'] as const),
    ...(['OfferStep', 'OfferStep', 'OfferStep', 'TakeOverStep', 'TakeOverStep', 'TakeOverStep'] as const),
  ),
  agency: fc.constantFrom(...offices),
  other: fc.constantFrom(...offices),
  pick: fc.nat(),
});
type Act = typeof anAct extends fc.Arbitrary<infer A> ? A : never;

const begunIn = (file: CaseFile): readonly string[] =>
  file.history.flatMap(({ type, data }) => {
    const stepId = (data as Readonly<Record<string, unknown>>)[beginningByType.get(type)?.by ?? ''];
    return typeof stepId === 'string' ? [stepId] : [];
  });

const commandFor = ({ type, agency, other, pick }: Act, file: CaseFile): CaseCommand => {
  const ids =
    type === 'TakeOverStep'
      ? file.steps.offers.filter(({ to }) => to === agency).map((offer) => offer.stepId)
      : [...begunIn(file), walkedCase];
  const stepId = ids[pick % Math.max(1, ids.length)] ?? walkedCase;
  const bodies: Partial<Record<PublicCommandType, unknown>> = {
    LiftLegalHold: { holdId: stepId },
    EndHold: { holdId: stepId },
    EndGuardianship: { guardianId: stepId, reason: 'other' },
    CompleteService: { serviceId: stepId },
    OfferStep: { stepId, to: other },
    TakeOverStep: { stepId },
    ExcludeParty:
      pick % 4 === 0
        ? { agency: other, reason: 'Named by the person.' }
        : { officialId: `officer-${pick}`, reason: 'Named by the person.' },
    ReleaseAgency: { agency: other },
    ReferToAgency: { agency: other, reason: 'help' },
  };
  const { body, example } = publicCommands[type];
  return { type, body: body.parse(bodies[type] ?? example) } as CaseCommand;
};

/** Walks from a case of a child with three offices; what each step found and left. */
const acting = (acts: readonly Act[], see: (act: Act, before: CaseFile, after: CaseFile) => void): void => {
  const beginning = recorded([openedWith('child'), joins('focal'), joins('police'), joins('welfare')]);
  acts.reduce<readonly RecordedCaseEvent[]>((history, act, index) => {
    const before = fold(walkedCase, history);
    const context = sampleContext({
      ...by(act.agency),
      now: '2014-03-03T04:00:00.000Z',
      commandId: id(`act ${index}`),
    });
    const { events } = isInvolved(before.coordination, act.agency)
      ? decide(commandFor(act, before), before, context)
      : { events: [] };
    const now = [...history, ...recorded(events, context, history.length)];
    see(act, before, fold(walkedCase, now));
    return now;
  }, beginning);
};

describe('over any history', () => {
  it('nobody but its keeper ends, reviews or changes a step, and it passes only by an offer', () => {
    const seen = { ended: 0, passed: 0 };
    fc.assert(
      fc.property(fc.array(anAct, { minLength: 20, maxLength: 60 }), (acts) => {
        acting(acts, ({ type, agency }, before, after) => {
          for (const stepId of begunIn(before)) {
            const step = stepOf(before, stepId);
            const now = stepOf(after, stepId);
            if (!step || !now) continue;
            if (step.stands(stepId, before) && !step.stands(stepId, after)) {
              seen.ended += 1;
              if (isInvolved(before.coordination, step.keeper)) expect(agency).toBe(step.keeper);
              else expect([agency === step.keeper, step.endsWithItsOffice]).toContain(true);
            }
            if (now.keeper !== step.keeper) {
              seen.passed += 1;
              const offer = before.steps.offers.find((held) => held.stepId === stepId);
              expect([type, agency, offer?.to]).toEqual(['TakeOverStep', now.keeper, now.keeper]);
              expect(offer && mayOffer(step, offer.agency, before)).toBe(true);
            }
          }
        });
      }),
      { numRuns: 60 },
    );
    expect(Math.min(seen.ended, seen.passed)).toBeGreaterThan(0);
  });

  it('an opened case has one owner, which takes part and is not excluded, and it alone lets others go', () => {
    let passed = 0;
    fc.assert(
      fc.property(fc.array(anAct, { minLength: 20, maxLength: 60 }), (acts) => {
        acting(acts, ({ type, agency }, before, after) => {
          const { owner = '' } = after.coordination;
          expect(agencyOf(sampleFacts(Here), owner)).toBeDefined();
          expect(isInvolved(after.coordination, owner)).toBe(true);
          if (owner !== before.coordination.owner) passed += 1;
          if (type === 'ExcludeParty') return;
          for (const gone of before.coordination.involved)
            if (!after.coordination.involved.has(gone))
              expect([before.coordination.owner, gone]).toContain(agency);
        });
      }),
      { numRuns: 25 },
    );
    expect(passed).toBeGreaterThan(5);
  });

  it('of any office and any command, an opened case has one owner that takes part', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(sending, receiving),
        fc.array(aStep, { maxLength: 60 }),
        (beginning, steps) => {
          const { coordination } = fold(walkedCase, walk(beginning, steps));
          expect(isInvolved(coordination, coordination.owner ?? '')).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Commands that name something recorded and go on with no office's step: what they answer, or whom they are for. */
const goOnWithNone: readonly PublicCommandType[] = [
  ...(['WithdrawConsent', 'ConfirmErasure', 'ConfirmDenial', 'ConfirmDelivery', 'AcceptPlan'] as const),
  ...(['RequestIdentificationReview', 'OverturnDecision', 'TakeBackEntry', 'OfferStep'] as const),
  ...(['RecordWishToGo', 'UpholdDecision', 'ForwardSupportApplication'] as const),
  ...([
    'TakeOverStep',
    'CorrectClaim',
    'LiftExclusion',
    'ConfirmExclusionLift',
    'ConfirmMeasures',
    'ApproveReturn',
    'AgreeRepatriation',
  ] as const),
  ...(['CounterPropose', 'DeclineRepatriation', 'IssueHigherAuthorityLetter', 'RecallMessage'] as const),
  ...(['HandOverLetter', 'RecordLetterReceipt', 'RecordLetter'] as const),
  ...(['SendCorrection', 'AskAdditionalInformation', 'ProvideAdditionalInformation'] as const),
  ...(['RequestConsularAccess', 'RecordConsularInterview', 'ForwardNationalityCheck'] as const),
  ...(['RecordMissionInterview', 'RecordMissionAnswer', 'RecordMissionStopped'] as const),
  ...([
    'DecideNationality',
    'ChooseNationalAnswer',
    'AssignTracing',
    'RecordTracingVisit',
    'ConcludeTracing',
  ] as const),
  ...(['ConfirmSafetyAlert', 'SendSafetyAlert', 'HandOverSafetyAlert'] as const),
  ...(['AcknowledgeSafetyAlert'] as const),
  'RecordToldOfSafetyAlert',
  'ReportRelayHop',
];

describe('every command that names something recorded', () => {
  it('goes on with a step of one office, with a stay of a shelter, or is known to go on with none', () => {
    const naming = (Object.keys(publicCommands) as PublicCommandType[]).filter((type) =>
      Object.keys(publicCommands[type].example).some(
        (field) => field.endsWith('Id') && field !== 'officialId',
      ),
    );
    const shelters: readonly string[] = Object.keys(shelterCommands);
    const unknown = naming.filter(
      (type) => !goingOn.has(type) && !goOnWithNone.includes(type) && !shelters.includes(type),
    );
    expect(unknown).toEqual([]);
  });
});
