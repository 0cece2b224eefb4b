import { describe, expect, it } from '@jest/globals';
import { inbound, inMyanmar } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import {
  approvedPayload,
  asSaid,
  caseOpened,
  identityKnown,
  openToMyanmar,
  policeExcluded,
  sampleMother,
  sampleName,
  samplePlace,
  screenedFor,
} from '../spec/histories.js';
import { consentsTo, id, sampleInstrument } from '../spec/sample.js';
import { nationalityStanding } from './state.js';
import { goes, goesNot } from '../spec/stated.js';

const [named, fromThere] = identityKnown;
const ready = [...openToMyanmar, named!, fromThere!];

describe('asking whether a person is a national', () => {
  it('sends the claims of the file and nothing else', () => {
    const { decision } = given(...ready)
      .when('RequestNationalityConfirmation', { of: 'MM' })
      .thenRecords(
        { NationalityConfirmationRequested: { of: 'MM', dueOn: '2013-06-10' } },
        goes('NationalityConfirmationRequested', 'MM', {
          names: [{ ...sampleName, ...asSaid }],
          origin: { ...samplePlace, ...asSaid },
          seen: { upTo: 0 },
        }),
      );
    const [requested] = decision.events;
    expect(requested).toMatchObject({ data: { of: 'MM', dueOn: '2013-06-10' } });
    expect(approvedPayload(decision.events)).toEqual({
      requestId: requested?.type === 'NationalityConfirmationRequested' ? requested.data.requestId : 'none',
      names: [{ ...sampleName, ...asSaid }],
      origin: { ...samplePlace, ...asSaid },
      seen: { upTo: 0 },
    });
  });

  it('answers a protection bar, and the absence of a screening, with not_possible_now and nothing more', () => {
    for (const barred of [[screenedFor('fears_state')], []]) {
      const file = given(caseOpened, ...barred, ...consentsTo('MM'), named!);
      file
        .when('RequestNationalityConfirmation', { of: 'MM' })
        .thenRefuses('not_possible_now', goesNot('NationalityConfirmationRequested', 'MM', 'contact_barred'));
      file
        .when('SendCaseForm', { to: 'MM' })
        .thenRefuses('not_possible_now', goesNot('CaseFormSent', 'MM', 'contact_barred'));
    }
  });

  it('needs a consent, a name, another country, and no open request', () => {
    given(caseOpened, screenedFor('no_fear'), named!)
      .when('RequestNationalityConfirmation', { of: 'MM' })
      .thenRefuses('consent_missing', goesNot('NationalityConfirmationRequested', 'MM', 'consent_missing'));
    given(caseOpened, screenedFor('no_fear'), ...consentsTo('MM'))
      .when('RequestNationalityConfirmation', { of: 'MM' })
      .thenRefuses('required_field_missing');
    given(...ready)
      .when('RequestNationalityConfirmation', { of: 'TH' })
      .thenRefuses('wrong_state');
    given(...ready)
      .when('RequestNationalityConfirmation', { of: 'MM' })
      .when('RequestNationalityConfirmation', { of: 'MM' })
      .thenRefuses('already_exists');
  });

  it('sends what was asked for a second time, as the answer to that question', () => {
    const asked = given(...ready).when('RequestNationalityConfirmation', { of: 'MM' });
    const { requestId } = asked.file.nationality.requests[0]!;
    const question = inbound(
      'AdditionalInformationRequested',
      { requestId, asked: ['origin', 'relatives'] },
      { from: 'MM' },
    );
    const told = asked.when('ReceiveMessage', question).thenRecords({
      MessageReceived: { outcome: 'effective' },
      AdditionalInformationAsked: { of: 'TH', fields: ['origin', 'relatives'] },
    });
    expect(told.file.nationality.requests[0]?.missing).toEqual(['origin', 'relatives']);
    told
      .when('ProvideAdditionalInformation', { requestId, fields: ['relatives'] })
      .thenRefuses('required_field_missing');
    const given2 = told
      .when('ProvideAdditionalInformation', { requestId, fields: ['origin'] })
      .thenRecords(
        { AdditionalInformationGiven: { by: 'TH', fields: ['origin'] } },
        goes('AdditionalInformationProvided', 'MM', { origin: { ...samplePlace, ...asSaid } }),
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
    const asked = given(...ready).when('RequestNationalityConfirmation', { of: 'MM' });
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
        inbound('NationalityResultSent', result(authority, found), { from: 'MM', sequence }),
      );
    const first = receive(asked, 'registry', 'confirmed', 1).thenRecords({
      MessageReceived: { outcome: 'effective' },
      NationalityResultLearned: {
        authority: 'registry',
        finding: { result: 'confirmed', basis: 'household_list' },
        from: 'MM',
      },
    });
    expect(nationalityStanding(first.file.nationality, 'MM', '2013-06-04')).toBe('confirmed');
    const both = receive(first, 'embassy', 'not_confirmed', 2);
    expect(both.file.nationality.decisions).toHaveLength(2);
    expect(nationalityStanding(both.file.nationality, 'MM', '2013-06-04')).toBe('contradicting');
    receive(first, 'registry', 'confirmed', 2).thenRecords({
      MessageReceived: { outcome: 'refused', reason: 'already_exists' },
    });
    const withdrawn = both
      .when(
        'ReceiveMessage',
        inbound('NationalityResultWithdrawn', { decisionId: id('embassy') }, { from: 'MM', sequence: 3 }),
      )
      .thenRecords({ MessageReceived: { outcome: 'effective' }, NationalityResultWithdrawn: {} });
    expect(nationalityStanding(withdrawn.file.nationality, 'MM', '2013-06-04')).toBe('confirmed');
    given(...ready)
      .when(
        'ReceiveMessage',
        inbound('NationalityResultSent', result('registry', 'confirmed'), { from: 'MM' }),
      )
      .thenRecords({ MessageReceived: { outcome: 'refused', reason: 'unknown_reference' } });
  });

  it('refers a person whom no country confirms, and nobody else', () => {
    const referral = { body: 'unhcr', because: 'No record anywhere.' } as const;
    given(...ready)
      .when('ReferAsStateless', referral)
      .thenRefuses('wrong_state');
    const asked = given(...ready).when('RequestNationalityConfirmation', { of: 'MM' });
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
          { from: 'MM' },
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

describe('answering whether a person is a national', () => {
  const requestId = id('request');
  const request = inbound('NationalityConfirmationRequested', {
    requestId,
    names: [sampleName],
    origin: samplePlace,
  });
  const arrived = () => given(caseOpened).when('ReceiveMessage', request, inMyanmar());
  const finding = { requestId, result: 'confirmed', basis: 'household_list', send: true } as const;

  it('takes the claims in as a partner state’s and brings in every authority that can confirm', () => {
    const outcome = arrived();
    expect(outcome.types).toEqual([
      'MessageReceived',
      'NationalityCheckReceived',
      'NameClaimed',
      'OriginClaimed',
      'AgencyInvolved',
      'AgencyInvolved',
    ]);
    expect(outcome.file.identity.names[0]).toMatchObject({ source: 'partner_state', value: sampleName });
    expect(outcome.file.coordination.involved).toEqual(new Set(['focal', 'police', 'welfare']));
  });

  it('records the finding sealed and answers the request', () => {
    const outcome = arrived()
      .when('DecideNationality', finding, inMyanmar())
      .thenRecords(
        {
          NationalityDecided: {
            answered: true,
            finding: { result: 'confirmed', basis: 'household_list' },
            validUntil: '2014-06-03',
          },
        },
        goes('NationalityResultSent', 'TH', {
          authority: 'focal',
          finding: { result: 'confirmed', basis: 'household_list' },
          validUntil: '2014-06-03',
        }),
      );
    expect(outcome.decision.events[1]).toMatchObject({ data: { to: 'TH', answers: request.messageId } });
    arrived()
      .when('DecideNationality', { ...finding, send: false }, inMyanmar())
      .thenRecords({
        NationalityDecided: {
          answered: true,
          finding: { result: 'confirmed', basis: 'household_list' },
          validUntil: '2014-06-03',
        },
      });
  });

  it('gives every finding the same validity, so that its presence tells nothing', () => {
    const until = (result: 'confirmed' | 'inconclusive') =>
      arrived().when('DecideNationality', { ...finding, result }, inMyanmar()).file.nationality.decisions[0]
        ?.validUntil;
    expect(until('inconclusive')).toBe(until('confirmed'));
    expect(until('confirmed')).toBe('2014-06-03');
  });

  it('refuses an unknown request, a denial without reason, an excluded office, and an office without mandate', () => {
    arrived()
      .when('DecideNationality', { ...finding, requestId: id('none') }, inMyanmar())
      .thenRefuses('unknown_reference');
    arrived()
      .when('DecideNationality', { ...finding, result: 'not_confirmed' }, inMyanmar())
      .thenRefuses('reason_missing');
    arrived().when('DecideNationality', finding, inMyanmar('powerless')).thenRefuses('no_mandate');
    given(caseOpened, policeExcluded)
      .when('ReceiveMessage', request, inMyanmar())
      .when('DecideNationality', finding, inMyanmar('police'))
      .thenRefuses('not_possible_now');
  });

  it('lets two authorities contradict each other, and then issues no travel document', () => {
    const document = { kind: 'laissez_passer', paper: { number: 'LP-1' } };
    const confirmed = arrived().when('DecideNationality', finding, inMyanmar('focal'));
    arrived().when('IssueTravelDocument', document, inMyanmar()).thenRefuses('wrong_state');
    const issued = confirmed.when('IssueTravelDocument', document, inMyanmar()).thenRecords(
      {
        TravelDocumentIssued: {
          kind: 'laissez_passer',
          paper: { number: 'LP-1' },
          validUntil: '2013-09-01',
        },
      },
      goes('TravelDocumentIssued', 'TH', {
        kind: 'laissez_passer',
        paper: { number: 'LP-1' },
        validUntil: '2013-09-01',
      }),
    );
    expect(issued.file.nationality.documents[0]?.validUntil).toBe('2013-09-01');
    const denied = confirmed.when(
      'DecideNationality',
      { ...finding, result: 'not_confirmed', because: 'no_record' },
      inMyanmar('police'),
    );
    expect(nationalityStanding(denied.file.nationality, 'MM', '2013-06-04')).toBe('contradicting');
    denied.when('IssueTravelDocument', document, inMyanmar()).thenRefuses('wrong_state');
    confirmed
      .when('IssueTravelDocument', { ...document, validUntil: '2015-01-01' }, inMyanmar())
      .thenRefuses('impossible_date');
    confirmed
      .when('IssueTravelDocument', { ...document, kind: 'passport' }, inMyanmar())
      .thenRefuses('unknown_reference');
  });

  it('withdraws its own finding only, and marks a document that rested on it', () => {
    const decided = arrived().when('DecideNationality', finding, inMyanmar());
    const { decisionId } = decided.file.nationality.decisions[0]!;
    decided.when('WithdrawNationalityResult', { decisionId }, inMyanmar('police')).thenRefuses('not_yours');
    decided
      .when('WithdrawNationalityResult', { decisionId: id('none') }, inMyanmar())
      .thenRefuses('unknown_reference');
    decided
      .when('WithdrawNationalityResult', { decisionId }, inMyanmar())
      .thenRecords('NationalityResultWithdrawn', goes('NationalityResultWithdrawn', 'TH'))
      .when('WithdrawNationalityResult', { decisionId }, inMyanmar())
      .thenRefuses('already_exists');
    decided
      .when('IssueTravelDocument', { kind: 'laissez_passer', paper: { number: 'LP-1' } }, inMyanmar())
      .when('WithdrawNationalityResult', { decisionId }, inMyanmar())
      .thenRecords(
        { NationalityResultWithdrawn: {}, IrregularityRaised: { rule: 'result_withdrawn_after_document' } },
        goes('NationalityResultWithdrawn', 'TH'),
      );
  });

  it('hands the check on to an office that can confirm, is not excluded, and has it not yet', () => {
    const hand = (to: string) => arrived().when('ForwardNationalityCheck', { requestId, to }, inMyanmar());
    hand('police')
      .thenRecords({ CheckForwarded: { to: 'police' } })
      .when('ForwardNationalityCheck', { requestId, to: 'police' }, inMyanmar())
      .thenRefuses('already_exists');
    hand('powerless').thenRefuses('no_mandate');
    hand('nobody').thenRefuses('unknown_reference');
    const excluded = given(caseOpened, policeExcluded)
      .when('ReceiveMessage', request, inMyanmar())
      .when('ForwardNationalityCheck', { requestId, to: 'police' }, inMyanmar())
      .thenRefuses('excluded_party');
    expect(excluded.decision.refusal?.dataClass).toBe('P4');
  });

  it('asks to see the person, and records an interview that was not asked for as irregular', () => {
    const access = { requestId, place: 'neutral_office' } as const;
    const held = { requestId, place: 'video', heldOn: '2013-06-01' } as const;
    arrived()
      .when('RequestConsularAccess', access, inMyanmar())
      .thenRecords(
        { ConsularAccessAsked: { place: 'neutral_office', by: 'MM' } },
        goes('ConsularAccessRequested', 'TH', { place: 'neutral_office' }),
      )
      .when('RecordConsularInterview', held, inMyanmar())
      .thenRecords(
        { ConsularInterviewHeld: { by: 'MM', place: 'video', heldOn: '2013-06-01' } },
        goes('ConsularInterviewHeld', 'TH', { place: 'video', heldOn: '2013-06-01' }),
      );
    arrived()
      .when('RecordConsularInterview', held, inMyanmar())
      .thenRecords(
        {
          ConsularInterviewHeld: { by: 'MM', place: 'video', heldOn: '2013-06-01' },
          IrregularityRaised: { rule: 'interview_without_access_asked' },
        },
        goes('ConsularInterviewHeld', 'TH', { place: 'video', heldOn: '2013-06-01' }),
      );
    arrived()
      .when('RecordConsularInterview', { ...held, heldOn: '2013-07-01' }, inMyanmar())
      .thenRefuses('impossible_date');
  });

  it('asks for more, and takes in what is given', () => {
    const asked = arrived()
      .when('AskAdditionalInformation', { requestId, fields: ['relatives'] }, inMyanmar())
      .thenRecords(
        { AdditionalInformationAsked: { of: 'TH', fields: ['relatives'] } },
        goes('AdditionalInformationRequested', 'TH', { asked: ['relatives'] }),
      );
    const relatives = [sampleMother];
    const answered = asked
      .when(
        'ReceiveMessage',
        inbound('AdditionalInformationProvided', { requestId, relatives }, { sequence: 2 }),
        inMyanmar(),
      )
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        AdditionalInformationGiven: { by: 'TH', fields: ['relatives'] },
        RelativeRecorded: { relation: 'mother', name: sampleName, source: 'partner_state', authority: 'TH' },
      });
    expect(answered.file.nationality.requests[0]?.missing).toEqual([]);
  });

  it('records an interview even where its message may not go', () => {
    const held = { requestId, place: 'video', heldOn: '2013-06-01' } as const;
    arrived()
      .when('RecordConsularInterview', held, {
        ...inMyanmar(),
        instruments: [{ ...sampleInstrument(), clauses: [] }],
      })
      .thenRecords(
        {
          ConsularInterviewHeld: { by: 'MM', place: 'video', heldOn: '2013-06-01' },
          IrregularityRaised: { rule: 'interview_without_access_asked' },
        },
        goesNot('ConsularInterviewHeld', 'TH', 'no_clause'),
      );
  });
});
