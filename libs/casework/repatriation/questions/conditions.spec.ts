import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { RefusalCode } from '../../words/refusal-codes.js';
import { given } from '../../spec/given.js';
import { id, sampleContext } from '../../spec/sample.js';
import {
  agreed,
  approved,
  bestInterests,
  consented,
  guardianAppointed,
  heldAsWitness,
  opened,
  plannedOn,
  proposalId,
  proposed,
  ready,
  risk,
  screened,
} from '../../spec/returning.js';
import { conditionsOfReturn, type ReturnCondition } from './conditions.js';
import { Here, There } from '../../spec/lands.js';

const notify = { on: plannedOn, point: 'bridge', escorts: 2 };
const child = { opened: opened('child'), consent: consented('guardian_with_assent') };

const lacking: readonly (readonly [string, NewCaseEvent[], ReturnCondition, RefusalCode])[] = [
  ['no consent to return', ready({ consent: undefined }), 'return_consent', 'consent_missing'],
  [
    'a guardian for an adult',
    ready({ consent: consented('guardian_with_assent') }),
    'return_consent',
    'consent_missing',
  ],
  [
    'a consent withdrawn',
    [...ready(), { type: 'ReturnConsentWithdrawn', data: { onTheWay: false, recallNeeded: false } }],
    'return_consent',
    'consent_missing',
  ],
  ['fear', ready({ screening: screened('fears_state') }), 'not_possible_now', 'not_possible_now'],
  ['no screening at all', ready({ screening: undefined }), 'not_possible_now', 'not_possible_now'],
  ['a witness hold', [...ready(), heldAsWitness], 'not_possible_now', 'not_possible_now'],
  ['no finding', ready({ identified: undefined }), 'identification', 'condition_missing'],
  ['no nationality', ready({ nationality: undefined }), 'nationality', 'condition_missing'],
  ['no family and no care', ready({ care: undefined }), 'family', 'condition_missing'],
  ['no assessment of the other side', ready({ theirRisk: undefined }), 'risk', 'condition_missing'],
  ['a high risk, unmitigated', ready({ theirRisk: risk(There, 'high') }), 'risk', 'condition_missing'],
  ['no travel document', ready({ document: undefined }), 'travel_document', 'condition_missing'],
  [
    'a travel document that runs out before',
    ready({
      document: {
        type: 'TravelDocumentLearned',
        data: {
          documentId: proposalId,
          from: There,
          kind: 'laissez_passer',
          paper: { number: 'LP 1' },
          validUntil: '2013-06-30',
        },
      },
    }),
    'travel_document',
    'condition_missing',
  ],
  ['no fit-to-travel certificate', ready({ fitness: undefined }), 'fit_to_travel', 'condition_missing'],
  [
    'a certificate that runs out before',
    ready({ fitness: { type: 'FitToTravelCertified', data: { validUntil: '2013-06-30' } } }),
    'fit_to_travel',
    'condition_missing',
  ],
  ['a child without guardian', [...ready(child), bestInterests()], 'guardian', 'guardian_missing'],
  [
    'a consent of a guardian found unfit, though another is in office',
    [
      ...ready(child),
      guardianAppointed,
      bestInterests(),
      { type: 'GuardianshipEnded', data: { guardianId: id('guardian'), reason: 'unfit' } },
      {
        type: 'GuardianAppointed',
        data: {
          guardianId: id('other guardian'),
          authority: 'court-1',
          guardian: { name: { text: 'U Ba', script: 'Latn', kind: 'legal' } },
        },
      },
    ],
    'return_consent',
    'consent_missing',
  ],
  [
    'a child not heard',
    [...ready(child), guardianAppointed, bestInterests(false)],
    'child_heard',
    'child_not_heard',
  ],
  [
    'a child without best interests',
    [
      ...ready(child),
      guardianAppointed,
      {
        type: 'BestInterestsDetermined',
        data: { childHeard: true, determination: { solution: 'stay', reasons: '-' } },
      },
    ],
    'best_interests',
    'best_interests_missing',
  ],
  [
    'a child that consents alone',
    [...ready({ opened: opened('child') }), guardianAppointed, bestInterests()],
    'return_consent',
    'consent_missing',
  ],
];

describe('conditions of a return', () => {
  it('misses nothing where all is there', () => {
    expect(conditionsOfReturn(given(...ready()).file, There, sampleContext(), plannedOn)).toEqual([]);
  });

  it('lets a child go with guardian, hearing and best interests', () => {
    const { file } = given(...ready(child), guardianAppointed, bestInterests());
    expect(conditionsOfReturn(file, There, sampleContext(), plannedOn)).toEqual([]);
  });

  it('lets a high risk stand in the way that only names its measures', () => {
    const { file } = given(...ready({ theirRisk: risk(There, 'high', ['Another town']) }));
    expect(conditionsOfReturn(file, There, sampleContext(), plannedOn)).toEqual(['risk']);
  });

  it('counts a risk that cannot be read as high', () => {
    const { file } = given(...ready());
    const unread = {
      ...file,
      repatriation: {
        ...file.repatriation,
        risks: file.repatriation.risks.map((known) => ({ ...known, assessment: undefined })),
      },
    };
    expect(conditionsOfReturn(unread, There, sampleContext(), plannedOn)).toEqual(['risk']);
  });

  it('asks the own consent from the 18th birthday on', () => {
    const born: NewCaseEvent = {
      type: 'BirthDateClaimed',
      data: {
        claimId: proposalId,
        source: 'document',
        confidence: 'high',
        birthDate: {
          value: '1995-06-10',
          precision: 'day',
          calendar: 'gregorian',
          asWritten: '10 June 1995',
        },
        ageBand: 'child',
        jurisdiction: Here,
      },
    };
    const { file } = given(...ready(child), born, guardianAppointed, bestInterests());
    const before = sampleContext({ now: '2013-06-09T04:00:00.000Z' });
    const after = sampleContext({ now: '2013-06-10T04:00:00.000Z' });
    expect(conditionsOfReturn(file, There, before, plannedOn)).toEqual([]);
    expect(conditionsOfReturn(file, There, after, plannedOn)).toEqual(['return_consent']);
  });

  it.each(lacking)('with %s names it and refuses approval and departure', (_what, history, missing, code) => {
    const { file } = given(...history);
    expect(conditionsOfReturn(file, There, sampleContext(), plannedOn)).toContain(missing);
    given(...history, proposed, agreed)
      .when('ApproveReturn', { proposalId })
      .thenRefuses(code);
    given(...history, proposed, agreed, ...approved)
      .when('NotifyDeparture', notify)
      .thenRefuses(code);
  });

  it('answers a hold and a fear alike, whatever else is missing', () => {
    const file = { document: undefined, fitness: undefined };
    const held = given(...ready(file), heldAsWitness, proposed, agreed).when('ApproveReturn', { proposalId });
    const fearful = given(...ready({ ...file, screening: screened('fears_state') }), proposed, agreed).when(
      'ApproveReturn',
      { proposalId },
    );
    expect(held.decision).toEqual(fearful.decision);
    held.thenRefuses('not_possible_now');
  });
});
