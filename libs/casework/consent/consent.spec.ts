import { describe, expect, it } from '@jest/globals';
import type { BodyOf, NewCaseEvent } from '../records/catalogue.js';
import { fieldGroups, type FieldGroup } from '../words/dictionary.js';
import { bestInterests, guardianAppointed, opened } from '../spec/returning.js';
import { given, givenOn } from '../spec/given.js';
import { caseOpened, screenedFor } from '../spec/histories.js';
import { id, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { tellings } from './commands.js';
import { consentsInForce } from './questions/in-force.js';
import { goes } from '../spec/stated.js';

const body: BodyOf<'GiveConsent'> = {
  purpose: 'nationality_confirmation',
  recipient: { country: 'MM' },
  groups: ['identity'],
  givenBy: 'person',
  told: [...tellings],
  language: 'my',
};
const consent = (
  word: string,
  groups: FieldGroup[],
  givenBy: 'person' | 'guardian_with_assent' = 'person',
  more: { readonly expiresOn?: string } = {},
): NewCaseEvent => ({
  type: 'ConsentGiven',
  data: {
    ...more,
    consentId: id(word),
    purpose: 'nationality_confirmation',
    recipient: { country: 'MM' },
    groups,
    givenBy,
    language: 'my',
    ...more,
  },
});
const asked = { purpose: 'nationality_confirmation', country: 'MM' } as const;
const inForce = (events: readonly NewCaseEvent[], today = '2013-06-03') =>
  consentsInForce(given(...events).file, asked, sampleFacts('TH'), today).map(({ consentId }) => consentId);

describe('giving a consent', () => {
  it('is recorded for one purpose, one recipient and the groups named', () => {
    const { decision } = given(caseOpened)
      .when('GiveConsent', body)
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: 'MM' },
          groups: ['identity'],
          givenBy: 'person',
          language: 'my',
        },
      });
    expect(decision.events[0]?.data).toMatchObject({
      purpose: 'nationality_confirmation',
      recipient: { country: 'MM' },
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
          recipient: { country: 'MM' },
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
          recipient: { country: 'MM' },
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
          recipient: { country: 'MM' },
          groups: ['identity'],
          givenBy: 'guardian_with_assent',
          language: 'my',
        },
      });
    given(opened('adult')).when('GiveConsent', byGuardian).thenRefuses('consent_missing');
  });

  it('names an agency that the recipient country has, and that is not excluded', () => {
    const to = (agency: string) => ({ ...body, recipient: { country: 'MM' as const, agency } });
    given(caseOpened).when('GiveConsent', to('nobody')).thenRefuses('unknown_reference');
    given(caseOpened)
      .when('ExcludeParty', { country: 'MM', agency: 'police', reason: 'Named by the person.' })
      .when('GiveConsent', to('police'))
      .thenRefuses('excluded_party');
    given(caseOpened)
      .when('ExcludeParty', { agency: 'police', reason: 'The Thai police, not the Burmese.' })
      .when('GiveConsent', to('police'))
      .thenRecords({
        ConsentGiven: {
          purpose: 'nationality_confirmation',
          recipient: { country: 'MM', agency: 'police' },
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
        jurisdiction: 'TH',
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
    const facts = sampleFacts('TH');
    expect(consentsInForce(file, { ...asked, purpose: 'return' }, facts, '2013-06-03')).toEqual([]);
    expect(consentsInForce(file, { ...asked, country: 'KH' }, facts, '2013-06-03')).toEqual([]);
  });
});

describe('withdrawing a consent', () => {
  const before = [caseOpened, screenedFor('no_fear'), consent('c', ['identity', 'origin'])];
  const used = sentMessage('CaseFormSent', { consents: [id('c')], groups: ['identity'], released: 1 });
  const told = (events: readonly NewCaseEvent[]) =>
    events.flatMap((event) => (event.type === 'MessageApproved' ? [event.data] : []));

  it('where nothing went tells nobody, and a second time does nothing', () => {
    given(...before)
      .when('WithdrawConsent', { consentId: id('c') })
      .thenRecords('ConsentWithdrawn')
      .when('WithdrawConsent', { consentId: id('c') })
      .thenRecords();
    given(...before)
      .when('WithdrawConsent', { consentId: id('other') })
      .thenRefuses('unknown_reference');
  });

  it('tells the recipient at once, also on a closed case: all of the purpose where nothing else covers it', () => {
    const closed: NewCaseEvent = {
      type: 'CaseClosed',
      data: { reason: 'reintegrated', retainUntil: '2023-01-01' },
    };
    for (const end of [[], [closed]]) {
      const { decision } = given(...before, ...used, ...end)
        .when('WithdrawConsent', { consentId: id('c') })
        .thenRecords(
          'ConsentWithdrawn',
          goes('ConsentWithdrawn', 'MM', {
            purpose: 'nationality_confirmation',
            groups: [
              'reference',
              'profile',
              'identity',
              'documents',
              'origin',
              'family',
              'nationality',
              'needs',
              'health',
              'experience',
              'risk',
              'plan',
              'proceedings',
              'money',
              'shelter',
              'journey',
              'outcome',
            ],
          }),
        );
      expect(told(decision.events)[0]).toMatchObject({
        kind: 'ConsentWithdrawn',
        to: 'MM',
        payload: { purpose: 'nationality_confirmation', groups: [...fieldGroups] },
      });
    }
  });

  it('tells only the groups that no other consent covers, and nothing where all are', () => {
    const partly = given(...before, consent('d', ['origin']), ...used).when('WithdrawConsent', {
      consentId: id('c'),
    });
    expect(told(partly.decision.events)[0]?.payload).toEqual({
      purpose: 'nationality_confirmation',
      groups: ['identity'],
    });
    given(...before, consent('d', ['origin', 'identity']), ...used)
      .when('WithdrawConsent', { consentId: id('c') })
      .thenRecords('ConsentWithdrawn');
  });

  it('by a later refusal ends every consent to the purpose and tells once', () => {
    const { decision, file } = given(...before, consent('d', ['documents']), ...used)
      .when('RefuseConsent', { purpose: 'nationality_confirmation', recipient: { country: 'MM' } })
      .thenRecords(
        {
          ConsentRefused: { purpose: 'nationality_confirmation', recipient: { country: 'MM' } },
          ConsentWithdrawn: {},
        },
        'ConsentWithdrawn',
        goes('ConsentWithdrawn', 'MM', {
          purpose: 'nationality_confirmation',
          groups: [
            'reference',
            'profile',
            'identity',
            'documents',
            'origin',
            'family',
            'nationality',
            'needs',
            'health',
            'experience',
            'risk',
            'plan',
            'proceedings',
            'money',
            'shelter',
            'journey',
            'outcome',
          ],
        }),
      );
    expect(told(decision.events)[0]?.payload).toMatchObject({ groups: [...fieldGroups] });
    expect(consentsInForce(file, asked, sampleFacts('TH'), '2013-06-03')).toEqual([]);
  });

  it('by the refusal of one office ends what was consented to for all offices of its country', () => {
    given(...before)
      .when('RefuseConsent', {
        purpose: 'nationality_confirmation',
        recipient: { country: 'MM', agency: 'focal' },
      })
      .thenRecords({
        ConsentRefused: {
          purpose: 'nationality_confirmation',
          recipient: { country: 'MM', agency: 'focal' },
        },
        ConsentWithdrawn: {},
      });
  });

  it('keeps the date on which the person said so', () => {
    const said = { consentId: id('c'), occurredAt: '2013-06-01T02:00:00.000Z' };
    const { decision } = givenOn('2013-05-20T02:00:00.000Z', ...before).when('WithdrawConsent', said);
    expect(decision.events[0]?.occurredAt).toBe(said.occurredAt);
    given(...before)
      .when('WithdrawConsent', said)
      .thenRefuses('impossible_date');
  });
});
