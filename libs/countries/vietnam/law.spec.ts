import { describe, expect, it } from '@jest/globals';
import { inbound } from '../../casework/spec/crossing.js';
import { given } from '../../casework/spec/given.js';
import { sampleName } from '../../casework/spec/histories.js';
import { interview } from '../../casework/spec/identifying.js';
import { id } from '../../casework/spec/sample.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { vietnam } from './facts.js';
import { vietnamesePolicy } from './policy.js';
import { proofsOfStatus } from './proofs.js';

const here = home(vietnam, vietnamesePolicy, 'TH');
const social = 'social-quang-ninh';
const profile = {
  ...({ channel: 'police', sex: 'female', ageBand: 'adult', mainLanguage: 'vi', urgency: 'normal' } as const),
  foundIn: 'CN' as const,
};

const opened = () =>
  given().when(
    'OpenCase',
    { ...profile, referTo: ['police-mong-cai', 'border-guard', 'procuracy'] },
    of(here, social),
  );
const screened = () =>
  opened()
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
      of(here, 'border-guard'),
    )
    .when('GiveConsent', toAnInterview(here, 'vi'), of(here, social));

describe('the status of a victim in Viet Nam is proved by one of four papers', () => {
  const paper = (legalBasis: string, agency: string, after = screened()) =>
    after.when('IdentifyVictim', { legalBasis, certificateNumber: '7' }, of(here, agency));
  const identified = (authority: string, legalBasis: string) => ({
    VictimIdentified: {
      ...{ authority, legalBasis, certificate: { number: '7' } },
      applyUntil: '2014-06-03',
    },
  });

  it('of the district police, who hear the person first', () => {
    paper(proofsOfStatus.police, 'police-mong-cai').thenRefuses('wrong_state');
    const heard = screened().when(
      'RecordIdentificationInterview',
      { ...interview, agencies: ['police-mong-cai', social], language: 'vi' },
      of(here, 'police-mong-cai'),
    );
    paper(proofsOfStatus.police, 'police-mong-cai', heard).thenRecords(
      identified('police-mong-cai', proofsOfStatus.police),
    );
  });

  it.each([
    ['who rescued the person', proofsOfStatus.rescuer, 'border-guard'],
    ['a mission that rescued the person abroad', proofsOfStatus.rescuer, 'embassy-bangkok'],
    ['investigators, procuracy or court', proofsOfStatus.court, 'procuracy'],
  ])('of %s, without another interview', (_who, legalBasis, agency) => {
    paper(legalBasis, agency).thenRecords(identified(agency, legalBasis));
  });

  it('of a foreign authority, if a consulate legalised it, without another interview', () => {
    const status = { country: 'CN', legalBasis: proofsOfStatus.abroad } as const;
    opened()
      .when('RecogniseStatus', status, of(here, 'police-mong-cai'))
      .thenRecords({
        StatusRecognisedAbroad: { ...status, authority: 'police-mong-cai', applyUntil: '2014-06-03' },
      });
    opened()
      .when('RecogniseStatus', { country: 'CN' }, of(here, 'police-mong-cai'))
      .thenRefuses('wrong_state');
  });

  it('and support is applied for within twelve months of the certificate, whenever it is recorded', () => {
    const certificate = {
      ...{ legalBasis: proofsOfStatus.rescuer, certificateNumber: '7' },
      issuedOn: '2013-05-01',
    };
    const found = screened().when('IdentifyVictim', certificate, of(here, 'border-guard'));
    expect(found.decision.events[0]).toMatchObject({ data: { applyUntil: '2014-05-01' } });
    const abroad = (issuedOn: string) =>
      opened().when(
        'RecogniseStatus',
        { country: 'CN', legalBasis: proofsOfStatus.abroad, issuedOn },
        of(here, 'police-mong-cai'),
      );
    expect(abroad('2013-05-01').decision.events[0]).toMatchObject({
      data: { certificate: { issuedOn: '2013-05-01' }, applyUntil: '2014-05-01' },
    });
    abroad('2013-06-04').thenRefuses('impossible_date');
  });

  it('each given by its own bodies, and a refusal says by whom', () => {
    const refused = (legalBasis: string, agency: string) =>
      paper(legalBasis, agency).thenRefuses('no_mandate').decision.refusal?.sentence;
    expect(refused(proofsOfStatus.rescuer, 'procuracy')).toContain('rescued');
    expect(refused(proofsOfStatus.court, 'border-guard')).toContain('procuracy');
    expect(refused(proofsOfStatus.abroad, 'procuracy')).toContain('abroad');
  });
});

