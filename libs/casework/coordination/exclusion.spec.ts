import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { NewCaseEvent } from '../records/catalogue.js';
import { guardianInOffice } from '../identification/questions/guardian.js';
import { given, type Outcome } from '../spec/given.js';
import { openedWith } from '../spec/histories.js';
import { id, sampleActor } from '../spec/sample.js';

const joins = (agency: string): NewCaseEvent => ({
  type: 'AgencyInvolved',
  data: { agency, reason: 'referred' },
});
const by = (agency: string, person = `officer-${agency}`) => ({ actor: sampleActor(agency, person) });
const child = () => given(openedWith('child'), joins('focal'), joins('police'), joins('welfare'));
const reason = 'Named by the person.';
const guardian = {
  name: { text: 'U Ba', script: 'Latn' as const, kind: 'legal' as const },
  implicated: false,
};
const exclusionOf = ({ file }: Outcome): string => file.coordination.exclusions.at(-1)?.exclusionId ?? '';

/** The police excluded one official of the welfare office, who had acted. */
const excluded = () =>
  child()
    .when('AppointGuardian', guardian, by('welfare', 'nine'))
    .when('ExcludeParty', { officialId: 'nine', reason }, by('police'));

describe('an exclusion', () => {
  it('is lifted by who excluded and a second office, which is not that of the excluded', () => {
    const exclusionId = exclusionOf(excluded());
    for (const agency of ['welfare', 'focal'])
      excluded().when('LiftExclusion', { exclusionId }, by(agency)).thenRefuses('unknown_reference');
    excluded().when('ConfirmExclusionLift', { exclusionId }, by('focal')).thenRefuses('unknown_reference');
    const proposed = excluded().when('LiftExclusion', { exclusionId }, by('police'));
    proposed.thenRecords({ ExclusionLiftProposed: { told: 'focal_point' } });
    proposed.when('LiftExclusion', { exclusionId }, by('police', 'other')).thenRefuses('already_exists');
    proposed
      .when('ConfirmExclusionLift', { exclusionId }, by('welfare', 'eight'))
      .thenRefuses('unknown_reference');
    proposed.when('ConfirmExclusionLift', { exclusionId }, by('police', 'other')).thenRefuses('same_person');
    proposed
      .when('ConfirmExclusionLift', { exclusionId }, { ...by('focal'), now: '2014-06-03T04:00:00.000Z' })
      .thenRefuses('wrong_state');
    proposed
      .when('ConfirmExclusionLift', { exclusionId }, by('focal'))
      .thenRecords({ ExclusionLifted: { excludedBy: 'police', told: 'focal_point' } });
  });

  it('of somebody who never acted is confirmed by the focal point alone: whose colleague it is nobody knows', () => {
    const proposed = child().when('ExcludeParty', { officialId: 'nine', reason }, by('police'));
    const exclusionId = exclusionOf(proposed);
    const waiting = proposed.when('LiftExclusion', { exclusionId }, by('police'));
    waiting.when('ConfirmExclusionLift', { exclusionId }, by('welfare')).thenRefuses('unknown_reference');
    waiting
      .when('ConfirmExclusionLift', { exclusionId }, by('focal'))
      .thenRecords({ ExclusionLifted: { excludedBy: 'police', told: 'focal_point' } });
  });

  it('said by two offices stands until both lifted it', () => {
    const twice = excluded().when('ExcludeParty', { officialId: 'nine', reason }, by('focal'));
    twice.thenRecords({
      PartyExcluded: { officialId: 'nine', reason: 'Named by the person.', told: 'focal_point' },
      IrregularityRaised: { rule: 'decided_by_excluded', told: 'focal_point' },
    });
    twice.when('ExcludeParty', { officialId: 'NINE', reason }, by('focal')).thenRecords();
    expect(twice.file.coordination.exclusions).toHaveLength(2);
  });

  it('ends a guardianship for the rules: of an excluded guardian, and of one whom the excluded appointed', () => {
    expect(guardianInOffice(excluded().file)).toBeUndefined();
    excluded()
      .when('AppointGuardian', guardian, by('police'))
      .thenRecords({
        GuardianAppointed: {
          authority: 'police',
          guardian: { name: { text: 'U Ba', script: 'Latn', kind: 'legal' } },
        },
      });
    const official = child()
      .when('AppointGuardian', { ...guardian, officialId: 'nine' }, by('police'))
      .when('ExcludeParty', { officialId: 'nine', reason }, by('police'));
    expect(guardianInOffice(official.file)).toBeUndefined();
  });

  it('marks what the excluded entered, raises it where it was a decision, and opens a review of a denial', () => {
    const interviewed: NewCaseEvent = {
      type: 'VictimStatusDenialProposed',
      data: { findingId: id('finding'), authority: 'focal', reason: 'No means.' },
    };
    const denied = given(
      openedWith('adult'),
      joins('focal'),
      joins('police'),
      joins('welfare'),
      interviewed,
    ).when(
      'ConfirmDenial',
      { findingId: id('finding'), referral: 'labour', toldIn: 'my' },
      by('welfare', 'nine'),
    );
    const after = denied.when('ExcludeParty', { officialId: 'nine', reason }, by('police'));
    after.thenRecords({
      PartyExcluded: {
        ...{ officialId: 'nine', reason, told: 'focal_point', restingOn: [expect.any(String)] },
      },
      IrregularityRaised: { rule: 'decided_by_excluded', told: 'focal_point' },
      IdentificationReviewRequested: { dueOn: '2013-07-03', requestedBy: 'authority' },
    });
    expect(after.file.identification.findings[0]?.reviewRequested).toBe(true);
  });
});

