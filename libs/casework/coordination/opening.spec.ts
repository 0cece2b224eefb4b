import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { id, sampleActor } from '../spec/sample.js';
import { isExcluded, isInvolved } from './state.js';
import { Fourth, Here } from '../spec/lands.js';

const profile = {
  channel: 'raid',
  sex: 'female',
  ageBand: 'adult',
  mainLanguage: 'my',
  urgency: 'normal',
} as const;

const opened: NewCaseEvent = { type: 'CaseOpened', data: { side: 'sending', foundIn: Here, ...profile } };

describe('opening a case', () => {
  it('brings in the opener, the focal point and the agencies it is referred to, each once', () => {
    const { file } = given()
      .when('OpenCase', { ...profile, referTo: ['welfare', 'focal'] }, { actor: sampleActor('police') })
      .thenRecords(
        {
          CaseOpened: {
            side: 'sending',
            foundIn: Here,
            channel: 'raid',
            sex: 'female',
            ageBand: 'adult',
            mainLanguage: 'my',
            urgency: 'normal',
          },
          AgencyInvolved: { agency: 'police', reason: 'opened_case' },
        },
        { AgencyInvolved: { agency: 'focal', reason: 'focal_point' } },
        { AgencyInvolved: { agency: 'welfare', reason: 'referred' } },
      );
    expect([...file.coordination.involved].toSorted()).toEqual(['focal', 'police', 'welfare']);
    expect(file.coordination).toMatchObject({ opened: true, side: 'sending', sex: 'female', closed: false });
  });

  it('takes the side of the receiving country where the person was found abroad', () => {
    const { file } = given().when('OpenCase', { ...profile, foundIn: Fourth });
    expect(file.coordination.side).toBe('receiving');
  });

  it('refuses a second opening, an unknown agency and a band that this country’s law does not know', () => {
    given(opened).when('OpenCase', profile).thenRefuses('already_exists');
    given()
      .when('OpenCase', { ...profile, referTo: ['nobody'] })
      .thenRefuses('unknown_reference');
    given()
      .when('OpenCase', { ...profile, ageBand: 'youth' })
      .thenRefuses('unknown_reference');
    given()
      .when('OpenCase', { ...profile, ageBand: 'unknown' })
      .thenRecords({
        CaseOpened: {
          side: 'sending',
          foundIn: Here,
          channel: 'raid',
          sex: 'female',
          ageBand: 'unknown',
          mainLanguage: 'my',
          urgency: 'normal',
        },
        AgencyInvolved: { agency: 'focal', reason: 'opened_case' },
      });
  });

  it('is for agencies charged with it', () => {
    given()
      .when('OpenCase', profile, { actor: sampleActor('powerless') })
      .thenRefuses('no_mandate');
  });
});

describe('agencies in a case', () => {
  for (const command of ['ReferToAgency', 'AssignAgency'] as const)
    it(`${command} brings an agency in once, if it exists and is not excluded`, () => {
      const body = { agency: 'office-a', reason: 'tracing' };
      const { file } = given(opened)
        .when(command, body)
        .thenRecords({ AgencyInvolved: { agency: 'office-a', reason: 'tracing' } });
      expect(isInvolved(file.coordination, 'office-a')).toBe(true);
      given(opened).when(command, body).when(command, body).thenRefuses('already_exists');
      given(opened)
        .when(command, { ...body, agency: 'nobody' })
        .thenRefuses('unknown_reference');
      given().when(command, body).thenRefuses('wrong_state');
      given(opened)
        .when('ExcludeParty', { agency: 'office-a', reason: 'A cousin works there.' })
        .when(command, body)
        .thenRefuses('excluded_party');
    });

  it('releases an agency, but never the focal point', () => {
    const { file } = given(opened)
      .when('ReferToAgency', { agency: 'office-a', reason: 'tracing' })
      .when('ReleaseAgency', { agency: 'office-a' })
      .thenRecords({ AgencyReleased: { agency: 'office-a' } });
    expect(isInvolved(file.coordination, 'office-a')).toBe(false);
    given(opened).when('ReleaseAgency', { agency: 'office-b' }).thenRefuses('unknown_reference');
    given(opened).when('ReleaseAgency', { agency: 'focal' }).thenRefuses('wrong_state');
  });
});

