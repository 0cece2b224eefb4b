import { describe, expect, it } from '@jest/globals';
import type { NewCaseEvent } from '../records/catalogue.js';
import { given } from '../spec/given.js';
import { caseOpened as opened } from '../spec/histories.js';
import { id, sampleActor } from '../spec/sample.js';
import { Here } from '../spec/lands.js';

const requestId = id('request');
const requested: NewCaseEvent = { type: 'ErasureRequested', data: { requestId, ground: 'person_request' } };
const second = { actor: sampleActor('welfare', 'officer-2') };
const closedUntil = (retainUntil: string): NewCaseEvent => ({
  type: 'CaseClosed',
  data: { reason: 'returned', retainUntil },
});

describe('erasing a person', () => {
  it('takes two persons of two agencies, and names every data subject held', () => {
    const relativeId = id('mother');
    const guardianId = id('guardian');
    const asked = given(
      opened,
      { type: 'RelativeRecorded', data: { relativeId, relation: 'mother', source: 'person' } },
      {
        type: 'GuardianAppointed',
        data: {
          guardianId,
          authority: 'welfare',
          guardian: { name: { text: 'A', script: 'Latn', kind: 'legal' } },
        },
      },
    )
      .when('RequestErasure', { ground: 'person_request' })
      .thenRecords({ ErasureRequested: { ground: 'person_request' } });
    const held = asked.file.erasure.requests[0]!.requestId;
    asked.when('ConfirmErasure', { requestId: held }).thenRefuses('same_person');
    asked
      .when('ConfirmErasure', { requestId: held }, { actor: sampleActor('focal', 'officer-2') })
      .thenRefuses('same_person');
    asked
      .when('ConfirmErasure', { requestId: held }, { actor: sampleActor('welfare', 'officer-1') })
      .thenRefuses('same_person');
    const { file } = asked.when('ConfirmErasure', { requestId: held }, second).thenRecords({
      PersonErased: { ground: 'person_request', subjects: ['person', relativeId, guardianId], remains: [] },
    });
    expect(file.erasure.erased).toBe(true);
  });

  it('names the household of which the tracing found things out', () => {
    const householdId = id('household');
    const { decision } = given(
      opened,
      {
        type: 'TracingRequestReceived',
        data: {
          requestId: id('tracing'),
          householdId,
          from: Here,
          messageId: id('message'),
          coverStory: 'A friend asks.',
        },
      },
      requested,
    )
      .when('ConfirmErasure', { requestId }, second)
      .thenRecords({
        PersonErased: { ground: 'person_request', subjects: ['person', householdId], remains: [] },
      });
    expect(decision.events[0]?.data).toMatchObject({ subjects: ['person', householdId] });
  });

  it('ends the file: neither a permission nor a fact is taken any more', () => {
    const erased = given(opened, requested).when('ConfirmErasure', { requestId }, second);
    erased.when('CloseCase', { reason: 'other' }).thenRefuses('erased');
    erased.when('SetAgeBand', { ageBand: 'adult', source: 'person' }).thenRefuses('erased');
  });

  it('refuses a request twice, on a case that does not exist, and the confirmation of nothing', () => {
    given().when('RequestErasure', { ground: 'person_request' }).thenRefuses('wrong_state');
    given(opened, requested)
      .when('RequestErasure', { ground: 'person_request' })
      .thenRefuses('already_exists');
    given(opened).when('ConfirmErasure', { requestId }, second).thenRefuses('unknown_reference');
  });

  it('by retention waits for the closing and the last day', () => {
    const ground = 'retention' as const;
    given(opened).when('RequestErasure', { ground }).thenRefuses('wrong_state');
    const closed = given(opened, closedUntil('2023-06-01'));
    closed.when('RequestErasure', { ground }, { now: '2023-06-01T04:00:00.000Z' }).thenRefuses('wrong_state');
    const asked = closed
      .when('RequestErasure', { ground }, { now: '2023-06-02T04:00:00.000Z' })
      .thenRecords({ ErasureRequested: { ground: 'retention' } });
    const body = { requestId: asked.file.erasure.requests[0]!.requestId };
    asked
      .when('ConfirmErasure', body, { ...second, now: '2023-06-02T05:00:00.000Z' })
      .thenRecords({ PersonErased: { ground: 'retention', subjects: ['person'], remains: [] } });
    asked
      .when('ReopenCase', { reason: 'person_returned' }, { now: '2023-06-02T05:00:00.000Z' })
      .when('ConfirmErasure', body, { ...second, now: '2023-06-02T06:00:00.000Z' })
      .thenRefuses('wrong_state');
  });
});

describe('a legal hold', () => {
  it('refuses request and confirmation until it ends or is lifted', () => {
    const held = given(opened).when('PlaceLegalHold', { authority: 'court', until: '2013-06-10' });
    held.thenRecords({ LegalHoldPlaced: { authority: 'court', until: '2013-06-10' } });
    held.when('RequestErasure', { ground: 'person_request' }).thenRefuses('legal_hold');
    held
      .when('RequestErasure', { ground: 'person_request' }, { now: '2013-06-11T04:00:00.000Z' })
      .thenRecords({ ErasureRequested: { ground: 'person_request' } });
    const { holdId } = held.file.erasure.holds[0]!;
    held
      .when('LiftLegalHold', { holdId })
      .thenRecords('LegalHoldLifted')
      .when('RequestErasure', { ground: 'person_request' })
      .thenRecords({ ErasureRequested: { ground: 'person_request' } });
    given(opened, requested)
      .when('PlaceLegalHold', { authority: 'court' })
      .when('ConfirmErasure', { requestId }, second)
      .thenRefuses('legal_hold');
  });

  it('cannot end in the past, nor be lifted when there is none', () => {
    given(opened)
      .when('PlaceLegalHold', { authority: 'court', until: '2013-06-02' })
      .thenRefuses('impossible_date');
    given(opened)
      .when('LiftLegalHold', { holdId: id('none') })
      .thenRefuses('unknown_reference');
  });
});
