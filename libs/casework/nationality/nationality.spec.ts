import { describe, expect, it } from '@jest/globals';
import { inbound } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import {
  approvedPayload,
  asSaid,
  caseOpened,
  identityKnown,
  openToThere,
  sampleName,
  samplePlace,
  screenedFor,
} from '../spec/histories.js';
import { consentsTo, id } from '../spec/sample.js';
import { nationalityStanding } from './state.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const [named, fromThere] = identityKnown;
const ready = [...openToThere, named!, fromThere!];

describe('asking whether a person is a national', () => {
  it('sends the claims of the file and nothing else', () => {
    const { decision } = given(...ready)
      .when('RequestNationalityConfirmation', { of: There })
      .thenRecords(
        { NationalityConfirmationRequested: { of: There, dueOn: '2013-06-10' } },
        goes('NationalityConfirmationRequested', There, {
          names: [{ ...sampleName, ...asSaid }],
          origin: { ...samplePlace, ...asSaid },
          seen: { upTo: 0 },
        }),
      );
    const [requested] = decision.events;
    expect(requested).toMatchObject({ data: { of: There, dueOn: '2013-06-10' } });
    expect(approvedPayload(decision.events)).toEqual({
      requestId: requested?.type === 'NationalityConfirmationRequested' ? requested.data.requestId : 'none',
      names: [{ ...sampleName, ...asSaid }],
      origin: { ...samplePlace, ...asSaid },
      seen: { upTo: 0 },
    });
  });

  it('answers a protection bar, and the absence of a screening, with not_possible_now and nothing more', () => {
    for (const barred of [[screenedFor('fears_state')], []]) {
      const file = given(caseOpened, ...barred, ...consentsTo(There), named!);
      file
        .when('RequestNationalityConfirmation', { of: There })
        .thenRefuses(
          'not_possible_now',
          goesNot('NationalityConfirmationRequested', There, 'contact_barred'),
        );
      file
        .when('SendCaseForm', { to: There })
        .thenRefuses('not_possible_now', goesNot('CaseFormSent', There, 'contact_barred'));
    }
  });

  it('needs a consent, a name, another country, and no open request', () => {
    given(caseOpened, screenedFor('no_fear'), named!)
      .when('RequestNationalityConfirmation', { of: There })
      .thenRefuses('consent_missing', goesNot('NationalityConfirmationRequested', There, 'consent_missing'));
    given(caseOpened, screenedFor('no_fear'), ...consentsTo(There))
      .when('RequestNationalityConfirmation', { of: There })
      .thenRefuses('required_field_missing');
    given(...ready)
      .when('RequestNationalityConfirmation', { of: Here })
      .thenRefuses('wrong_state');
    given(...ready)
      .when('RequestNationalityConfirmation', { of: There })
      .when('RequestNationalityConfirmation', { of: There })
      .thenRefuses('already_exists');
  });

  it('sends what was asked for a second time, as the answer to that question', () => {
    const asked = given(...ready).when('RequestNationalityConfirmation', { of: There });
    const { requestId } = asked.file.nationality.requests[0]!;
    const question = inbound(
      'AdditionalInformationRequested',
      { requestId, asked: ['origin', 'relatives'] },
      { from: There },
    );
    const told = asked.when('ReceiveMessage', question).thenRecords({
      MessageReceived: { outcome: 'effective' },
      AdditionalInformationAsked: { of: Here, fields: ['origin', 'relatives'] },
    });
    expect(told.file.nationality.requests[0]?.missing).toEqual(['origin', 'relatives']);
    told
      .when('ProvideAdditionalInformation', { requestId, fields: ['relatives'] })
      .thenRefuses('required_field_missing');
    const given2 = told
      .when('ProvideAdditionalInformation', { requestId, fields: ['origin'] })
      .thenRecords(
        { AdditionalInformationGiven: { by: Here, fields: ['origin'] } },
        goes('AdditionalInformationProvided', There, { origin: { ...samplePlace, ...asSaid } }),
      );
    expect(given2.file.nationality.requests[0]?.missing).toEqual(['relatives']);
    expect(approvedPayload(given2.decision.events)).toEqual({
      requestId,
      origin: { ...samplePlace, ...asSaid },
    });
    expect(given2.decision.events[1]).toMatchObject({ data: { answers: question.messageId } });
    told
      .when('ProvideAdditionalInformation', { requestId: id('other'), fields: ['origin'] })
      .thenRefuses('unknown_reference');
  });

  it('learns findings side by side, and refuses those that answer nothing', () => {
    const asked = given(...ready).when('RequestNationalityConfirmation', { of: There });
    const { requestId } = asked.file.nationality.requests[0]!;
    const result = (authority: string, found: 'confirmed' | 'not_confirmed') => ({
      requestId,
      decisionId: id(authority),
      authority,
      finding: { result: found, basis: 'household_list' },
    });
    const receive = (
      outcome: typeof asked,
      authority: string,
      found: 'confirmed' | 'not_confirmed',
      sequence: number,
    ) =>
      outcome.when(
        'ReceiveMessage',
        inbound('NationalityResultSent', result(authority, found), { from: There, sequence }),
      );
    const first = receive(asked, 'registry', 'confirmed', 1).thenRecords({
      MessageReceived: { outcome: 'effective' },
      NationalityResultLearned: {
        authority: 'registry',
        finding: { result: 'confirmed', basis: 'household_list' },
        from: There,
      },
    });
    expect(nationalityStanding(first.file.nationality, There, '2013-06-04')).toBe('confirmed');
    const both = receive(first, 'embassy', 'not_confirmed', 2);
    expect(both.file.nationality.decisions).toHaveLength(2);
    expect(nationalityStanding(both.file.nationality, There, '2013-06-04')).toBe('contradicting');
    receive(first, 'registry', 'confirmed', 2).thenRecords({
      MessageReceived: { outcome: 'refused', reason: 'already_exists' },
    });
    const withdrawn = both
      .when(
        'ReceiveMessage',
        inbound('NationalityResultWithdrawn', { decisionId: id('embassy') }, { from: There, sequence: 3 }),
      )
      .thenRecords({ MessageReceived: { outcome: 'effective' }, NationalityResultWithdrawn: {} });
    expect(nationalityStanding(withdrawn.file.nationality, There, '2013-06-04')).toBe('confirmed');
    given(...ready)
      .when(
        'ReceiveMessage',
        inbound('NationalityResultSent', result('registry', 'confirmed'), { from: There }),
      )
      .thenRecords({ MessageReceived: { outcome: 'refused', reason: 'unknown_reference' } });
  });

  it('refers a person whom no country confirms, and nobody else', () => {
    const referral = { body: 'unhcr', because: 'No record anywhere.' } as const;
    given(...ready)
      .when('ReferAsStateless', referral)
      .thenRefuses('wrong_state');
    const asked = given(...ready).when('RequestNationalityConfirmation', { of: There });
    const { requestId } = asked.file.nationality.requests[0]!;
    const answered = (found: 'confirmed' | 'inconclusive') =>
      asked.when(
        'ReceiveMessage',
        inbound(
          'NationalityResultSent',
          {
            requestId,
            decisionId: id(found),
            authority: 'registry',
            finding: { result: found, basis: 'interview' },
          },
          { from: There },
        ),
      );
    answered('inconclusive')
      .when('ReferAsStateless', referral)
      .thenRecords({
        NationalityReferralMade: { referral: { body: 'unhcr', because: 'No record anywhere.' } },
      });
    answered('confirmed').when('ReferAsStateless', referral).thenRefuses('wrong_state');
  });
});
