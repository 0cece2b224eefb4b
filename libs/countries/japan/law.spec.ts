import { describe, expect, it } from '@jest/globals';
import type { Sex } from '#casework';
import { dischargeReasons, type DischargeReason } from '../../casework/words/own-practice.js';
import { id } from '../../casework/spec/sample.js';
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

  it.each([office, 'cabinet-secretariat'])('%s permits nobody to stay, and says who does', (by) => {
    const { decision } = found('female')
      .when('GrantLocalStay', { basis: 'special-permission-to-stay' }, of(here, by))
      .thenRefuses('no_mandate');
    expect(decision.refusal?.sentence).toContain('immigration');
    found('female')
      .when('GrantLocalStay', { basis: 'a-favour' }, of(here, by))
      .thenRefuses('unknown_reference');
  });

  it('a protection ends in the words of the counselling offices, and in no others', () => {
    const stay = { stayId: id('stay'), shelterCode: 'y1' };
    const living = given(
      {
        type: 'CaseOpened',
        data: {
          ...({
            side: 'sending',
            channel: 'self',
            sex: 'female',
            ageBand: 'adult',
            mainLanguage: 'th',
          } as const),
          ...({ urgency: 'normal', foundIn: 'JP' } as const),
        },
      },
      { type: 'ShelterReferred', data: { ...stay, withFamily: false } },
      { type: 'ShelterAdmissionOffered', data: { stayId: stay.stayId } },
      { type: 'ShelterStayConsented', data: { stayId: stay.stayId } },
      { type: 'AdmittedToShelter', data: stay },
    );
    const discharged = (reason: DischargeReason) =>
      living.when('DischargeFromShelter', { stayId: stay.stayId, reason }, of(here, 'shelter-y1'));
    for (const reason of dischargeReasons.filter((each) => each !== 'transferred'))
      expect(discharged(reason).types).toContain('DischargedFromShelter');
    const { decision } = discharged('transferred').thenRefuses('unknown_reference');
    expect(decision.refusal?.fields?.[0]?.reason).toContain('with_spouse');
  });

  it('looks for no family itself: whoever asks is told who does', () => {
    expect(japan.lacks.map(({ what }) => what)).toContain('an office for trace_family');
  });
});
