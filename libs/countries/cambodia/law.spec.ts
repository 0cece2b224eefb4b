import { describe, expect, it } from '@jest/globals';
import { given } from '../../casework/spec/given.js';
import { caseOpened } from '../../casework/spec/histories.js';
import { interview } from '../../casework/spec/identifying.js';
import { id, sampleActor } from '../../casework/spec/sample.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { cambodia } from './facts.js';
import { cambodianPolicy } from './policy.js';

const here = home(cambodia, cambodianPolicy, 'TH');
const legalBasis = 'kh-anti-trafficking-law-2008';
const profile = {
  channel: 'embassy',
  sex: 'male',
  ageBand: 'adult',
  mainLanguage: 'km',
  urgency: 'normal',
} as const;

/** A fisher met at the border by the provincial office, and screened. */
const met = () =>
  given()
    .when('OpenCase', { ...profile, referTo: ['ahtjp', 'cwcc'] }, of(here, 'dosvy-banteay-meanchey'))
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
      of(here, 'ahtjp'),
    )
    .when('GiveConsent', toAnInterview(here, 'km'), of(here, 'dosvy-banteay-meanchey'));

const heard = (agencies: string[]) =>
  met().when('RecordIdentificationInterview', { ...interview, agencies, language: 'km' }, of(here, 'ahtjp'));

describe('in Cambodia', () => {
  it('only the police of the Ministry of Interior identify; an organisation is told who does', () => {
    const interviewed = heard(['ahtjp', 'dosvy-banteay-meanchey']);
    expect(interviewed.types).toContain('IdentificationInterviewHeld');
    for (const agency of ['cwcc', 'mosvy', 'dosvy-banteay-meanchey']) {
      const { decision } = interviewed
        .when('IdentifyVictim', { legalBasis }, of(here, agency))
        .thenRefuses('no_mandate');
      expect(decision.refusal?.sentence).toContain('police, Ministry of Interior');
    }
    interviewed
      .when('IdentifyVictim', { legalBasis }, of(here, 'ahtjp'))
      .thenRecords({ VictimIdentified: { authority: 'ahtjp', legalBasis } });
  });

  it('no interview counts in which they took no part', () => {
    const { decision } = heard(['dosvy-banteay-meanchey', 'mowa']).thenRefuses('too_few_disciplines');
    expect(decision.refusal?.sentence).toContain('may identify');
  });

  it('two persons of the police deny, and another office reviews it at once: nobody loses the status to one office', () => {
    const proposed = heard(['ahtjp', 'dosvy-banteay-meanchey']).when(
      'ProposeDenial',
      { reason: 'No purpose found.' },
      of(here, 'ahtjp'),
    );
    const { findingId } = proposed.file.identification.findings[0]!;
    const confirm = { findingId, referral: 'labour', toldIn: 'km' } as const;
    const another = { ...of(here, 'ahtjp'), actor: sampleActor('ahtjp', 'another', 'KH') };
    proposed.when('ConfirmDenial', confirm, of(here, 'ahtjp')).thenRefuses('same_person');
    for (const { id } of cambodia.agencies.filter((agency) => agency.id !== 'ahtjp'))
      proposed.when('ConfirmDenial', confirm, of(here, id)).thenRefuses('no_mandate');
    const denied = proposed
      .when('ConfirmDenial', confirm, another)
      .thenRecords(
        { VictimStatusDenied: { authority: 'ahtjp', referral: 'labour', toldIn: 'km' } },
        { IdentificationReviewRequested: { requestedBy: 'authority', dueOn: '2013-07-03' } },
      );
    const upheld = { findingId, reason: 'Heard again.' };
    denied.when('UpholdDecision', upheld, another).thenRefuses('no_mandate');
    denied
      .when('UpholdDecision', upheld, of(here, 'justice'))
      .thenRecords({ DecisionUpheld: { authority: 'justice', reason: 'Heard again.' } });
  });

  it('where they are excluded, the Department of Immigration of the same Ministry hears and identifies', () => {
    const excluded = met().when(
      'ExcludeParty',
      { agency: 'ahtjp', reason: 'Named by the person.' },
      of(here, 'mowa'),
    );
    const agencies = ['immigration', 'dosvy-banteay-meanchey'];
    const disciplines = ['immigration' as const, 'social_work' as const];
    const told = excluded.when(
      'RecordIdentificationInterview',
      { ...interview, agencies, disciplines, language: 'km' },
      of(here, 'immigration'),
    );
    told
      .when('IdentifyVictim', { legalBasis }, of(here, 'immigration'))
      .thenRecords({ VictimIdentified: { authority: 'immigration', legalBasis } });
    heard(['ahtjp', 'dosvy-banteay-meanchey'])
      .when('IdentifyVictim', { legalBasis }, of(here, 'immigration'))
      .thenRefuses('no_mandate');
  });

  it('the provincial office screens whom it meets at the border', () => {
    const screened = given()
      .when('OpenCase', profile, of(here, 'dosvy-svay-rieng'))
      .when(
        'CompleteScreening',
        { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
        of(here, 'dosvy-svay-rieng'),
      );
    expect(screened.types).toEqual(['InitialScreeningCompleted']);
  });

  it('the Ministry of Social Affairs receives who comes home', () => {
    const journeyId = id('journey');
    const leaving = { on: '2013-06-03', point: 'aranyaprathet-poipet', escorts: 1 };
    const expected = given(caseOpened, {
      type: 'DepartureExpected',
      data: { ...leaving, from: 'TH', journeyId, names: [], documents: [] },
    });
    const arrive = (agency: string) =>
      expected.when('RecordArrival', { place: 'a3', nextStep: 'shelter' }, of(here, agency));
    expect(arrive('mosvy').types).toContain('ArrivalRecorded');
    for (const agency of ['ahtjp', 'ncct', 'mowa']) arrive(agency).thenRefuses('no_mandate');
  });

  it('the transit centre takes in for a week, men and families too', () => {
    const referred = met().when(
      'ReferToShelter',
      { shelterCode: 'a3', withFamily: false },
      of(here, 'dosvy-banteay-meanchey'),
    );
    const { stayId } = referred.file.shelter.stays[0]!;
    referred
      .when('OfferAdmission', { stayId }, of(here, 'shelter-a3'))
      .when('ConsentToStay', { stayId }, of(here, 'shelter-a3'))
      .when('AdmitToShelter', { stayId }, of(here, 'shelter-a3'))
      .thenRecords({ AdmittedToShelter: { shelterCode: 'a3', until: '2013-06-10' } });
  });

  it('an organisation follows up for a year', () => {
    met()
      .when(
        'AgreePlan',
        { plan: { areas: [5], language: 'km', goals: ['A boat of his own'] }, madeWithPerson: true },
        of(here, 'dosvy-banteay-meanchey'),
      )
      .thenRecords({
        ReintegrationPlanAgreed: {
          reviewOn: '2013-09-01',
          followUpUntil: '2014-06-03',
          plan: { areas: [5], language: 'km', goals: ['A boat of his own'] },
        },
      })
      .when(
        'RecordFollowUpVisit',
        { method: 'home_visit', visitedOn: '2013-09-02' },
        of(here, 'cwcc', '2013-09-02'),
      )
      .thenRecords({ FollowUpVisitMade: { number: 1, method: 'home_visit', visitedOn: '2013-09-02' } });
  });
});