describe('an application for support in Viet Nam', () => {
  const commune = 'commune-committee';
  const taken = (occurredAt?: string) =>
    opened()
      .when('ReferToAgency', { agency: commune, reason: 'support' }, of(here, social))
      .when(
        'RecordSupportApplication',
        { application: { areas: [5] }, ...(occurredAt ? { occurredAt } : {}) },
        of(here, commune, '2013-06-07'),
      );

  it('is taken by the commune, which passes it on within three working days of taking it', () => {
    const [application] = taken().file.reintegration.applications;
    expect(application).toMatchObject({
      forwardBy: '2013-06-12',
      reckonedBy: [{ of: 'forwardBy', calendar: vietnam.daysOff.version }],
    });
    const earlier = taken('2013-06-04T02:00:00.000Z').file.reintegration.applications;
    expect(earlier).toMatchObject([{ forwardBy: '2013-06-07' }]);
    const { applicationId } = application!;
    const forwarded = taken()
      .when('ForwardSupportApplication', { applicationId, to: 'social-an-giang' }, of(here, commune))
      .thenRecords(
        { SupportApplicationForwarded: { to: 'social-an-giang' } },
        { AgencyInvolved: { agency: 'social-an-giang', reason: 'support_application' } },
      );
    forwarded
      .when('ForwardSupportApplication', { applicationId, to: 'social-can-tho' }, of(here, commune))
      .thenRefuses('already_exists');
  });

  it('goes to an office charged with care at home, never back to the one that took it', () => {
    const { applicationId } = taken().file.reintegration.applications[0]!;
    const pass = (to: string) =>
      taken().when('ForwardSupportApplication', { applicationId, to }, of(here, commune));
    pass('procuracy').thenRefuses('no_mandate');
    pass(commune).thenRefuses('wrong_state');
  });
});