describe('exclusions', () => {
  const excluded: NewCaseEvent = {
    type: 'PartyExcluded',
    data: { exclusionId: id('exclusion'), agency: 'police', reason: 'Named by the person.' },
  };

  it('keeps an involved office out, and lets it back in when lifted', () => {
    const before = given(
      opened,
      { type: 'AgencyInvolved', data: { agency: 'police', reason: 'referred' } },
      excluded,
    );
    expect(isInvolved(before.file.coordination, 'police')).toBe(false);
    const { file } = before
      .when('LiftExclusion', { exclusionId: id('exclusion') })
      .thenRecords({ ExclusionLiftProposed: { told: 'focal_point' } })
      .when(
        'ConfirmExclusionLift',
        { exclusionId: id('exclusion') },
        { actor: sampleActor('welfare', 'other') },
      )
      .thenRecords({ ExclusionLifted: { excludedBy: 'focal', told: 'focal_point' } });
    expect(isInvolved(file.coordination, 'police')).toBe(true);
  });

  it('keeps one person out without the rest of the office', () => {
    const { file } = given(opened).when('ExcludeParty', { officialId: 'officer-7', reason: 'A relative.' });
    expect(isExcluded(file.coordination, { agency: 'police', officialId: 'officer-7' })).toBe(true);
    expect(isExcluded(file.coordination, { agency: 'police', officialId: 'officer-8' })).toBe(false);
    expect(isExcluded(file.coordination, { agency: 'police' })).toBe(false);
  });

  it('keeps an excluded person out under every spelling of the pseudonym', () => {
    const { file } = given(opened, {
      type: 'PartyExcluded',
      data: { exclusionId: id('x'), officialId: 'Officer-7', reason: 'Named by the person.' },
    });
    for (const officialId of ['officer-7', 'OFFICER-7', 'ｏｆｆｉｃｅｒ-7', 'officer\u200b-7'])
      expect(isExcluded(file.coordination, { agency: 'police', officialId })).toBe(true);
    given(opened)
      .when('ExcludeParty', { officialId: 'officer-7', reason: 'Named.' })
      .when('ExcludeParty', { officialId: 'OFFICER-7', reason: 'Again.' })
      .thenRecords();
  });

  it('refuses to exclude an office that does not exist, records a repetition once, and lifts only what stands', () => {
    given(opened)
      .when('ExcludeParty', { agency: 'polise', reason: 'Typed wrongly.' })
      .thenRefuses('unknown_reference');
    given(opened, excluded).when('ExcludeParty', { agency: 'police', reason: 'Again.' }).thenRecords();
    given(opened)
      .when('LiftExclusion', { exclusionId: id('none') })
      .thenRefuses('unknown_reference');
  });
});

describe('closing', () => {
  it('needs a reason and says until when data are kept', () => {
    given(opened).when('CloseCase', {}).thenRefuses('reason_missing');
    given().when('CloseCase', { reason: 'returned' }).thenRefuses('wrong_state');
    const { file } = given(opened)
      .when('CloseCase', { reason: 'returned' })
      .thenRecords({ CaseClosed: { reason: 'returned', retainUntil: '2023-06-01' } });
    expect(file.coordination).toMatchObject({
      closed: true,
      closedFor: 'returned',
      retainUntil: '2023-06-01',
    });
  });

  it('bars permissions until the case is opened again with a reason; facts are still recorded', () => {
    const closed = given(opened).when('CloseCase', { reason: 'lost_contact' });
    closed.when('ReferToAgency', { agency: 'office-a', reason: 'tracing' }).thenRefuses('case_closed');
    closed
      .when('ExcludeParty', { officialId: 'officer-7', reason: 'A relative.' })
      .thenRecords({ PartyExcluded: { officialId: 'officer-7', reason: 'A relative.' } });
    closed.when('ReopenCase', {}).thenRefuses('reason_missing');
    const { file } = closed
      .when('ReopenCase', { reason: 'person_returned' })
      .thenRecords({ CaseReopened: { reason: 'person_returned' } });
    expect(file.coordination.closed).toBe(false);
    given(opened).when('ReopenCase', { reason: 'none' }).thenRefuses('wrong_state');
  });
});
