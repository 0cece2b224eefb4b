import { describe, expect, it } from '@jest/globals';
import type { Sex } from '#casework';
import { given } from '../../casework/spec/given.js';
import { interview } from '../../casework/spec/identifying.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { china } from './facts.js';
import { chinesePolicy } from './policy.js';

const here = home(china, chinesePolicy, 'MM');
const legalBasis = 'cn-police-finding';
const office = 'civil-affairs-yunnan';

const heard = (sex: Sex, ageBand = 'adult') =>
  given()
    .when(
      'OpenCase',
      {
        ...({ channel: 'police', sex, ageBand, mainLanguage: 'my', urgency: 'normal' } as const),
        ...{ foundIn: 'CN', referTo: ['police-zhenkang'] },
      },
      of(here, office),
    )
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: [], indicators: ['no_papers'] },
      of(here, 'police-zhenkang'),
    )
    .when('GiveConsent', toAnInterview(here, 'my'), of(here, office))
    .when(
      'RecordIdentificationInterview',
      { ...interview, agencies: ['police-zhenkang', office], language: 'my' },
      of(here, 'police-zhenkang'),
    );

describe('in China', () => {
  it('the police identify, and nobody else', () => {
    heard('female').when('IdentifyVictim', { legalBasis }, of(here, office)).thenRefuses('no_mandate');
    heard('female')
      .when('IdentifyVictim', { legalBasis }, of(here, 'police-zhenkang'))
      .thenRecords({ VictimIdentified: { authority: 'police-zhenkang', legalBasis } });
  });

  it('women and children are recognised; a man stays presumed, and is told what serves instead', () => {
    const man = heard('male');
    const { decision } = man
      .when('IdentifyVictim', { legalBasis }, of(here, 'police-zhenkang'))
      .thenRefuses('no_mandate');
    expect(decision.refusal?.sentence).toContain('Civil Affairs takes him in');
    expect(
      man.when('ReferToShelter', { shelterCode: 'r4', withFamily: false }, of(here, office)).types,
    ).toContain('ShelterReferred');
    expect(
      chinesePolicy.findingLacks({ legalBasis, agency: china.agencies[0]!, sex: 'male', child: true }),
    ).toBeUndefined();
  });

  it('relief stations of Civil Affairs take everybody in, the dedicated shelter women with their children', () => {
    const { decision } = heard('male')
      .when('ReferToShelter', { shelterCode: 'd2', withFamily: false }, of(here, office))
      .thenRefuses('not_admitted_here');
    expect(decision.refusal?.sentence).toContain('shelter r4');
  });
});
