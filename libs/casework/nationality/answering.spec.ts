import { describe, expect, it } from '@jest/globals';
import { inbound, overThere } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import { caseOpened, policeExcluded, sampleMother, sampleName, samplePlace } from '../spec/histories.js';
import { id, sampleInstrument } from '../spec/sample.js';
import { nationalityStanding } from './state.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

describe('answering whether a person is a national', () => {
  const requestId = id('request');
  const request = inbound('NationalityConfirmationRequested', {
    requestId,
    names: [sampleName],
    origin: samplePlace,
  });
  const arrived = () => given(caseOpened).when('ReceiveMessage', request, overThere());
  const finding = { requestId, result: 'confirmed', basis: 'household_list', send: true } as const;

  it('takes the claims in as a partner state’s and brings in every authority that can confirm', () => {
    const outcome = arrived();
    const said = { source: 'partner_state', authority: Here, confidence: 'medium' };
    outcome.thenRecords(
      {
        MessageReceived: { outcome: 'effective' },
        NationalityCheckReceived: { dueOn: '2013-07-01', from: Here },
        NameClaimed: { ...said, name: sampleName },
        OriginClaimed: { ...said, origin: samplePlace },
        AgencyInvolved: { agency: 'police', reason: 'nationality_check' },
      },
      { AgencyInvolved: { agency: 'welfare', reason: 'nationality_check' } },
    );
    expect(outcome.file.identity.names[0]).toMatchObject({ source: 'partner_state', value: sampleName });
    expect(outcome.file.coordination.involved).toEqual(new Set(['focal', 'police', 'welfare']));
  });

  it('records the finding sealed and answers the request', () => {
    const outcome = arrived()
      .when('DecideNationality', finding, overThere())
      .thenRecords(
        {
          NationalityDecided: {
            answered: true,
            finding: { result: 'confirmed', basis: 'household_list' },
            validUntil: '2014-06-03',
          },
        },
        goes('NationalityResultSent', Here, {
          authority: 'focal',
          finding: { result: 'confirmed', basis: 'household_list' },
          validUntil: '2014-06-03',
        }),
      );
    expect(outcome.decision.events[1]).toMatchObject({ data: { to: Here, answers: request.messageId } });
    arrived()
      .when('DecideNationality', { ...finding, send: false }, overThere())
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
      arrived().when('DecideNationality', { ...finding, result }, overThere()).file.nationality.decisions[0]
        ?.validUntil;
    expect(until('inconclusive')).toBe(until('confirmed'));
    expect(until('confirmed')).toBe('2014-06-03');
  });

  it('refuses an unknown request, a denial without reason, an excluded office, and an office without mandate', () => {
    arrived()
      .when('DecideNationality', { ...finding, requestId: id('none') }, overThere())
      .thenRefuses('unknown_reference');
    arrived()
      .when('DecideNationality', { ...finding, result: 'not_confirmed' }, overThere())
      .thenRefuses('reason_missing');
    arrived().when('DecideNationality', finding, overThere('powerless')).thenRefuses('no_mandate');
    given(caseOpened, policeExcluded)
      .when('ReceiveMessage', request, overThere())
      .when('DecideNationality', finding, overThere('police'))
      .thenRefuses('not_possible_now');
  });

  it('lets two authorities contradict each other, and then issues no travel document', () => {
    const document = { kind: 'laissez_passer', paper: { number: 'LP-1' } };
    const confirmed = arrived().when('DecideNationality', finding, overThere('focal'));
    arrived().when('IssueTravelDocument', document, overThere()).thenRefuses('wrong_state');
    const issued = confirmed.when('IssueTravelDocument', document, overThere()).thenRecords(
      {
        TravelDocumentIssued: {
          kind: 'laissez_passer',
          paper: { number: 'LP-1' },
          validUntil: '2013-09-01',
        },
      },
      goes('TravelDocumentIssued', Here, {
        kind: 'laissez_passer',
        paper: { number: 'LP-1' },
        validUntil: '2013-09-01',
      }),
    );
    expect(issued.file.nationality.documents[0]?.validUntil).toBe('2013-09-01');
    const denied = confirmed.when(
      'DecideNationality',
      { ...finding, result: 'not_confirmed', because: 'no_record' },
      overThere('police'),
    );
    expect(nationalityStanding(denied.file.nationality, There, '2013-06-04')).toBe('contradicting');
    denied.when('IssueTravelDocument', document, overThere()).thenRefuses('wrong_state');
    confirmed
      .when('IssueTravelDocument', { ...document, validUntil: '2015-01-01' }, overThere())
      .thenRefuses('impossible_date');
    confirmed
      .when('IssueTravelDocument', { ...document, kind: 'passport' }, overThere())
      .thenRefuses('unknown_reference');
  });

  it('withdraws its own finding only, and marks a document that rested on it', () => {
    const decided = arrived().when('DecideNationality', finding, overThere());
    const { decisionId } = decided.file.nationality.decisions[0]!;
    decided.when('WithdrawNationalityResult', { decisionId }, overThere('police')).thenRefuses('not_yours');
    decided
      .when('WithdrawNationalityResult', { decisionId: id('none') }, overThere())
      .thenRefuses('unknown_reference');
    decided
      .when('WithdrawNationalityResult', { decisionId }, overThere())
      .thenRecords('NationalityResultWithdrawn', goes('NationalityResultWithdrawn', Here))
      .when('WithdrawNationalityResult', { decisionId }, overThere())
      .thenRefuses('already_exists');
    decided
      .when('IssueTravelDocument', { kind: 'laissez_passer', paper: { number: 'LP-1' } }, overThere())
      .when('WithdrawNationalityResult', { decisionId }, overThere())
      .thenRecords(
        { NationalityResultWithdrawn: {}, IrregularityRaised: { rule: 'result_withdrawn_after_document' } },
        goes('NationalityResultWithdrawn', Here),
      );
  });

  it('hands the check on to an office that can confirm, is not excluded, and has it not yet', () => {
    const hand = (to: string) => arrived().when('ForwardNationalityCheck', { requestId, to }, overThere());
    hand('police')
      .thenRecords({ CheckForwarded: { to: 'police' } })
      .when('ForwardNationalityCheck', { requestId, to: 'police' }, overThere())
      .thenRefuses('already_exists');
    hand('powerless').thenRefuses('no_mandate');
    hand('nobody').thenRefuses('unknown_reference');
    const excluded = given(caseOpened, policeExcluded)
      .when('ReceiveMessage', request, overThere())
      .when('ForwardNationalityCheck', { requestId, to: 'police' }, overThere())
      .thenRefuses('excluded_party');
    expect(excluded.decision.refusal?.dataClass).toBe('P4');
  });

  it('asks to see the person, and records an interview that was not asked for as irregular', () => {
    const access = { requestId, place: 'neutral_office' } as const;
    const held = { requestId, place: 'video', heldOn: '2013-06-01' } as const;
    arrived()
      .when('RequestConsularAccess', access, overThere())
      .thenRecords(
        { ConsularAccessAsked: { place: 'neutral_office', by: There } },
        goes('ConsularAccessRequested', Here, { place: 'neutral_office' }),
      )
      .when('RecordConsularInterview', held, overThere())
      .thenRecords(
        { ConsularInterviewHeld: { by: There, place: 'video', heldOn: '2013-06-01' } },
        goes('ConsularInterviewHeld', Here, { place: 'video', heldOn: '2013-06-01' }),
      );
    arrived()
      .when('RecordConsularInterview', held, overThere())
      .thenRecords(
        {
          ConsularInterviewHeld: { by: There, place: 'video', heldOn: '2013-06-01' },
          IrregularityRaised: { rule: 'interview_without_access_asked' },
        },
        goes('ConsularInterviewHeld', Here, { place: 'video', heldOn: '2013-06-01' }),
      );
    arrived()
      .when('RecordConsularInterview', { ...held, heldOn: '2013-07-01' }, overThere())
      .thenRefuses('impossible_date');
  });

  it('asks for more, and takes in what is given', () => {
    const asked = arrived()
      .when('AskAdditionalInformation', { requestId, fields: ['relatives'] }, overThere())
      .thenRecords(
        { AdditionalInformationAsked: { of: Here, fields: ['relatives'] } },
        goes('AdditionalInformationRequested', Here, { asked: ['relatives'] }),
      );
    const relatives = [sampleMother];
    const answered = asked
      .when(
        'ReceiveMessage',
        inbound('AdditionalInformationProvided', { requestId, relatives }, { sequence: 2 }),
        overThere(),
      )
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        AdditionalInformationGiven: { by: Here, fields: ['relatives'] },
        RelativeRecorded: { relation: 'mother', name: sampleName, source: 'partner_state', authority: Here },
      });
    expect(answered.file.nationality.requests[0]?.missing).toEqual([]);
  });

  it('records an interview even where its message may not go', () => {
    const held = { requestId, place: 'video', heldOn: '2013-06-01' } as const;
    arrived()
      .when('RecordConsularInterview', held, {
        ...overThere(),
        instruments: [{ ...sampleInstrument(), clauses: [] }],
      })
      .thenRecords(
        {
          ConsularInterviewHeld: { by: There, place: 'video', heldOn: '2013-06-01' },
          IrregularityRaised: { rule: 'interview_without_access_asked' },
        },
        goesNot('ConsularInterviewHeld', Here, 'no_clause'),
      );
  });
});
