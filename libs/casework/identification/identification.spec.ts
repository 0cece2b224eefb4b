import { describe, expect, it } from '@jest/globals';
import { given } from '../spec/given.js';
import { caseOpened, openedWith } from '../spec/histories.js';
import { guardian, guardianName, screened } from '../spec/identifying.js';
import { id, sampleActor, sampleFacts } from '../spec/sample.js';
import { ageOf } from '../identity/questions/childhood.js';
import { identificationCommands } from './commands.js';
import { guardianInOffice } from './questions/guardian.js';
import { isIdentified, isPresumedOrIdentified } from './state.js';
import { Here } from '../spec/lands.js';

describe('a screening', () => {
  it('with an excluded interpreter stands as irregular', () => {
    given(caseOpened)
      .when('ExcludeParty', { officialId: 'interpreter-12', reason: 'Named.' })
      .when('CompleteScreening', {
        outcome: 'presumed',
        indicators: [],
        urgentNeeds: [],
        interpreter: 'interpreter-12',
      })
      .thenRecords({
        InitialScreeningCompleted: {
          outcome: 'presumed',
          indicators: [],
          urgentNeeds: [],
          interpreter: 'interpreter-12',
        },
        IrregularityRaised: { rule: 'excluded_party' },
      });
  });
});

describe('the first steps', () => {
  it('records the incident and the screening', () => {
    const { file } = given(caseOpened)
      .when('ReportIncident', { channel: 'raid', place: 'Farm', personsCount: 5 })
      .thenRecords({ IncidentReported: { channel: 'raid', personsCount: 5, incident: { place: 'Farm' } } })
      .when('CompleteScreening', { outcome: 'presumed', indicators: ['debt'], urgentNeeds: ['medical'] })
      .thenRecords({
        InitialScreeningCompleted: { outcome: 'presumed', indicators: ['debt'], urgentNeeds: ['medical'] },
      });
    expect(isPresumedOrIdentified(file.identification)).toBe(true);
    expect(isIdentified(file.identification)).toBe(false);
  });

  it('grants one recovery period of the length that the country knows', () => {
    const { file } = given(caseOpened, screened)
      .when('GrantRecoveryPeriod', {})
      .thenRecords({ RecoveryPeriodGranted: { until: '2013-06-18' } });
    expect(file.identification.recoveryUntil).toBe('2013-06-18');
    given(caseOpened).when('GrantRecoveryPeriod', {}).thenRefuses('wrong_state');
    given(caseOpened, screened)
      .when('GrantRecoveryPeriod', {})
      .when('GrantRecoveryPeriod', {})
      .thenRefuses('already_exists');
    given(caseOpened, screened)
      .when('GrantRecoveryPeriod', {}, { facts: (country) => ({ ...sampleFacts(country), deadlines: {} }) })
      .thenRefuses('wrong_state');
  });
});

describe('age and guardian', () => {
  it('treats the person as a child while the age is in doubt', () => {
    const asked = given(caseOpened).when('RequestAgeVerification', { method: 'documents' });
    asked.thenRecords({ AgeVerificationRequested: { method: 'documents' } });
    asked.when('RequestAgeVerification', { method: 'documents' }).thenRefuses('already_exists');
    asked
      .when('VerifyAge', { result: 'inconclusive' })
      .thenRecords({ AgeVerified: { result: 'inconclusive', ageBand: 'unknown' }, AgePresumedMinor: {} });
    const { file } = asked
      .when('VerifyAge', { result: 'child', years: 15 })
      .thenRecords({ AgeVerified: { result: 'child', ageBand: 'child', years: 15 } });
    expect(ageOf(file, sampleFacts(Here), '2013-06-03')).toEqual({ child: true, band: 'child', years: 15 });
    given(caseOpened).when('PresumeMinor', {}).thenRecords('AgePresumedMinor');
  });

  it('lets no earlier guardian act again by the end of a later one, unless the later appointment is taken back', () => {
    const actor = (agency: string) => ({ actor: sampleActor(agency, `officer-${agency}`) });
    const appointing = { name: guardianName, officialId: 'nine', implicated: false };
    const first = given(openedWith('child')).when('AppointGuardian', appointing, actor('welfare'));
    const out = first.when('ExcludeParty', { officialId: 'nine', reason: 'Named.' }, actor('police'));
    const second = out.when('AppointGuardian', { ...appointing, officialId: 'eight' }, actor('welfare'));
    const { exclusionId = '' } = second.file.coordination.exclusions[0] ?? {};
    const lifted = second
      .when('LiftExclusion', { exclusionId }, actor('police'))
      .when('ConfirmExclusionLift', { exclusionId }, actor('focal'));
    const inOffice = guardianInOffice(lifted.file);
    expect(inOffice?.officialId).toBe('eight');
    const ended = lifted.when(
      'EndGuardianship',
      { guardianId: inOffice?.guardianId ?? '', reason: 'unfit' },
      actor('welfare'),
    );
    expect(guardianInOffice(ended.file)).toBeUndefined();
    const entryId = inOffice?.guardianId ?? '';
    const back = lifted.when('TakeBackEntry', { entryId, mistake: 'wrong_entry' }, actor('welfare'));
    expect(guardianInOffice(back.file)?.officialId).toBe('nine');
  });

  it('refuses a verified age that contradicts its result', () => {
    const { body } = identificationCommands.VerifyAge;
    expect(body.safeParse({ result: 'child', years: 18 }).success).toBe(false);
    expect(body.safeParse({ result: 'adult', years: 17 }).success).toBe(false);
    expect(body.safeParse({ result: 'inconclusive', years: 17 }).success).toBe(false);
    expect(body.safeParse({ result: 'adult', years: 18 }).success).toBe(true);
  });

  it('appoints a guardian for a child only, one at a time, never who is implicated or excluded', () => {
    const child = openedWith('child');
    const body = { name: guardianName, implicated: false };
    const { file } = given(child)
      .when('AppointGuardian', body)
      .thenRecords({
        GuardianAppointed: {
          authority: 'focal',
          guardian: { name: { text: 'สมหญิง', script: 'Thai', kind: 'legal' } },
        },
      });
    expect(guardianInOffice(file)).toBeDefined();
    given(caseOpened).when('AppointGuardian', body).thenRefuses('wrong_state');
    given(child, guardian).when('AppointGuardian', body).thenRefuses('already_exists');
    given(child)
      .when('AppointGuardian', { ...body, implicated: true })
      .thenRefuses('guardian_missing');
    given(child)
      .when('ExcludeParty', { officialId: 'uncle-1', reason: 'Recruited the person.' })
      .when('AppointGuardian', { ...body, officialId: 'uncle-1' })
      .thenRefuses('excluded_party');
  });

  it('ends a guardianship', () => {
    const body = { guardianId: id('guardian'), reason: 'unfit' } as const;
    const ended = given(caseOpened, guardian)
      .when('EndGuardianship', body)
      .thenRecords({ GuardianshipEnded: { reason: 'unfit' } });
    expect(guardianInOffice(ended.file)).toBeUndefined();
    ended.when('EndGuardianship', body).thenRefuses('unknown_reference');
  });
});