const anAct = fc.record({
  type: fc.constantFrom('ExcludeParty', 'LiftExclusion', 'ConfirmExclusionLift', 'AppointGuardian'),
  agency: fc.constantFrom('focal', 'police', 'welfare'),
  person: fc.constantFrom('one', 'two'),
  whom: fc.constantFrom('focal-one', 'police-one', 'welfare-one'),
  pick: fc.nat({ max: 3 }),
});

describe('over any history', () => {
  it('only the office that excluded and a second one ever lift an exclusion, and no appointment of the excluded counts', () => {
    let lifted = 0;
    fc.assert(
      fc.property(fc.array(anAct, { minLength: 15, maxLength: 40 }), (acts) => {
        let now = child().when('PresumeMinor', {});
        for (const { type, agency, person, whom, pick } of acts) {
          const actor = by(agency, `${agency}-${person}`);
          const before = now.file;
          const { exclusions } = before.coordination;
          const one = exclusions[pick % Math.max(1, exclusions.length)];
          const exclusionId = one?.exclusionId ?? id('none');
          if (exclusions.some(({ officialId }) => officialId === actor.actor.id)) continue;
          switch (type) {
            case 'ExcludeParty':
              now = now.when(type, { officialId: whom, reason }, actor);
              break;
            case 'AppointGuardian':
              now = now.when(type, guardian, actor);
              break;
            case 'LiftExclusion':
            case 'ConfirmExclusionLift':
              now = now.when(type, { exclusionId }, actor);
              break;
          }
          if (now.types.includes('ExclusionLifted')) {
            lifted += 1;
            const placed = before.history.find(
              (event) => event.type === 'PartyExcluded' && event.data.exclusionId === exclusionId,
            );
            expect(one?.liftProposed?.agency).toBe(placed?.meta.agency);
            expect(agency).not.toBe(placed?.meta.agency);
          }
          const appointed = guardianInOffice(now.file)?.appointedBy?.actor;
          expect(now.file.coordination.exclusions.map(({ officialId }) => officialId)).not.toContain(
            appointed ?? '',
          );
        }
      }),
      { numRuns: 100 },
    );
    expect(lifted).toBeGreaterThan(5);
  });
});
