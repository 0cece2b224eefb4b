import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isExcluded } from '../coordination/state.js';
import {
  publicCommands,
  type CaseCommand,
  type PublicCommandType,
  type RecordedCaseEvent,
} from '../records/catalogue.js';
import { aStep, type Step } from '../spec/any-step.js';
import { id, sampleActor, sampleContext } from '../spec/sample.js';
import { recorded } from '../spec/given.js';
import { joins } from '../spec/histories.js';
import { Here, There } from '../spec/lands.js';
import { agreed, proposalId, proposed, ready, risk, travelling } from '../spec/returning.js';
import { receiving, sending, walk, walkedCase } from '../spec/walk.js';
import type { CaseFile } from '../records/file.js';
import { decide, fold } from '../the-case.js';
import type { CommandDefinition } from '../words/command.js';
import { dutiesByProcess, dutiesOf, dutyKinds, type DutyKind } from './duties.js';

const context = sampleContext({});

/** Commands that begin what waits for somebody, or end much at once. */
const likely = [
  'ProposeSafetyAlert',
  'DecideSafetyAlert',
  'RequestErasure',
  'ExcludeParty',
  'LiftExclusion',
  'ProposeDenial',
  'OfferStep',
  'CloseCase',
  'RecordDeath',
] as const;

/** A first signature of police under all that takes two, while others take part. */
const signedOnce: readonly RecordedCaseEvent[] = [
  ...recorded([
    ...ready({ ownRisk: risk(Here, 'high', ['escort']) }),
    proposed,
    agreed,
    joins('police'),
    joins('welfare'),
    {
      type: 'PartyExcluded',
      data: { exclusionId: id('exclusion'), officialId: 'officer-9', reason: 'Named.' },
    },
  ]),
  ...recorded(
    [
      {
        type: 'SafetyAlertProposed',
        data: {
          ...{ alertId: id('alert'), to: There, whyNotAsked: 'Nobody has reached her.' },
          alert: { kind: 'in_danger', asks: ['find'], urgency: 'urgent' },
        },
      },
      { type: 'ErasureRequested', data: { requestId: id('erasure'), ground: 'person_request' } },
      {
        type: 'VictimStatusDenialProposed',
        data: { findingId: id('denial'), authority: 'police', reason: 'Nothing was found.' },
      },
      { type: 'ReturnApprovalGiven', data: { proposalId, agency: 'police' } },
      { type: 'RiskMeasuresConfirmed', data: { assessmentId: id(`risk ${Here}`) } },
      { type: 'StepOffered', data: { stepId: walkedCase, to: 'welfare' } },
      { type: 'ExclusionLiftProposed', data: { exclusionId: id('exclusion') } },
    ],
    sampleContext({ actor: sampleActor('police', 'officer-police') }),
    100,
  ),
];

const beginnings = [sending, receiving, recorded([...ready(), ...travelling]), signedOnce];
const aHistory = fc
  .tuple(
    fc.constantFrom(...beginnings),
    fc.array(
      fc.oneof(
        aStep,
        aStep.chain((step) =>
          fc.constantFrom(...likely).map((type): Step => ({ ...step, type, agency: step.agency })),
        ),
      ),
      { maxLength: 30 },
    ),
  )
  .map(([beginning, steps]) => walk(beginning, steps));

/** An order of an office, with the id that a duty is about wherever its example has one. */
const orderFor = (type: PublicCommandType, about: string): CaseCommand => {
  const { body, example }: CommandDefinition = publicCommands[type];
  const named = JSON.parse(JSON.stringify(example)) as Record<string, unknown>;
  const field = Object.keys(named).find((name) => name.endsWith('Id'));
  return {
    type,
    body: body.parse(field === undefined ? named : { ...named, [field]: about }),
  } as CaseCommand;
};

const bySignature = new Set(
  Object.entries(dutyKinds).flatMap(([kind, { clock }]) => (clock === 'second_signature' ? [kind] : [])),
);

const commandsIn = (kind: DutyKind): readonly PublicCommandType[] =>
  dutyKinds[kind].endedBy.filter((name): name is PublicCommandType => Object.hasOwn(publicCommands, name));

/** Whether anybody is left who can answer for the case. */
const isAnsweredFor = ({ coordination }: CaseFile): boolean =>
  context
    .facts(context.country)
    .agencies.some(
      ({ id: agency, mandates }) => mandates.includes('coordinate') && !isExcluded(coordination, { agency }),
    );

describe('the duties of a case', () => {
  it('are each declared by one process', () => {
    const kinds = Object.values(dutiesByProcess).flatMap((process) => Object.keys(process.kinds));
    expect(kinds).toEqual([...new Set(kinds)]);
  });

  it('stand once each, always on somebody who is charged with the command that ends them', () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        const file = fold(walkedCase, history);
        const duties = dutiesOf(file, context);
        const ids = duties.map((duty) => duty.id);
        expect(ids).toEqual([...new Set(ids)]);
        for (const { offices, bearer, kind } of duties) {
          if (bearer.kind === 'country' || bearer.kind === 'person') continue;
          if (isAnsweredFor(file)) expect([kind, offices.length > 0]).toEqual([kind, true]);
          const charges = commandsIn(kind).map((name) => publicCommands[name].mandate);
          if (bearer.kind !== 'case_office' && charges.length > 0) expect(charges).toContain(bearer.mandate);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are on other offices than the first wherever a second signature waits', () => {
    const duties = dutiesOf(fold(walkedCase, signedOnce), context);
    const waiting = new Map(duties.map(({ kind, offices }) => [kind, offices]));
    expect([...bySignature].filter((kind) => !waiting.has(kind as DutyKind))).toEqual([]);
    for (const kind of bySignature)
      expect([kind, waiting.get(kind as DutyKind)]).not.toEqual([kind, ['police']]);
    expect(waiting.get('sign_return')).toEqual(['focal', 'welfare']);
    expect(waiting.get('take_over_step')).toEqual(['welfare']);
  });

  it('let each office sign second that has to', () => {
    const wrong = ['same_person', 'no_mandate', 'not_yours', 'excluded_party'];
    fc.assert(
      fc.property(aHistory, (history) => {
        const file = fold(walkedCase, history);
        for (const { kind, offices, about, bringIn } of dutiesOf(file, context)) {
          const [type] = commandsIn(kind);
          if (bringIn || type === undefined || !bySignature.has(kind)) continue;
          for (const office of offices) {
            const actor = sampleActor(office, id('second'));
            const { refusal } = decide(orderFor(type, about), file, { ...context, actor });
            expect([kind, wrong.includes(refusal?.code ?? '')]).toEqual([kind, false]);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});
