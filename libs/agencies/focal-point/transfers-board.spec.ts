import { describe, expect, it } from '@jest/globals';
import type { State } from '#casework';
import { hold, screened } from '../spec/bars.js';
import { caseId, happened, id, opened, received, rowsAfter, sent } from '../spec/happened.js';
import { transfersBoard } from './transfers-board.js';

describe('transfers board', () => {
  const board = (...events: Parameters<typeof rowsAfter>[1][]) =>
    rowsAfter(transfersBoard, ...events)[caseId];

  it('shows a new case, waiting for nobody', () => {
    expect(board(opened())).toMatchObject({ stage: 'opened', waitingFor: null, due: null, closed: false });
  });

  it('waits for the other state from the release of a message until its answer', () => {
    const asked = [
      opened(),
      ...sent('NationalityConfirmationRequested', 'ask', { answerDue: '2014-03-01' }, { on: '2014-02-01' }),
    ];
    expect(board(...asked)).toMatchObject({
      waitingFor: 'MM',
      waitingOn: 'state',
      since: '2014-02-01T02:00:00.000Z',
      due: '2014-03-01',
    });
    expect(board(...asked, received('NationalityResultSent', 'answer', { answers: 'ask' }))).toMatchObject({
      waitingFor: null,
      waits: [],
      due: null,
    });
  });

  it('ends an exchange of risks with the second of them, on both sides', () => {
    const due = { answerDue: '2014-03-01' };
    const theirs = received('RiskAssessmentShared', 'theirs', { answers: 'ours', ...due });
    const asked = [opened(), ...sent('RiskAssessmentShared', 'ours', due)];
    expect(board(...asked)).toMatchObject({ waitingFor: 'MM' });
    expect(board(...asked, theirs)).toMatchObject({ waitingFor: null, waits: [] });
    const told = [opened(), received('RiskAssessmentShared', 'theirs', due)];
    expect(board(...told)).toMatchObject({ waitingOn: 'own' });
    expect(
      board(...told, ...sent('RiskAssessmentShared', 'ours', { answers: 'theirs', ...due })),
    ).toMatchObject({ waitingFor: null, waits: [] });
  });

  it('waits until a mission that was asked by hand is told to stop, also where the case is closed', () => {
    const asked = { requestId: id('mission'), of: 'BD' as State, mission: 'embassy-bangkok' };
    const closed = happened('CaseClosed', { reason: 'returned', retainUntil: '2030-01-01' });
    const before = [opened(), happened('MissionAsked', { ...asked, groups: ['identity'] })];
    expect(board(...before)).toMatchObject({ waits: [] });
    const toStop = [...before, happened('MissionToStop', asked, { on: '2014-02-01' })];
    for (const events of [toStop, [...toStop, closed]]) {
      expect(board(...events)).toMatchObject({
        aside: false,
        waitingOn: 'own',
        waits: [{ id: asked.requestId, what: 'MissionToStop', country: 'BD', due: null }],
      });
      expect(board(...events, happened('MissionStopped', asked))).toMatchObject({ waits: [] });
    }
  });

  it('waits for no answer to what was taken back', () => {
    const asked = [opened(), ...sent('NationalityConfirmationRequested', 'ask')];
    const recalled = sent('MessageRecalled', 'recall', { stops: ['ask'] });
    expect(board(...asked, ...recalled)).toMatchObject({ waits: [{ what: 'MessageRecalled' }] });
    const done = received('RecallDone', 'done', { answers: 'recall' });
    expect(board(...asked, ...recalled, done)).toMatchObject({ waitingFor: null, waits: [] });
  });

  it('does not wait for a search of the family of who is at home, however the other side learns of it', () => {
    const asked = [opened(), ...sent('FamilyTracingRequested', 'ask', { answerDue: '2014-03-01' })];
    expect(board(...asked)).toMatchObject({ waitingFor: 'MM' });
    const arrived = happened('ArrivalLearned', { by: 'MM', arrivedOn: '2014-02-20', nextStep: 'family' });
    expect(board(...asked, arrived)).toMatchObject({ waitingFor: null, waits: [] });
    const search = [opened(), received('FamilyTracingRequested', 'ask', { answerDue: '2014-03-01' })];
    expect(board(...search)).toMatchObject({ waitingOn: 'own' });
    expect(board(...search, happened('ArrivalRecorded', { place: 'n4', nextStep: 'family' }))).toMatchObject({
      waits: [],
    });
    expect(board(...asked, arrived, ...sent('FamilyTracingRequested', 'again'))).toMatchObject({
      waits: [{ id: id('again') }],
    });
  });

  it('names what a focal point has to know beside the stage', () => {
    const linked = happened('PartnerLinked', { country: 'MM', theirReference: 'r' });
    const closed = happened('PartnerClosedCase', {
      country: 'MM',
      reason: 'not_ours',
      retainUntil: '2030-01-01',
    });
    expect(board(opened(), linked)).toMatchObject({ circumstances: [] });
    expect(board(opened(), linked, closed)).toMatchObject({ circumstances: ['partner_closed'] });
    expect(board(opened(), linked, closed, linked)).toMatchObject({ circumstances: [] });
    expect(board(opened(), happened('PersonLeftWithoutNotice', {}))).toMatchObject({
      circumstances: ['left'],
    });
    expect(board(opened(), happened('PersonDied', { notified: [] }))).toMatchObject({
      circumstances: ['died'],
    });
  });

  it('names a stay in a hospital until it ends, and not which hospital', () => {
    const stayId = id('stay');
    const resident = [
      opened(),
      happened('ShelterReferred', { stayId, shelterCode: 'k7', withFamily: false }),
      happened('AdmittedToShelter', { stayId, shelterCode: 'k7' }),
    ];
    const ill = [...resident, happened('HospitalStayStarted', { stayId, hospital: 'Pathum Thani' })];
    expect(board(...resident)).toMatchObject({ circumstances: [] });
    expect(board(...ill)).toMatchObject({ circumstances: ['in_hospital'] });
    expect(board(...ill, happened('HospitalStayEnded', { stayId }))).toMatchObject({ circumstances: [] });
  });

  it('keeps what a registry found under its seal, until the finding is withdrawn', () => {
    const decisionId = id('decision');
    const stateless = happened('NationalityResultLearned', {
      ...{ decisionId, requestId: id('request'), from: 'MM' as const, authority: 'immigration' },
      finding: { result: 'not_confirmed', basis: 'household_list', because: 'stateless' },
    });
    expect(board(opened(), stateless)).toMatchObject({
      findings: [{ decisionId, finding: { field: 'finding', part: `${caseId}/P2` } }],
    });
    const withdrawn = happened('NationalityResultWithdrawn', { decisionId });
    expect(board(opened(), stateless, withdrawn)).toMatchObject({ findings: [] });
  });

  it('does not wait for what is only approved', () => {
    expect(board(opened(), ...sent('FamilyTracingRequested', 'ask').slice(0, 1))).toMatchObject({
      waitingFor: null,
    });
  });

  it('keeps waiting for the result while the other state asks back, and is asked meanwhile', () => {
    const events = [
      opened(),
      ...sent('NationalityConfirmationRequested', 'ask', { answerDue: '2014-03-01' }),
      received('AdditionalInformationRequested', 'back', { answers: 'ask', answerDue: '2014-02-10' }),
    ];
    expect(board(...events)).toMatchObject({ waitingFor: 'TH', waitingOn: 'own', due: '2014-02-10' });
    const given = [...events, ...sent('AdditionalInformationProvided', 'given', { answers: 'back' })];
    expect(board(...given)).toMatchObject({ waitingFor: 'MM', waitingOn: 'state', due: '2014-03-01' });
  });

  it('names the own agency on which an answer depends, and the focal point once that one is excluded', () => {
    const meta = { country: 'MM' as const };
    const request = received(
      'FamilyTracingRequested',
      'ask',
      { from: 'TH', answerDue: '2014-04-01' },
      { meta },
    );
    const events = [
      opened('receiving', { meta }),
      happened('TracingRequestReceived', {
        requestId: id('request'),
        householdId: id('household'),
        from: 'TH',
        messageId: id('ask'),
        coverStory: 'a friend asks',
      }),
      request,
    ];
    expect(board(...events)).toMatchObject({ waitingFor: 'MM', waitingOn: 'own', partner: 'TH' });
    const assigned = happened('TracingAssigned', {
      requestId: id('request'),
      office: 'dsw-kayin',
      visitDueOn: '2014-02-01',
    });
    expect(board(...events, assigned)).toMatchObject({ waitingFor: 'dsw-kayin', due: '2014-02-01' });
    const answered = sent('FamilyAssessmentSent', 'answer', { answers: 'ask', to: 'TH' });
    expect(board(...events, assigned, ...answered)).toMatchObject({ waitingFor: null });
    const exclusionId = id('exclusion');
    const kept = happened('PartyExcluded', { exclusionId, from: 'TH', agency: 'dsw-kayin' });
    expect(board(...events, assigned, kept)).toMatchObject({ waitingFor: 'MM', waitingOn: 'own' });
    const lifted = happened('ExclusionLifted', { exclusionId });
    expect(board(...events, assigned, kept, lifted)).toMatchObject({ waitingFor: 'dsw-kayin' });
  });

  it('waits for what is due first', () => {
    const row = board(
      opened(),
      ...sent('FamilyTracingRequested', 'trace', { answerDue: '2014-05-01' }),
      ...sent('NationalityConfirmationRequested', 'ask', { answerDue: '2014-03-01' }),
    );
    expect(row).toMatchObject({ due: '2014-03-01', rank: expect.stringMatching(/^2014-03-01 /) });
  });

  it('goes from proposal to arrival', () => {
    const plan = { proposalId: id('p'), point: 'mae-sot-myawaddy', plannedOn: '2014-08-04', escorts: 2 };
    const proposed = [opened(), happened('RepatriationProposed', { ...plan, to: 'MM', group: id('family') })];
    expect(board(...proposed)).toMatchObject({
      stage: 'return_proposed',
      travelGroup: id('family'),
      partner: 'MM',
    });
    const journeyId = id('journey');
    const away = [
      ...proposed,
      happened('RepatriationApproved', { proposalId: id('p') }),
      happened('JourneyJoined', { journeyId }),
      happened('DepartureRecorded', { journeyId }),
    ];
    expect(board(...away)).toMatchObject({ stage: 'in_transit', journeyId });
    const signature = { officer: 'o1', point: plan.point, items: [], discrepancies: [] };
    const one = [...away, happened('HandoverSigned', { side: 'sending', ...signature })];
    expect(board(...one)).toMatchObject({ stage: 'in_transit' });
    const both = [...one, happened('HandoverLearned', { side: 'receiving', ...signature })];
    expect(board(...both)).toMatchObject({ stage: 'handed_over' });
    const withdrawn = happened('ReturnConsentWithdrawn', { onTheWay: true, recallNeeded: true, journeyId });
    const stopped = happened('RepatriationCancelled', { by: 'TH', reason: 'on_request', journeyId });
    const off = [...away, withdrawn, stopped];
    expect(board(...off)).toMatchObject({ stage: 'return_off', journeyId });
    expect(board(...off, happened('JourneyLeft', { journeyId }))).toMatchObject({ journeyId: null });
  });

  it('tells nothing of a hold or of a protection result', () => {
    expect(board(opened(), hold, screened)).toEqual(board(opened()));
  });

  it('waits for nothing once closed', () => {
    const closed = happened('CaseClosed', { reason: 'returned', retainUntil: '2030-01-01' });
    expect(board(opened(), ...sent('FamilyTracingRequested', 'ask'), closed)).toMatchObject({
      closed: true,
      waitingFor: null,
      waits: [],
    });
  });
});
