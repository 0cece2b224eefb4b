import { describe, expect, it } from '@jest/globals';
import type { Sex } from '#casework';
import { given } from '../../casework/spec/given.js';
import { interview } from '../../casework/spec/identifying.js';
import { home, of, toAnInterview } from '../spec/at-home.js';
import { japan } from './facts.js';
import { japanesePolicy } from './policy.js';

const here = home(japan, japanesePolicy, 'TH');
const legalBasis = 'jp-identification-procedures-2010';
const office = 'counseling-tokyo';

const found = (sex: Sex, ageBand = 'adult') =>
  given()
    .when(
      'OpenCase',
      {
        ...({ channel: 'self', sex, ageBand, mainLanguage: 'th', urgency: 'urgent' } as const),
        ...{ foundIn: 'JP', referTo: ['police-tokyo', 'immigration', 'child-guidance-tokyo'] },
      },
      of(here, office),
    )
    .when(
      'CompleteScreening',
      { outcome: 'presumed', urgentNeeds: ['medical'], indicators: ['debt'] },
      of(here, 'police-tokyo'),
    );

describe('in Japan', () => {
  it.each([
    [office, 'psychology'],
    ['police-tokyo', 'law_enforcement'],
    ['immigration', 'immigration'],
  ] as const)('%s recognises on having heard the person alone', (by, discipline) => {
    const heard = found('female')
      .when('GiveConsent', toAnInterview(here, 'th'), of(here, office))
      .when(
        'RecordIdentificationInterview',
        { ...interview, agencies: [by], disciplines: [discipline], language: 'th' },
        of(here, by),
      );
    heard
      .when('IdentifyVictim', { legalBasis }, of(here, by))
      .thenRecords({ VictimIdentified: { authority: by, legalBasis } });
  });

  it('no Women’s Counseling Office recognises or takes a man, and the refusal says who does', () => {
    const man = found('male');
    const { decision } = man
      .when('IdentifyVictim', { legalBasis }, of(here, office))
      .thenRefuses('no_mandate');
    expect(decision.refusal?.sentence).toMatch(/police or immigration/);
    const refused = man
      .when('ReferToShelter', { shelterCode: 'y1', withFamily: false }, of(here, office))
      .thenRefuses('not_admitted_here');
    expect(refused.decision.refusal?.sentence).toMatch(/police and immigration .* embassy and IOM/);
    for (const { admits } of japan.shelters)
      if (admits.sexes.includes('male')) expect(admits.belowAge).toBe(18);
  });

  it.each(['female', 'male'] as const)('a child (%s) goes to the Child Guidance Center', (sex) => {
    const child = found(sex, 'child');
    const { decision } = child
      .when('IdentifyVictim', { legalBasis }, of(here, office))
      .thenRefuses('no_mandate');
    expect(decision.refusal?.sentence).toContain('Child Guidance Center');
    const refused = child
      .when('ReferToShelter', { shelterCode: 'y1', withFamily: false }, of(here, office))
      .thenRefuses('not_admitted_here');
    expect(refused.decision.refusal?.sentence).toContain('shelter g3');
    expect(
      child.when('ReferToShelter', { shelterCode: 'g3', withFamily: false }, of(here, office)).types,
    ).toContain('ShelterReferred');
    found('female')
      .when('ReferToShelter', { shelterCode: 'g3', withFamily: false }, of(here, office))
      .thenRefuses('not_admitted_here');
  });

  it('a woman with her children goes to a private shelter on commission', () => {
    const { decision } = found('female')
      .when('ReferToShelter', { shelterCode: 'y1', withFamily: true }, of(here, office))
      .thenRefuses('not_admitted_here');
    expect(decision.refusal?.sentence).toContain('shelter p5');
  });

  it('immigration permits a person to stay, and why is sealed', () => {
    found('female')
      .when(
        'GrantLocalStay',
        { basis: 'special-permission-to-stay', until: '2014-06-03' },
        of(here, 'immigration'),
      )
      .thenRecords({ LocalStayGranted: { basis: 'special-permission-to-stay', until: '2014-06-03' } });
  });

  it('looks for no family itself: whoever asks is told who does', () => {
    expect(japan.lacks.map(({ what }) => what)).toContain('an office for trace_family');
  });
});
