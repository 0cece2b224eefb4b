import { describe, expect, it } from '@jest/globals';
import { caseRegister } from './case-register.js';
import { caseTimeline } from './focal-point/case-timeline.js';
import { transfersBoard } from './focal-point/transfers-board.js';
import { agencyQueries, agencyViews, viewsFor } from './index.js';
import { embassyInbox } from './embassy/nationality-inbox.js';
import { registryInbox } from './registry/nationality-inbox.js';
import { tracingInbox } from './provincial-office/tracing-inbox.js';
import { stays } from './shelter/stays.js';
import { caseload } from './social-work/caseload.js';
import { caseId, happened, id, opened, received, rowsAfter, sent } from './spec/happened.js';

const name = (word: string) => ({
  claimId: id(word),
  source: 'person' as const,
  confidence: 'high' as const,
  name: { text: 'Marker', script: 'Latn' as const, kind: 'legal' as const },
});

const hold = happened('HoldPlaced', {
  holdId: id('hold'),
  hold: {
    authority: 'Court',
    until: '2014-12-01',
    reviewOn: '2014-10-01',
    personsView: 'wants to go',
    advanceTestimony: 'tried',
    because: 'witness',
  },
});
const screened = happened('ProtectionScreened', {
  screeningId: id('screening'),
  about: 'MM',
  language: 'my',
  inPrivate: true,
  result: 'fears_state',
});

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

  it('names the own agency on which an answer depends', () => {
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
      happened('DepartureRecorded', { journeyId }),
    ];
    expect(board(...away)).toMatchObject({ stage: 'in_transit', journeyId });
    const signature = { officer: 'o1', point: plan.point, items: [], discrepancies: [] };
    const one = [...away, happened('HandoverSigned', { side: 'sending', ...signature })];
    expect(board(...one)).toMatchObject({ stage: 'in_transit' });
    const both = [...one, happened('HandoverLearned', { side: 'receiving', ...signature })];
    expect(board(...both)).toMatchObject({ stage: 'handed_over' });
    const withdrawn = happened('ReturnConsentWithdrawn', { onTheWay: true, recallNeeded: true, journeyId });
    expect(board(...away, withdrawn)).toMatchObject({ stage: 'return_off', journeyId: null });
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

describe('case timeline', () => {
  it('keeps both time axes and the open fields, and nothing of what is sealed', () => {
    const recordedAt = '2014-08-06T05:00:00.000Z';
    const claimed = happened('NameClaimed', name('one'), { on: '2014-08-01', meta: { recordedAt } });
    const row = rowsAfter(caseTimeline, claimed)[claimed.id];
    expect(row).toMatchObject({ type: 'NameClaimed', occurredAt: '2014-08-01T02:00:00.000Z', recordedAt });
    expect(JSON.stringify(row)).not.toContain('Marker');
    expect(row?.['open']).toEqual({ claimId: id('one'), source: 'person', confidence: 'high' });
  });
});

describe('case register', () => {
  it('keeps names sealed, side by side, until they are corrected or erased', () => {
    const two = [opened(), happened('NameClaimed', name('one')), happened('NameClaimed', name('two'))];
    const row = rowsAfter(caseRegister, ...two)[caseId];
    expect(row?.['names']).toHaveLength(2);
    expect(row?.['names']).toMatchObject([
      {
        claimId: id('one'),
        value: { part: `${caseId}/P2`, cipher: 'cipher', field: 'name', type: 'NameClaimed' },
      },
      { claimId: id('two') },
    ]);
    const corrected = happened('ClaimCorrected', { claimId: id('one'), reason: 'mistaken' });
    expect(rowsAfter(caseRegister, ...two, corrected)[caseId]?.['names']).toMatchObject([
      { claimId: id('two') },
    ]);
    const erased = happened('PersonErased', {
      requestId: id('e'),
      ground: 'person_request',
      subjects: [caseId],
    });
    expect(rowsAfter(caseRegister, ...two, erased)[caseId]).toMatchObject({ names: [], erased: true });
  });

  it('keeps a relative under the key of the relative', () => {
    const relative = happened('RelativeRecorded', {
      relativeId: id('mother'),
      relation: 'mother',
      source: 'person',
      name: name('x').name,
      details: { age: 50 },
    });
    expect(rowsAfter(caseRegister, opened(), relative)[caseId]?.['relatives']).toMatchObject([
      { claimId: id('mother'), value: { part: `${id('mother')}/P3`, field: 'name' } },
      { claimId: id('mother'), value: { part: `${id('mother')}/P3`, field: 'details' } },
    ]);
  });

  it('knows who takes part and who is kept out', () => {
    const excluded = happened('PartyExcluded', { exclusionId: id('x'), agency: 'atpd', reason: 'related' });
    const row = rowsAfter(
      caseRegister,
      opened(),
      happened('AgencyInvolved', { agency: 'msdhs-tak', reason: 'r' }),
      excluded,
    );
    expect(row[caseId]).toMatchObject({
      involved: ['datip', 'msdhs-tak'],
      exclusions: [{ exclusionId: id('x'), agency: 'atpd', officialId: null }],
    });
    expect(JSON.stringify(row)).not.toContain('related');
    const lifted = happened('ExclusionLifted', { exclusionId: id('x') });
    expect(rowsAfter(caseRegister, opened(), excluded, lifted)[caseId]).toMatchObject({ exclusions: [] });
  });
});

describe.each([
  ['embassy', embassyInbox],
  ['registry', registryInbox],
])('nationality inbox of the %s', (agency, inbox) => {
  const requestId = id('request');
  const asked = happened('NationalityCheckReceived', {
    requestId,
    from: 'TH',
    messageId: id('ask'),
    dueOn: '2014-03-01',
  });
  const row = (...events: Parameters<typeof rowsAfter>[1][]) => rowsAfter(inbox, asked, ...events)[requestId];

  it('stands in its own schema', () => expect(inbox.agency).toBe(agency));

  it('shows a request from its receipt to its decision', () => {
    expect(row()).toMatchObject({ state: 'received', askedBy: 'TH', due: '2014-03-01', answered: false });
    const forwarded = happened('CheckForwarded', { requestId, to: 'national-registration' });
    expect(row(forwarded)).toMatchObject({ state: 'forwarded', forwardedTo: ['national-registration'] });
    const decided = happened('NationalityDecided', {
      decisionId: id('d'),
      requestId,
      answered: true,
      finding: { result: 'confirmed', basis: 'household_list' },
      validUntil: '2015-03-01',
    });
    expect(row(forwarded, decided)).toMatchObject({
      state: 'decided',
      answered: true,
      findings: [{ part: `${caseId}/P2`, field: 'finding' }],
    });
    expect(JSON.stringify(row(decided))).not.toContain('confirmed');
    const withdrawn = happened('NationalityResultWithdrawn', { decisionId: id('d') });
    expect(row(decided, withdrawn)?.['decisions']).toMatchObject([{ withdrawn: true }]);
  });

  it('stops when the message may no longer be used, and is empty after erasure', () => {
    const stopped = happened('MessageUseStopped', {
      from: 'TH',
      messageIds: [id('ask')],
      because: 'consent_withdrawn',
    });
    expect(row(stopped)).toMatchObject({ state: 'stopped', answered: true });
    const erased = happened('PersonErased', { requestId: id('e'), ground: 'retention', subjects: [] });
    expect(row(erased)).toBeUndefined();
  });
});

describe('tracing inbox', () => {
  const requestId = id('request');
  const asked = happened('TracingRequestReceived', {
    requestId,
    householdId: id('household'),
    from: 'TH',
    messageId: id('ask'),
    dueOn: '2014-04-01',
    coverStory: 'a friend asks',
  });

  it('follows a request through assignment and visits to its end', () => {
    const assigned = happened('TracingAssigned', {
      requestId,
      office: 'dsw-kayin',
      visitDueOn: '2014-02-15',
    });
    const visited = happened('TracingVisitRecorded', {
      requestId,
      visitId: id('v'),
      householdId: id('household'),
      visitedOn: '2014-02-10',
      result: { found: 'met' },
    });
    expect(rowsAfter(tracingInbox, asked)[requestId]).toMatchObject({ office: null, due: '2014-04-01' });
    const row = rowsAfter(tracingInbox, asked, assigned, visited)[requestId];
    expect(row).toMatchObject({
      office: 'dsw-kayin',
      due: '2014-02-15',
      visits: 1,
      lastVisitOn: '2014-02-10',
    });
    expect(row?.['coverStory']).toMatchObject({ part: `${caseId}/P3`, field: 'coverStory' });
    expect(JSON.stringify(row)).not.toContain('friend');
    const concluded = happened('TracingConcluded', {
      requestId,
      householdId: id('household'),
      answer: { option: 'available', conditions: [] },
      outcome: 'suitable',
    });
    expect(rowsAfter(tracingInbox, asked, assigned, concluded)[requestId]).toMatchObject({ concluded: true });
  });
});

describe('caseload', () => {
  const load = (...events: Parameters<typeof rowsAfter>[1][]) =>
    rowsAfter(caseload, opened(), ...events)[caseId];

  it('puts first what is due first, and takes off what is done', () => {
    const visit = (nextOn: string | undefined) =>
      happened('FollowUpVisitMade', {
        visitId: id('v'),
        number: 1,
        method: 'home_visit',
        visitedOn: '2014-09-01',
        ...(nextOn ? { nextOn } : {}),
      });
    const agreed = happened('ReintegrationPlanAgreed', {
      planId: id('p'),
      reviewOn: '2014-12-01',
      plan: { areas: [1], language: 'my', goals: ['shop'] },
    });
    expect(load(agreed, visit('2014-10-01'))).toMatchObject({ next: 'follow_up_visit', due: '2014-10-01' });
    expect(load(agreed, visit('2014-10-01'), visit(undefined))).toMatchObject({
      next: 'plan_review',
      due: '2014-12-01',
    });
  });

  it('remembers who worked on it', () => {
    const refused = happened(
      'ConsentRefused',
      { purpose: 'family_tracing', recipient: { country: 'MM' } },
      { meta: { actor: 'worker-7' } },
    );
    expect(load(refused)).toMatchObject({ workers: ['official-1', 'worker-7'] });
  });

  it('tells nothing of a hold or of a protection result', () => {
    expect(load(hold, screened)).toEqual(load());
  });

  it('has nothing due once closed', () => {
    const until = happened('RecoveryPeriodGranted', { until: '2014-01-16' });
    const closed = happened('CaseClosed', { reason: 'declined', retainUntil: '2030-01-01' });
    expect(load(until)).toMatchObject({ next: 'recovery_period_ends', due: '2014-01-16' });
    expect(load(until, closed)).toMatchObject({ next: null, due: null, tasks: [], closed: true });
  });
});

describe('stays', () => {
  const stayId = id('stay');
  const referred = happened('ShelterReferred', { stayId, shelterCode: 'th-01', withFamily: true });
  const admitted = happened('AdmittedToShelter', { stayId, shelterCode: 'th-01' }, { on: '2014-01-02' });
  const stay = (...events: Parameters<typeof rowsAfter>[1][]) =>
    rowsAfter(stays, referred, ...events)[stayId];

  it('goes from referral to discharge', () => {
    expect(stay()).toMatchObject({ phase: 'awaited', shelterCode: 'th-01' });
    expect(stay(admitted)).toMatchObject({ phase: 'present', admittedAt: '2014-01-02T02:00:00.000Z' });
    const hospital = happened('HospitalStayStarted', { stayId, hospital: 'Provincial' });
    expect(stay(admitted, hospital)).toMatchObject({ phase: 'present', state: 'in_hospital' });
    const discharged = happened('DischargedFromShelter', {
      stayId,
      reason: 'returned_home',
      onDay: '2014-08-04',
    });
    expect(stay(admitted, discharged)).toMatchObject({ phase: 'over', reason: 'returned_home' });
  });

  it('keeps the room sealed and drops it on transfer', () => {
    const room = happened('RoomAssigned', { stayId, room: 'B 12' });
    expect(stay(admitted, room)?.['room']).toMatchObject({ part: `${caseId}/P4`, field: 'room' });
    const moved = happened('TransferredToShelter', { stayId, shelterCode: 'th-02', reason: 'court' });
    expect(stay(admitted, room, moved)).toMatchObject({ room: null, shelterCode: 'th-02' });
  });
});

describe('the list of views', () => {
  it('gives a node what its agencies need, and what their queries join', () => {
    expect(viewsFor(['embassy']).map(({ agency, name: view }) => `${agency}.${view}`)).toEqual([
      'every_agency.case_register',
      'embassy.nationality_inbox',
    ]);
    expect(viewsFor(['social_work']).map(({ name: view }) => view)).toEqual([
      'case_register',
      'caseload',
      'stays',
    ]);
  });

  it('has one path and one name for each query, and one schema for each agency', () => {
    expect(new Set(agencyQueries.map(({ path }) => path)).size).toBe(agencyQueries.length);
    expect(new Set(agencyQueries.map(({ name: query }) => query)).size).toBe(agencyQueries.length);
    for (const [kind, views] of Object.entries(agencyViews))
      for (const view of views) expect(view.agency).toBe(kind);
  });

  it('names the parameter that is wrong', () => {
    const [board] = agencyQueries;
    const wrong = board?.prepare({ stage: 'nowhere', cursor: 'zzz', unknown: '1' });
    expect(wrong?.ok === false && wrong.issues.flatMap(({ path }) => path)).toEqual(
      expect.arrayContaining(['stage', 'cursor']),
    );
  });
});
