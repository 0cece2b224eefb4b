import { describe, expect, it } from '@jest/globals';
import { given } from '../../casework/spec/given.js';
import { interview } from '../../casework/spec/identifying.js';
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

  it('a denial finds no second office, so that nobody loses the status to one signature', () => {
    const proposed = heard(['ahtjp', 'dosvy-banteay-meanchey']).when(
      'ProposeDenial',
      { reason: 'No purpose found.' },
      of(here, 'ahtjp'),
    );
    const { findingId } = proposed.file.identification.findings[0]!;
    for (const { id } of cambodia.agencies)
      expect(
        proposed.when('ConfirmDenial', { findingId, referral: 'labour', toldIn: 'km' }, of(here, id)).decision
          .refusal,
      ).toBeDefined();
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
