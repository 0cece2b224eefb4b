import { describe, expect, it } from '@jest/globals';
import { sampleActor } from '../spec/sample.js';
import { given } from '../spec/given.js';
import {
  agreed,
  approved,
  conditions,
  journeyId,
  opened,
  plannedOn,
  proposalId,
  proposed,
  ready,
  screened,
  secondPerson,
  travelling,
} from '../spec/returning.js';
import { inbound } from '../spec/crossing.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const plan = { to: There, point: 'bridge', plannedOn, group: journeyId, escorts: 2 } as const;
const notify = { on: plannedOn, point: 'bridge', escorts: 2 };

describe('consent to return', () => {
  it('needs counselling before', () => {
    given(conditions.opened)
      .when('RecordReturnConsent', { givenBy: 'person' })
      .thenRefuses('consent_missing');
    given(conditions.opened)
      .when('HoldReturnCounselling', { language: 'my' })
      .when('RecordReturnConsent', { givenBy: 'person' })
      .thenRecords({ ReturnConsentGiven: { givenBy: 'person' } });
  });

  it('needs a guardian for a child and nobody else for an adult', () => {
    given(opened('child'), conditions.counselled)
      .when('RecordReturnConsent', { givenBy: 'guardian_with_assent' })
      .thenRefuses('guardian_missing');
    given(opened('child'), conditions.counselled)
      .when('RecordReturnConsent', { givenBy: 'person' })
      .thenRefuses('guardian_missing');
    given(conditions.opened, conditions.counselled)
      .when('RecordReturnConsent', { givenBy: 'guardian_with_assent' })
      .thenRefuses('consent_missing');
  });

  it('records counselling that was held in a foreign language without interpreter, as irregular', () => {
    given(conditions.opened)
      .when('HoldReturnCounselling', { language: 'th' })
      .thenRecords({
        ReturnCounsellingHeld: { language: 'th' },
        IrregularityRaised: { rule: 'counselling_without_interpreter' },
      });
  });

  it('can be withdrawn on the way: the return stops and the other side is told so', () => {
    const { decision, file } = given(...ready(), ...travelling)
      .when('WithdrawReturnConsent', {})
      .thenRecords(
        {
          ReturnConsentWithdrawn: { onTheWay: true, recallNeeded: false },
          RepatriationCancelled: { by: Here, reason: 'on_request' },
        },
        goes('ReturnCancelled', There, { reason: 'on_request' }),
      );
    expect(decision.events[0]?.data).toMatchObject({ onTheWay: true, journeyId });
    expect(decision.events[2]?.data).toMatchObject({
      kind: 'ReturnCancelled',
      to: There,
      payload: { reason: 'on_request' },
    });
    expect(file.repatriation.stage).toBe('cancelled');
  });

  it('calls the line of the manifest back that has gone', () => {
    const sent: NewCaseEvent[] = [
      {
        type: 'MessageApproved',
        data: {
          messageId: journeyId,
          kind: 'DepartureNotified',
          to: There,
          instrument: 'SAMPLE',
          instrumentVersion: '1',
          clause: '1',
          purpose: 'return',
          consents: [],
          groups: ['journey'],
          fields: ['on'],
          payload: {},
        },
      },
      {
        type: 'MessageReleased',
        data: { messageId: journeyId, kind: 'DepartureNotified', to: There, sequence: 1 },
      },
    ];
    const { decision } = given(...ready(), ...sent, ...travelling)
      .when('WithdrawReturnConsent', {})
      .thenRecords(
        {
          ReturnConsentWithdrawn: { onTheWay: true, recallNeeded: true },
          RepatriationCancelled: { by: Here, reason: 'on_request' },
        },
        goes('ReturnCancelled', There, { reason: 'on_request' }),
        goes('MessageRecalled', There, { action: 'stop_use', notComing: [1] }),
      );
    expect(decision.events[0]?.data).toMatchObject({ recallNeeded: true });
    expect(decision.events[3]?.data).toMatchObject({
      kind: 'MessageRecalled',
      references: { recalled: journeyId },
    });
  });

  it('ends with the final handover, and only with both signatures', () => {
    const signed = (side: 'sending' | 'receiving'): NewCaseEvent => ({
      type: side === 'sending' ? 'HandoverSigned' : 'HandoverLearned',
      data: { side, officer: 'officer-7', point: 'bridge', items: [], discrepancies: [] },
    });
    const once = given(...ready(), ...travelling, signed('sending')).when('WithdrawReturnConsent', {});
    expect(once.types).toContain('ReturnConsentWithdrawn');
    given(...ready(), ...travelling, signed('sending'), signed('receiving'))
      .when('WithdrawReturnConsent', {})
      .thenRefuses('wrong_state');
  });

  it('stops the return also when it is refused, and stays refused', () => {
    const refused = given(...ready(), proposed).when('RefuseReturn', {});
    refused.thenRecords(
      { ReturnRefused: {}, RepatriationCancelled: { by: Here, reason: 'on_request' } },
      goes('ReturnCancelled', There, { reason: 'on_request' }),
    );
    expect(refused.file.repatriation.stage).toBe('refused');
  });
});

