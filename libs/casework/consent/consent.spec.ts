import { describe, expect, it } from '@jest/globals';
import type { BodyOf, NewCaseEvent } from '../records/catalogue.js';
import { fieldGroups } from '../words/dictionary.js';
import { bestInterests, guardianAppointed, opened } from '../spec/returning.js';
import { given } from '../spec/given.js';
import { caseOpened } from '../spec/histories.js';
import { id, sampleFacts } from '../spec/sample.js';
import { tellings } from './commands.js';
import { consentsInForce } from './questions/in-force.js';
import { Here, There, Third } from '../spec/lands.js';
import { consent, asked } from '../spec/consenting.js';

const body: BodyOf<'GiveConsent'> = {
  purpose: 'nationality_confirmation',
  recipient: { country: There },
  groups: ['identity'],
  givenBy: 'person',
  told: [...tellings],
  language: 'my',
};
const inForce = (events: readonly NewCaseEvent[], today = '2013-06-03') =>
  consentsInForce(given(...events).file, asked, sampleFacts(Here), today).map(({ consentId }) => consentId);

describe('giving a consent', () => {
  it('is recorded for one purpose, one recipient and the groups named', () => {
    const { decision } = given(caseOpened)
      .when('GiveConsent', body)
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: There },
          groups: ['identity'],
          givenBy: 'person',
          language: 'my',
        },
      });
    expect(decision.events[0]?.data).toMatchObject({
      purpose: 'nationality_confirmation',
      recipient: { country: There },
      groups: ['identity'],
    });
  });

  it.each(tellings)('needs the person to be told: %s', (untold) => {
    const told = tellings.filter((telling) => telling !== untold);
    given(caseOpened)
      .when('GiveConsent', { ...body, told })
      .thenRefuses('consent_missing');
  });

  it('needs the main language of the person or an interpreter who is not excluded', () => {
    const inThai = { ...body, language: 'th' };
    given(caseOpened).when('GiveConsent', inThai).thenRefuses('no_interpreter');
    given(caseOpened)
      .when('GiveConsent', { ...inThai, interpreter: 'interpreter-9' })
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: There },
          groups: ['identity'],
          givenBy: 'person',
          language: 'th',
          interpreter: 'interpreter-9',
        },
      });
    const { decision } = given(caseOpened)
      .when('ExcludeParty', { officialId: 'interpreter-9', reason: 'A cousin of the employer.' })
      .when('GiveConsent', { ...inThai, interpreter: 'interpreter-9' })
      .thenRefuses('excluded_party');
    expect(decision.refusal?.dataClass).toBe('P4');
  });

  it('cannot have expired already', () => {
    given(caseOpened)
      .when('GiveConsent', { ...body, expiresOn: '2013-06-02' })
      .thenRefuses('impossible_date');
    given(caseOpened)
      .when('GiveConsent', { ...body, expiresOn: '2013-06-03' })
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: There },
          groups: ['identity'],
          givenBy: 'person',
          language: 'my',
          expiresOn: '2013-06-03',
        },
      });
  });

  it('is for a child given by a guardian with assent, for an adult by nobody else', () => {
    const byGuardian = { ...body, givenBy: 'guardian_with_assent' } as const;
    given(opened('child')).when('GiveConsent', body).thenRefuses('guardian_missing');
    given(opened('child')).when('GiveConsent', byGuardian).thenRefuses('guardian_missing');
    given(opened('child'), guardianAppointed)
      .when('GiveConsent', byGuardian)
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: There },
          groups: ['identity'],
          givenBy: 'guardian_with_assent',
          language: 'my',
        },
      });
    given(opened('adult')).when('GiveConsent', byGuardian).thenRefuses('consent_missing');
  });

  it('names an agency that the recipient country has, and that is not excluded', () => {
    const to = (agency: string) => ({ ...body, recipient: { country: There, agency } });
    given(caseOpened).when('GiveConsent', to('nobody')).thenRefuses('unknown_reference');
    given(caseOpened)
      .when('ExcludeParty', { country: There, agency: 'police', reason: 'Named by the person.' })
      .when('GiveConsent', to('police'))
      .thenRefuses('excluded_party');
    given(caseOpened)
      .when('ExcludeParty', { agency: 'police', reason: 'Our police, not theirs.' })
      .when('GiveConsent', to('police'))
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: There, agency: 'police' },
          groups: ['identity'],
          givenBy: 'person',
          language: 'my',
        },
      });
  });
});

describe('a consent in force', () => {
  it('ends after its last day', () => {
    const expiring = consent('expiring', ['identity'], 'person', { expiresOn: '2013-06-03' });
    expect(inForce([caseOpened, expiring])).toEqual([id('expiring')]);
    expect(inForce([caseOpened, expiring], '2013-06-04')).toEqual([]);
  });

  it('of a guardian ends on the 18th birthday, without any event', () => {
    const born: NewCaseEvent = {
      type: 'BirthDateClaimed',
      data: {
        claimId: id('birth'),
        source: 'document',
        confidence: 'high',
        birthDate: { value: '1995-06-04', precision: 'day', calendar: 'gregorian', asWritten: '4 June 1995' },
        ageBand: 'child',
        jurisdiction: Here,
      },
    };
    const history = [
      opened('child'),
      born,
      guardianAppointed,
      consent('g', ['identity'], 'guardian_with_assent'),
    ];
    expect(inForce(history)).toEqual([id('g')]);
    expect(inForce(history, '2013-06-04')).toEqual([]);
    expect(inForce([...history, consent('own', ['identity'])], '2013-06-04')).toEqual([id('own')]);
  });

  it('of a guardian ends with the guardianship; one given alone does not count once the person may be a child', () => {
    const ended = (reason: 'replaced' | 'unfit'): NewCaseEvent => ({
      type: 'GuardianshipEnded',
      data: { guardianId: id('guardian'), reason },
    });
    const another: NewCaseEvent = {
      type: 'GuardianAppointed',
      data: {
        guardianId: id('another guardian'),
        authority: 'court-1',
        guardian: { name: { text: 'U Ba', script: 'Latn', kind: 'legal' } },
      },
    };
    const history = [opened('child'), guardianAppointed, consent('g', ['identity'], 'guardian_with_assent')];
    expect(inForce([...history, ended('replaced')])).toEqual([]);
    expect(inForce([...history, ended('replaced'), another])).toEqual([id('g')]);
    expect(inForce([...history, ended('unfit'), another])).toEqual([]);
    const doubted: NewCaseEvent = { type: 'AgePresumedMinor', data: {} };
    expect(inForce([caseOpened, consent('own', ['identity'])])).toEqual([id('own')]);
    expect(inForce([caseOpened, consent('own', ['identity']), doubted])).toEqual([]);
  });

  it('is for its purpose and country alone', () => {
    const { file } = given(caseOpened, consent('c', [...fieldGroups]), bestInterests());
    const facts = sampleFacts(Here);
    expect(consentsInForce(file, { ...asked, purpose: 'return' }, facts, '2013-06-03')).toEqual([]);
    expect(consentsInForce(file, { ...asked, country: Third }, facts, '2013-06-03')).toEqual([]);
  });
});
