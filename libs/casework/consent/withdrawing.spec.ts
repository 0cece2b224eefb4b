import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { fieldGroups } from '../words/dictionary.js';
import { given, givenOn } from '../spec/given.js';
import { caseOpened, screenedFor } from '../spec/histories.js';
import { id, sampleFacts } from '../spec/sample.js';
import { sentMessage } from '../spec/sent.js';
import { consentsInForce } from './questions/in-force.js';
import { goes } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';
import { consent, asked } from '../spec/consenting.js';
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
          goes('ConsentWithdrawn', There, {
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
        to: There,
        payload: { purpose: 'nationality_confirmation', groups: [...fieldGroups] },
      });
    }
  });

  it('names of the consents that ended those under which something went there, and no other', () => {
    const { decision } = given(...before, consent('d', ['documents']), ...used).when('RefuseConsent', {
      purpose: 'nationality_confirmation',
      recipient: { country: There },
    });
    expect(told(decision.events)[0]?.withdrawn).toEqual([id('c')]);
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
      .when('RefuseConsent', { purpose: 'nationality_confirmation', recipient: { country: There } })
      .thenRecords(
        {
          ConsentRefused: { purpose: 'nationality_confirmation', recipient: { country: There } },
          ConsentWithdrawn: {},
        },
        'ConsentWithdrawn',
        goes('ConsentWithdrawn', There, {
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
    expect(consentsInForce(file, asked, sampleFacts(Here), '2013-06-03')).toEqual([]);
  });

  it('by the refusal of one office ends what was consented to for all offices of its country', () => {
    given(...before)
      .when('RefuseConsent', {
        purpose: 'nationality_confirmation',
        recipient: { country: There, agency: 'focal' },
      })
      .thenRecords({
        ConsentRefused: {
          purpose: 'nationality_confirmation',
          recipient: { country: There, agency: 'focal' },
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