describe('risk', () => {
  it('is shared without the descriptor', () => {
    const { decision } = given(...ready({ ownRisk: undefined }))
      .when('AssessRisk', {
        assessment: {
          level: 'high',
          threats: ['recruiter_nearby'],
          mitigations: ['Another town'],
          reviewOn: '2013-08-01',
          descriptor: 'The headman of the village',
        },
      })
      .when('ShareRisk', { with: There })
      .thenRecords(
        { RiskShared: { to: There } },
        goes('RiskAssessmentShared', There, {
          by: Here,
          assessment: {
            level: 'high',
            threats: ['recruiter_nearby'],
            mitigations: ['Another town'],
            reviewOn: '2013-08-01',
          },
        }),
      );
    expect(JSON.stringify(decision.events)).not.toContain('headman');
    expect(JSON.stringify(decision.events)).toContain('recruiter_nearby');
  });

  it('is learned from the side that assessed it and from nobody else', () => {
    const assessment = { level: 'low' as const, threats: [], mitigations: [], reviewOn: '2013-08-01' };
    const payload = { assessmentId: proposalId, by: There, assessment };
    const own = given(...ready()).when(
      'ReceiveMessage',
      inbound('RiskAssessmentShared', payload, { from: There }),
    );
    own.thenRecords({
      MessageReceived: { outcome: 'effective' },
      RiskLearned: {
        by: There,
        assessment: { level: 'low', threats: [], mitigations: [], reviewOn: '2013-08-01' },
      },
    });
    const [theirs] = own.file.disclosure.theirs;
    const [, answer] = own.when('ShareRisk', { with: There }).decision.events;
    expect(answer).toMatchObject({ type: 'MessageApproved', data: { answers: theirs?.messageId } });
    given(...ready())
      .when('ReceiveMessage', inbound('RiskAssessmentShared', { ...payload, by: Here }, { from: There }))
      .thenRecords({ MessageReceived: { outcome: 'refused', reason: 'bad_payload' } });
  });
});

describe('proposal and approval', () => {
  it('goes with the message when papers still lack, and not to another place or day', () => {
    const early = ready({ document: undefined, fitness: undefined });
    given(...early)
      .when('ProposeRepatriation', plan)
      .thenRecords(
        { RepatriationProposed: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, to: There } },
        goes('RepatriationProposed', There, {
          point: 'bridge',
          plannedOn: '2013-07-01',
          escorts: 2,
          seen: { upTo: 0 },
        }),
      );
    given(...early)
      .when('ProposeRepatriation', { ...plan, point: 'nowhere' })
      .thenRefuses('unknown_reference');
    given(...early)
      .when('ProposeRepatriation', { ...plan, plannedOn: '2013-06-02' })
      .thenRefuses('impossible_date');
  });

  it('is refused to one who fears, and nothing is recorded', () => {
    given(...ready({ screening: screened('fears_state') }))
      .when('ProposeRepatriation', plan)
      .thenRefuses('not_possible_now');
  });

  it('is refused where consent to share is missing, and the denial is recorded', () => {
    const unshared = ready().filter(({ type }) => type !== 'ConsentGiven');
    given(...unshared)
      .when('ProposeRepatriation', plan)
      .thenRefuses('consent_missing', goesNot('RepatriationProposed', There, 'consent_missing'));
  });

  it('takes two persons of two agencies', () => {
    const first = given(...ready(), proposed, agreed).when('ApproveReturn', { proposalId });
    first.thenRecords({ ReturnApprovalGiven: { agency: 'focal' } });
    first.when('NotifyDeparture', notify).thenRefuses('second_person_needed');
    first.when('ApproveReturn', { proposalId }).thenRefuses('same_person');
    first
      .when('ApproveReturn', { proposalId }, { actor: sampleActor('focal', 'officer-9') })
      .thenRefuses('same_person');
    first
      .when('ApproveReturn', { proposalId }, { actor: sampleActor('welfare', 'officer-1') })
      .thenRefuses('same_person');
    first
      .when('ApproveReturn', { proposalId }, secondPerson)
      .thenRecords({ ReturnApprovalGiven: { agency: 'welfare' }, RepatriationApproved: {} });
  });

  it('waits for the agreement of the receiving side', () => {
    given(...ready(), proposed)
      .when('ApproveReturn', { proposalId })
      .thenRefuses('wrong_state');
    given(...ready(), proposed)
      .when('ReceiveMessage', inbound('RepatriationAgreed', { proposalId }, { from: There }))
      .thenRecords({ MessageReceived: { outcome: 'effective' }, RepatriationAgreed: { by: There } })
      .when('ApproveReturn', { proposalId })
      .thenRecords({ ReturnApprovalGiven: { agency: 'focal' } });
  });

  it('begins anew with another proposal: signatures and agreement fall', () => {
    const again = given(...ready(), proposed, agreed, ...approved).when('ProposeRepatriation', plan);
    expect(again.file.repatriation).toMatchObject({
      stage: 'proposed',
      signatures: [],
      proposal: { answer: 'open' },
    });
  });
});
