import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../catalogue.js';
import { given } from '../spec/given.js';
import { consentsTo, id, sampleActor, sampleFacts } from '../spec/sample.js';
import { identificationCommands } from './commands.js';
import { guardianInOffice, isIdentified, isPresumedOrIdentified } from './state.js';

const openedWith = (ageBand: string): NewCaseEvent => ({
  type: 'CaseOpened',
  data: {
    side: 'sending',
    channel: 'raid',
    sex: 'female',
    ageBand,
    mainLanguage: 'my',
    urgency: 'normal',
    foundIn: 'TH',
  },
});
const opened = openedWith('adult');
const screened: NewCaseEvent = {
  type: 'InitialScreeningCompleted',
  data: { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
};
const interviewed: NewCaseEvent = {
  type: 'IdentificationInterviewHeld',
  data: {
    interviewId: id('interview'),
    agencies: ['focal', 'police'],
    disciplines: ['social_work', 'law_enforcement'],
    language: 'my',
    acts: ['harboured'],
    means: ['threat'],
    purposes: ['forced_labour'],
  },
};
const guardianName = { text: 'สมหญิง', script: 'Thai', kind: 'legal' } as const;
const guardian: NewCaseEvent = {
  type: 'GuardianAppointed',
  data: { guardianId: id('guardian'), authority: 'welfare', guardian: { name: guardianName } },
};
const interview = {
  agencies: ['focal', 'police'],
  disciplines: ['social_work', 'law_enforcement'],
  language: 'my',
  acts: ['harboured' as const],
  means: ['threat' as const],
  purposes: ['forced_labour' as const],
};
const consents = consentsTo('TH');
const police = { actor: sampleActor('police', 'officer-2') };

describe('a screening', () => {
  it('with an excluded interpreter stands as irregular', () => {
    given(opened)
      .when('ExcludeParty', { officialId: 'interpreter-12', reason: 'Named.' })
      .when('CompleteScreening', {
        outcome: 'presumed',
        indicators: [],
        urgentNeeds: [],
        interpreter: 'interpreter-12',
      })
      .thenRecords('InitialScreeningCompleted', 'IrregularityRaised');
  });
});

describe('the first steps', () => {
  it('records the incident and the screening', () => {
    const { file } = given(opened)
      .when('ReportIncident', { channel: 'raid', place: 'Farm', personsCount: 5 })
      .thenRecords('IncidentReported')
      .when('CompleteScreening', { outcome: 'presumed', indicators: ['debt'], urgentNeeds: ['medical'] })
      .thenRecords('InitialScreeningCompleted');
    expect(isPresumedOrIdentified(file.identification)).toBe(true);
    expect(isIdentified(file.identification)).toBe(false);
  });

  it('grants one recovery period of the length that the country knows', () => {
    const { file } = given(opened, screened)
      .when('GrantRecoveryPeriod', {})
      .thenRecords('RecoveryPeriodGranted');
    expect(file.identification.recoveryUntil).toBe('2013-06-18');
    given(opened).when('GrantRecoveryPeriod', {}).thenRefuses('wrong_state');
    given(opened, screened)
      .when('GrantRecoveryPeriod', {})
      .when('GrantRecoveryPeriod', {})
      .thenRefuses('already_exists');
    given(opened, screened)
      .when('GrantRecoveryPeriod', {}, { facts: (country) => ({ ...sampleFacts(country), deadlines: {} }) })
      .thenRefuses('wrong_state');
  });
});

describe('age and guardian', () => {
  it('treats the person as a child while the age is in doubt', () => {
    const asked = given(opened).when('RequestAgeVerification', { method: 'documents' });
    asked.thenRecords('AgeVerificationRequested');
    asked.when('RequestAgeVerification', { method: 'documents' }).thenRefuses('already_exists');
    asked.when('VerifyAge', { result: 'inconclusive' }).thenRecords('AgeVerified', 'AgePresumedMinor');
    const { file } = asked.when('VerifyAge', { result: 'child', years: 15 }).thenRecords('AgeVerified');
    expect(file.identification).toMatchObject({ age: 'child', verifiedAgeBand: 'child' });
    given(opened).when('PresumeMinor', {}).thenRecords('AgePresumedMinor');
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
    const { file } = given(child).when('AppointGuardian', body).thenRecords('GuardianAppointed');
    expect(guardianInOffice(file.identification)).toBeDefined();
    given(opened).when('AppointGuardian', body).thenRefuses('wrong_state');
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
    const ended = given(opened, guardian).when('EndGuardianship', body).thenRecords('GuardianshipEnded');
    expect(guardianInOffice(ended.file.identification)).toBeUndefined();
    ended.when('EndGuardianship', body).thenRefuses('unknown_reference');
  });
});

describe('the interview of a multi-disciplinary team', () => {
  const ready = [opened, screened, ...consents];

  it('counts with consent, two disciplines and a common language', () => {
    given(...ready)
      .when('RecordIdentificationInterview', interview)
      .thenRecords('IdentificationInterviewHeld');
  });

  it('does not count before a screening or without consent', () => {
    given(opened, ...consents)
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('wrong_state');
    given(opened, screened).when('RecordIdentificationInterview', interview).thenRefuses('consent_missing');
    given(opened, screened, ...consentsTo('MM'))
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('consent_missing');
  });

  it('does not count with fewer than two disciplines that the agencies can bring', () => {
    const told = (changes: Partial<typeof interview>) =>
      given(...ready)
        .when('RecordIdentificationInterview', { ...interview, ...changes })
        .thenRefuses('too_few_disciplines');
    told({ disciplines: ['social_work', 'social_work'] });
    told({ agencies: ['focal', 'welfare'] });
    told({ disciplines: ['social_work', 'medicine'] });
  });

  it('refuses an agency that does not exist, and excluded offices and interpreters', () => {
    given(...ready)
      .when('RecordIdentificationInterview', { ...interview, agencies: ['focal', 'nobody'] })
      .thenRefuses('unknown_reference');
    given(...ready)
      .when('ExcludeParty', { agency: 'police', reason: 'Named.' })
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('excluded_party');
    given(...ready)
      .when('ExcludeParty', { officialId: 'interpreter-9', reason: 'Named.' })
      .when('RecordIdentificationInterview', { ...interview, interpreter: 'interpreter-9' })
      .thenRefuses('excluded_party');
  });

  it('needs an interpreter outside the main language, and a guardian for a child', () => {
    given(...ready)
      .when('RecordIdentificationInterview', { ...interview, language: 'th' })
      .thenRefuses('no_interpreter');
    given(...ready)
      .when('RecordIdentificationInterview', { ...interview, language: 'th', interpreter: 'interpreter-9' })
      .thenRecords('IdentificationInterviewHeld');
    const child = [openedWith('child'), screened, ...consentsTo('TH', 'guardian_with_assent')];
    given(...child)
      .when('RecordIdentificationInterview', interview)
      .thenRefuses('guardian_missing');
    given(...child, guardian)
      .when('RecordIdentificationInterview', interview)
      .thenRecords('IdentificationInterviewHeld');
  });
});

describe('findings', () => {
  const legalBasis = 'anti_trafficking_act';
  const heard = given(opened, screened, interviewed);

  it('identifies on an interview and a legal basis of this country, once an authority', () => {
    const found = heard.when('IdentifyVictim', {
      legalBasis,
      certificateNumber: '44',
      issuedOn: '2013-06-01',
    });
    found.thenRecords('VictimIdentified');
    expect(isIdentified(found.file.identification)).toBe(true);
    found.when('IdentifyVictim', { legalBasis }).thenRefuses('already_exists');
    given(opened, screened).when('IdentifyVictim', { legalBasis }).thenRefuses('wrong_state');
    heard.when('IdentifyVictim', { legalBasis: 'custom' }).thenRefuses('unknown_reference');
    heard.when('IdentifyVictim', { legalBasis, issuedOn: '2013-06-30' }).thenRefuses('impossible_date');
  });

  it('is for bodies with the mandate only', () => {
    heard
      .when('IdentifyVictim', { legalBasis }, { actor: sampleActor('powerless') })
      .thenRefuses('no_mandate');
  });

  it('denies only with two persons of two agencies and a reason', () => {
    heard.when('ProposeDenial', {}).thenRefuses('reason_missing');
    given(opened, screened).when('ProposeDenial', { reason: 'None.' }).thenRefuses('wrong_state');
    const proposed = heard.when('ProposeDenial', { reason: 'No purpose found.' });
    proposed.thenRecords('VictimStatusDenialProposed');
    proposed.when('ProposeDenial', { reason: 'Again.' }).thenRefuses('already_exists');
    const { findingId } = proposed.file.identification.findings[0]!;
    const body = { findingId, referral: 'labour', toldIn: 'my' } as const;
    proposed.when('ConfirmDenial', body).thenRefuses('same_person');
    proposed
      .when('ConfirmDenial', body, { actor: sampleActor('focal', 'officer-2') })
      .thenRefuses('same_person');
    proposed
      .when('ConfirmDenial', body, { actor: sampleActor('police', 'officer-1') })
      .thenRefuses('same_person');
    proposed
      .when('ConfirmDenial', { ...body, findingId: id('none') }, police)
      .thenRefuses('unknown_reference');
    const denied = proposed.when('ConfirmDenial', body, police).thenRecords('VictimStatusDenied');
    denied.when('ConfirmDenial', body, police).thenRefuses('wrong_state');
    expect(isIdentified(denied.file.identification)).toBe(false);
  });

  it('lets contradicting findings of two authorities stand side by side', () => {
    const both = heard
      .when('ProposeDenial', { reason: 'No purpose found.' })
      .when('IdentifyVictim', { legalBasis }, { actor: sampleActor('welfare', 'officer-3') });
    const [denial] = both.file.identification.findings;
    const { file } = both.when(
      'ConfirmDenial',
      { findingId: denial!.findingId, referral: 'other', toldIn: 'my' },
      police,
    );
    expect(file.identification.findings.map(({ authority, outcome }) => [authority, outcome])).toEqual([
      ['focal', 'not_a_victim'],
      ['welfare', 'victim'],
    ]);
    expect(isIdentified(file.identification)).toBe(true);
  });

  it('overturns a denial after a review was asked for', () => {
    const proposed = heard.when('ProposeDenial', { reason: 'No purpose found.' });
    const { findingId } = proposed.file.identification.findings[0]!;
    proposed
      .when('RequestIdentificationReview', { findingId, requestedBy: 'lawyer' })
      .thenRefuses('wrong_state');
    const denied = proposed.when('ConfirmDenial', { findingId, referral: 'labour', toldIn: 'my' }, police);
    denied.when('OverturnDecision', { findingId, reason: 'Heard again.' }).thenRefuses('wrong_state');
    const asked = denied
      .when('RequestIdentificationReview', { findingId, requestedBy: 'lawyer' })
      .thenRecords('IdentificationReviewRequested');
    asked.when('RequestIdentificationReview', { findingId, requestedBy: 'ngo' }).thenRecords();
    asked.when('OverturnDecision', { findingId }).thenRefuses('reason_missing');
    const { file } = asked
      .when('OverturnDecision', { findingId, reason: 'Heard again.' })
      .thenRecords('DecisionOverturned');
    expect(isIdentified(file.identification)).toBe(true);
  });

  it('can be put off until the person is ready', () => {
    const { file } = heard
      .when('DeferIdentification', { reason: 'not_ready' })
      .thenRecords('IdentificationDeferred');
    expect(file.identification.deferred).toBe(true);
    heard
      .when('IdentifyVictim', { legalBasis })
      .when('DeferIdentification', { reason: 'not_ready' })
      .thenRefuses('wrong_state');
  });

  it('recognises a status given abroad, once', () => {
    const body = { country: 'MM', legalBasis } as const;
    const recognised = given(opened).when('RecogniseStatus', body).thenRecords('StatusRecognisedAbroad');
    expect(isIdentified(recognised.file.identification)).toBe(true);
    recognised.when('RecogniseStatus', body).thenRefuses('already_exists');
    given(opened).when('RecogniseStatus', { country: 'TH' }).thenRefuses('wrong_state');
    given(opened)
      .when('RecogniseStatus', { ...body, legalBasis: 'custom' })
      .thenRefuses('unknown_reference');
  });
});