describe('the check of a nationality in Viet Nam', () => {
  const requestId = id('request');
  const arrived = () =>
    opened().when(
      'ReceiveMessage',
      inbound('NationalityConfirmationRequested', { requestId, names: [sampleName] }, { from: 'TH' }),
      of(here, 'mps-immigration'),
    );
  const found = { requestId, result: 'confirmed', basis: 'household_book' } as const;

  it('has two steps: local police in twenty working days, the Immigration Department in ten more', () => {
    arrived()
      .when('DecideNationality', { ...found, send: true }, of(here, 'mps-immigration'))
      .thenRefuses('condition_missing');
    const handedOn = arrived()
      .when('ForwardNationalityCheck', { requestId, to: 'police-can-tho' }, of(here, 'mps-immigration'))
      .thenRecords(
        { CheckForwarded: { to: 'police-can-tho', dueOn: '2013-07-01' } },
        { AgencyInvolved: { agency: 'police-can-tho', reason: 'nationality_check' } },
      );
    const answered = handedOn.when(
      'DecideNationality',
      { ...found, send: true },
      of(here, 'police-can-tho', '2013-06-24'),
    );
    expect(answered.types).toEqual(['NationalityDecided']);
    expect(answered.decision.events[0]).toMatchObject({ data: { completeBy: '2013-07-08' } });
    const completed = answered.when(
      'DecideNationality',
      { ...found, send: true },
      of(here, 'mps-immigration', '2013-07-01'),
    );
    expect(completed.types).toEqual(['NationalityDecided', 'MessageApproved']);
    expect(completed.decision.events[1]).toMatchObject({
      data: { kind: 'NationalityResultSent', payload: { authority: 'mps-immigration' } },
    });
  });

  it('is answered by the Immigration Department alone, whatever the local police found', () => {
    const differing = arrived()
      .when('ForwardNationalityCheck', { requestId, to: 'police-can-tho' }, of(here, 'mps-immigration'))
      .when(
        'DecideNationality',
        { ...found, result: 'not_confirmed', because: 'no_record', send: true },
        of(here, 'police-can-tho'),
      )
      .when('DecideNationality', { ...found, send: true }, of(here, 'mps-immigration'));
    expect(differing.decision.events[1]).toMatchObject({
      data: { kind: 'NationalityResultSent', payload: { finding: { result: 'confirmed' } } },
    });
    const { decisionId } = differing.file.nationality.decisions[0]!;
    differing
      .when('ChooseNationalAnswer', { decisionId }, of(here, 'mps-immigration'))
      .thenRefuses('wrong_state');
  });

  it('is begun by the Immigration Department and the mission there: of the police those alone to whom it is handed on', () => {
    const taking = (outcome: ReturnType<typeof arrived>) =>
      outcome.file.coordination.involvements.flatMap(({ agency, reason }) =>
        reason === 'nationality_check' ? [agency] : [],
      );
    expect(taking(arrived())).toEqual(['embassy-bangkok']);
    const handedOn = arrived().when(
      'ForwardNationalityCheck',
      { requestId, to: 'police-can-tho' },
      of(here, 'mps-immigration'),
    );
    expect(taking(handedOn)).toEqual(['embassy-bangkok', 'police-can-tho']);
  });

  it('ends with an answer where the Immigration Department is excluded: that of the others, or what the Ministry chooses', () => {
    const excluded = arrived().when(
      'ExcludeParty',
      { agency: 'mps-immigration', reason: 'A cousin of the broker.' },
      of(here, social),
    );
    expect([...excluded.file.coordination.involved]).toContain('molisa');
    const police = (
      outcome: ReturnType<typeof arrived>,
      agency: string,
      result: 'confirmed' | 'not_confirmed',
    ) =>
      outcome.when(
        'DecideNationality',
        {
          ...{ ...found, result, send: true },
          ...(result === 'confirmed' ? {} : { because: 'no_record' as const }),
        },
        of(here, agency),
      );
    const looked = ['police-can-tho', 'police-mong-cai'].reduce<ReturnType<typeof arrived>>(
      (outcome, to) =>
        outcome
          .when('AssignAgency', { agency: to, reason: 'nationality' }, of(here, 'molisa'))
          .when('ForwardNationalityCheck', { requestId, to }, of(here, 'embassy-bangkok')),
      excluded,
    );
    const told = police(looked, 'police-can-tho', 'confirmed');
    expect(told.types).toEqual(['NationalityDecided', 'MessageApproved']);
    const differing = police(told, 'police-mong-cai', 'not_confirmed');
    const { decisionId } = differing.file.nationality.decisions[0]!;
    expect(differing.when('ChooseNationalAnswer', { decisionId }, of(here, 'molisa')).types).toEqual([
      'NationalAnswerChosen',
      'MessageApproved',
    ]);
  });
});

describe('care in Viet Nam', () => {
  it('pays the meals in an establishment for sixty days', () => {
    const referred = screened().when(
      'ReferToShelter',
      { shelterCode: 'c1', withFamily: false },
      of(here, social),
    );
    const { stayId } = referred.file.shelter.stays[0]!;
    referred
      .when('OfferAdmission', { stayId }, of(here, 'shelter-c1'))
      .when('ConsentToStay', { stayId }, of(here, 'shelter-c1'))
      .when('AdmitToShelter', { stayId }, of(here, 'shelter-c1'))
      .thenRecords({ AdmittedToShelter: { shelterCode: 'c1', mealsPaidUntil: '2013-08-02' } });
  });
});
