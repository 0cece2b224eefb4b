import { describe, expect, it } from '@jest/globals';
import type { BodyOf } from '#casework';
import { inbound } from '../../casework/spec/crossing.js';
import { given } from '../../casework/spec/given.js';
import { interview } from '../../casework/spec/identifying.js';
import { id } from '../../casework/spec/sample.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { laos } from './facts.js';
import { laoPolicy } from './policy.js';

const here = home(laos, laoPolicy, 'TH');
const legalBasis = 'la-anti-tip-law-2016';
const office = 'lsw-savannakhet';
const profile = {
  ...({ channel: 'embassy', sex: 'female', ageBand: 'adult', mainLanguage: 'lo' } as const),
  ...({ urgency: 'normal', foundIn: 'TH' } as const),
};

/** A woman who came over the bridge, screened at the transit centre. */
const met = () =>
  given()
    .when('OpenCase', { ...profile, referTo: ['atd', 'womens-union'] }, of(here, office))
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] },
      of(here, 'atd'),
    )
    .when('GiveConsent', toAnInterview(here, 'lo'), of(here, office));

const heard = (agencies: string[]) =>
  met().when('RecordIdentificationInterview', { ...interview, agencies, language: 'lo' }, of(here, 'atd'));

/** Her return was proposed from Thailand, which makes her case that of a host country. */
const comeHome = () =>
  met().when(
    'ReceiveMessage',
    inbound(
      'RepatriationProposed',
      { proposalId: id('proposal'), point: 'nong-khai-vientiane', plannedOn: '2013-07-01', escorts: 1 },
      { from: 'TH' },
    ),
    of(here, 'mlsw'),
  );

const toHearHowThingsAre: BodyOf<'GiveConsent'> = {
  ...toAnInterview(here, 'lo'),
  ...{ purpose: 'follow_up', recipient: { country: 'TH' }, groups: ['reference', 'outcome'] },
};

describe('in Lao PDR', () => {
  it('only the Central Anti-Trafficking Department identifies', () => {
    const interviewed = heard(['atd', office]);
    for (const agency of ['womens-union', 'mlsw', 'immigration', office]) {
      const { decision } = interviewed
        .when('IdentifyVictim', { legalBasis }, of(here, agency))
        .thenRefuses('no_mandate');
      expect(decision.refusal?.sentence).toContain('Central Anti-Trafficking Department');
    }
    interviewed
      .when('IdentifyVictim', { legalBasis }, of(here, 'atd'))
      .thenRecords({ VictimIdentified: { authority: 'atd', legalBasis } });
    heard([office, 'womens-union']).thenRefuses('too_few_disciplines');
  });

  it('the transit centre takes in for seven days', () => {
    const referred = met().when('ReferToShelter', { shelterCode: 'x2', withFamily: false }, of(here, office));
    const { stayId } = referred.file.shelter.stays[0]!;
    referred
      .when('OfferAdmission', { stayId }, of(here, 'shelter-x2'))
      .when('ConsentToStay', { stayId }, of(here, 'shelter-x2'))
      .when('AdmitToShelter', { stayId }, of(here, 'shelter-x2'))
      .thenRecords({ AdmittedToShelter: { shelterCode: 'x2', until: '2013-06-10' } });
  });

  it('the former host country hears how things are before the case is closed, where the person agreed to it', () => {
    const close = (outcome: ReturnType<typeof comeHome>) =>
      outcome.when('CloseCase', { reason: 'reintegrated' }, of(here, office, '2014-06-03'));
    expect(close(comeHome()).types).toEqual(['CaseClosed']);
    const agreed = comeHome().when('GiveConsent', toHearHowThingsAre, of(here, office));
    expect(agreed.decision.refusal).toBeUndefined();
    const closed = close(agreed);
    expect(closed.types).toEqual(['CaseClosed', 'IrregularityRaised']);
    expect(closed.decision.events[1]).toMatchObject({ data: { rule: 'closed_without_host_feedback' } });
    const told = agreed.when(
      'SendFeedback',
      { to: 'TH', month: 6, outcomes: ['safe'] },
      of(here, office, '2013-12-03'),
    );
    expect(told.types).toEqual(expect.arrayContaining(['FeedbackSent', 'MessageApproved']));
    expect(close(told).types).toEqual(['CaseClosed']);
  });
});
