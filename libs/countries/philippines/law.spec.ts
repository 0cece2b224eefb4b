import { describe, expect, it } from '@jest/globals';
import { given } from '../../casework/spec/given.js';
import { interview } from '../../casework/spec/identifying.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { philippines } from './facts.js';
import { philippinePolicy } from './policy.js';

const here = home(philippines, philippinePolicy, 'TH');
const legalBasis = 'ph-ra-9208';
const post = 'post-bangkok';

const met = () =>
  given()
    .when(
      'OpenCase',
      {
        ...({ channel: 'embassy', sex: 'female', ageBand: 'adult', mainLanguage: 'fil' } as const),
        ...({ urgency: 'urgent', foundIn: 'TH' } as const),
        referTo: ['dswd-davao'],
      },
      of(here, post),
    )
    .when('CompleteScreening', { outcome: 'presumed', urgentNeeds: [], indicators: ['debt'] }, of(here, post))
    .when('GiveConsent', toAnInterview(here, 'fil'), of(here, 'dswd-davao'));

describe('in the Philippines', () => {
  it('the country team of a post abroad goes out and identifies by itself: it is of several disciplines', () => {
    met()
      .when(
        'RecordIdentificationInterview',
        { ...interview, agencies: [post], disciplines: ['social_work', 'labour'], language: 'fil' },
        of(here, post),
      )
      .when('IdentifyVictim', { legalBasis }, of(here, post))
      .thenRecords({ VictimIdentified: { authority: post, legalBasis } });
  });

  it('five agencies may receive at the airport', () => {
    const receiving = philippines.agencies.filter(({ mandates }) => mandates.includes('receive_return'));
    expect(receiving.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dfa', 'owwa', 'dswd', 'iacat', 'immigration']),
    );
  });
});
