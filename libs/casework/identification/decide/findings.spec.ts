import { describe, expect, it } from '@jest/globals';
import { given } from '../../spec/given.js';
import { caseOpened } from '../../spec/histories.js';
import { interviewed, screened } from '../../spec/identifying.js';
import { id, sampleActor } from '../../spec/sample.js';
import { isIdentified } from '../state.js';
import { Here, There } from '../../spec/lands.js';

describe('findings', () => {
  const legalBasis = 'anti_trafficking_act';
  const police = { actor: sampleActor('police', 'officer-2') };
  const heard = given(caseOpened, screened, interviewed);

  it('identifies on an interview and a legal basis of this country, once an authority', () => {
    const found = heard.when('IdentifyVictim', {
      legalBasis,
      certificateNumber: '44',
      issuedOn: '2013-06-01',
    });
    found.thenRecords({
      VictimIdentified: {
        authority: 'focal',
        legalBasis: 'anti_trafficking_act',
        certificate: { number: '44', issuedOn: '2013-06-01' },
      },
    });
    expect(isIdentified(found.file.identification)).toBe(true);
    found.when('IdentifyVictim', { legalBasis }).thenRefuses('already_exists');
    given(caseOpened, screened).when('IdentifyVictim', { legalBasis }).thenRefuses('wrong_state');
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
    given(caseOpened, screened).when('ProposeDenial', { reason: 'None.' }).thenRefuses('wrong_state');
    const proposed = heard.when('ProposeDenial', { reason: 'No purpose found.' });
    proposed.thenRecords({ VictimStatusDenialProposed: { authority: 'focal', reason: 'No purpose found.' } });
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
    const denied = proposed
      .when('ConfirmDenial', body, police)
      .thenRecords({ VictimStatusDenied: { authority: 'focal', referral: 'labour', toldIn: 'my' } });
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

  it('can be put off until the person is ready', () => {
    const { file } = heard
      .when('DeferIdentification', { reason: 'not_ready' })
      .thenRecords({ IdentificationDeferred: { reason: 'not_ready' } });
    expect(file.identification.deferred).toBe(true);
    heard
      .when('IdentifyVictim', { legalBasis })
      .when('DeferIdentification', { reason: 'not_ready' })
      .thenRefuses('wrong_state');
  });

  it('recognises a status given abroad, once', () => {
    const body = { country: There, legalBasis } as const;
    const recognised = given(caseOpened)
      .when('RecogniseStatus', body)
      .thenRecords({
        StatusRecognisedAbroad: { country: There, authority: 'focal', legalBasis: 'anti_trafficking_act' },
      });
    expect(isIdentified(recognised.file.identification)).toBe(true);
    recognised.when('RecogniseStatus', body).thenRefuses('already_exists');
    given(caseOpened).when('RecogniseStatus', { country: Here }).thenRefuses('wrong_state');
    given(caseOpened)
      .when('RecogniseStatus', { ...body, legalBasis: 'custom' })
      .thenRefuses('unknown_reference');
  });
});
