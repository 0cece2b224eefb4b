import { describe, expect, it } from '@jest/globals';
import { sampleActor } from '../spec/sample.js';
import { given } from '../spec/given.js';
import {
  agreed,
  approved,
  authorised,
  conditions,
  journeyId,
  onTheWay,
  opened,
  plannedOn,
  proposalId,
  proposed,
  ready,
  screened,
  secondPerson,
  travelling,
} from '../spec/returning.js';
import { inbound, inMyanmar } from '../spec/crossing.js';
import type { NewCaseEvent } from '../catalogue.js';

const plan = { to: 'MM', point: 'bridge', plannedOn, group: journeyId, escorts: 2 } as const;
const notify = { on: plannedOn, point: 'bridge', escorts: 2 };
const signing = { journeyId, point: 'bridge', officer: 'officer-7', items: [], discrepancies: [] };

const irregularities = (events: readonly NewCaseEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'IrregularityRaised' ? [event.data.rule] : []));

describe('consent to return', () => {
  it('needs counselling before', () => {
    given(conditions.opened)
      .when('RecordReturnConsent', { givenBy: 'person' })
      .thenRefuses('consent_missing');
    given(conditions.opened)
      .when('HoldReturnCounselling', { language: 'my' })
      .when('RecordReturnConsent', { givenBy: 'person' })
      .thenRecords('ReturnConsentGiven');
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
      .thenRecords('ReturnCounsellingHeld', 'IrregularityRaised');
  });

  it('can be withdrawn on the way: the return stops and the other side is told so', () => {
    const { decision, file } = given(...ready(), ...travelling)
      .when('WithdrawReturnConsent', {})
      .thenRecords('ReturnConsentWithdrawn', 'RepatriationCancelled', 'MessageApproved');
    expect(decision.events[0]?.data).toMatchObject({ onTheWay: true, journeyId });
    expect(decision.events[2]?.data).toMatchObject({
      kind: 'ReturnCancelled',
      to: 'MM',
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
          to: 'MM',
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
        data: { messageId: journeyId, kind: 'DepartureNotified', to: 'MM', sequence: 1 },
      },
    ];
    const { decision } = given(...ready(), ...sent, ...travelling)
      .when('WithdrawReturnConsent', {})
      .thenRecords('ReturnConsentWithdrawn', 'RepatriationCancelled', 'MessageApproved', 'MessageApproved');
    expect(decision.events[0]?.data).toMatchObject({ recallNeeded: true });
    expect(decision.events[3]?.data).toMatchObject({
      kind: 'MessageRecalled',
      payload: { recalled: journeyId },
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
    refused.thenRecords('ReturnRefused', 'RepatriationCancelled', 'MessageApproved');
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
      .when('ShareRisk', { with: 'MM' })
      .thenRecords('RiskShared', 'MessageApproved');
    expect(JSON.stringify(decision.events)).not.toContain('headman');
    expect(JSON.stringify(decision.events)).toContain('recruiter_nearby');
  });

  it('is learned from the side that assessed it and from nobody else', () => {
    const payload = {
      assessmentId: proposalId,
      by: 'MM',
      assessment: { level: 'low', threats: [], mitigations: [], reviewOn: '2013-08-01' },
    } as const;
    const own = given(...ready()).when(
      'ReceiveMessage',
      inbound('RiskAssessmentShared', payload, { from: 'MM' }),
    );
    own.thenRecords('MessageReceived', 'RiskLearned');
    given(...ready())
      .when('ReceiveMessage', inbound('RiskAssessmentShared', { ...payload, by: 'TH' }, { from: 'MM' }))
      .thenRecords('MessageReceived');
  });
});

describe('proposal and approval', () => {
  it('goes with the message when papers still lack, and not to another place or day', () => {
    const early = ready({ document: undefined, fitness: undefined });
    given(...early)
      .when('ProposeRepatriation', plan)
      .thenRecords('RepatriationProposed', 'MessageApproved');
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
      .thenRefuses('consent_missing', 'DisclosureDenied');
  });

  it('takes two persons of two agencies', () => {
    const first = given(...ready(), proposed, agreed).when('ApproveReturn', { proposalId });
    first.thenRecords('ReturnApprovalGiven');
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
      .thenRecords('ReturnApprovalGiven', 'RepatriationApproved');
  });

  it('waits for the agreement of the receiving side', () => {
    given(...ready(), proposed)
      .when('ApproveReturn', { proposalId })
      .thenRefuses('wrong_state');
    given(...ready(), proposed)
      .when('ReceiveMessage', inbound('RepatriationAgreed', { proposalId }, { from: 'MM' }))
      .thenRecords('MessageReceived', 'RepatriationAgreed')
      .when('ApproveReturn', { proposalId })
      .thenRecords('ReturnApprovalGiven');
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

describe('departure', () => {
  const scheduled = [...ready(), proposed, agreed, ...approved];

  it('is authorised and notified with the line of the manifest', () => {
    const { decision } = given(...scheduled)
      .when('NotifyDeparture', notify)
      .thenRecords('DepartureAuthorised', 'ReceivingSideNotified', 'MessageApproved');
    expect(decision.events[2]?.data).toMatchObject({
      kind: 'DepartureNotified',
      payload: {
        group: journeyId,
        point: 'bridge',
        names: [{ text: 'အေးအေး' }],
        documents: [{ kind: 'laissez_passer' }],
      },
    });
  });

  it('is refused at another place, without approval, and when suspended', () => {
    given(...scheduled)
      .when('NotifyDeparture', { ...notify, point: 'port' })
      .thenRefuses('wrong_place');
    given(...ready(), proposed, agreed)
      .when('NotifyDeparture', notify)
      .thenRefuses('wrong_state');
    given(...scheduled)
      .when('SuspendReturn', { reason: 'border_closed' })
      .thenRecords('RepatriationSuspended', 'MessageApproved')
      .when('NotifyDeparture', notify)
      .thenRefuses('condition_missing');
  });

  it('at short notice is irregular, not impossible', () => {
    const { decision } = given(...scheduled).when('NotifyDeparture', { ...notify, on: '2013-06-07' });
    expect(decision.refusal).toBeUndefined();
    expect(irregularities(decision.events)).toEqual(['departure_notice_short']);
  });

  it('goes on after a suspension only by who suspended it', () => {
    const theirs = given(...scheduled).when(
      'ReceiveMessage',
      inbound('ReturnSuspended', { reason: 'logistics' }, { from: 'MM' }),
    );
    theirs.thenRecords('MessageReceived', 'RepatriationSuspended');
    theirs.when('ResumeReturn', {}).thenRefuses('wrong_state');
    given(...scheduled)
      .when('SuspendReturn', { reason: 'border_closed' })
      .when('ResumeReturn', {})
      .thenRecords('RepatriationResumed', 'MessageApproved')
      .when('NotifyDeparture', notify)
      .thenRecords('DepartureAuthorised', 'ReceivingSideNotified', 'MessageApproved');
  });
});

describe('facts of the journey in a case', () => {
  const leg = { journeyId, leg: 0 };

  it('record the departure once', () => {
    const first = given(...ready(), proposed, agreed, ...approved, ...authorised).when(
      'RecordLegStarted',
      leg,
    );
    first.thenRecords('DepartureRecorded', 'TransitLegStarted');
    first.when('RecordLegStarted', leg).thenRecords();
    expect(first.file.repatriation.stage).toBe('in_transit');
  });

  it('stand with an irregularity for each condition that is broken', () => {
    const { decision } = given(...ready({ consent: undefined, fitness: undefined }), proposed).when(
      'RecordLegStarted',
      leg,
    );
    expect(decision.refusal).toBeUndefined();
    expect(decision.events.slice(0, 2).map(({ type }) => type)).toEqual([
      'DepartureRecorded',
      'TransitLegStarted',
    ]);
    expect(decision.events.slice(2).map(({ data }) => data)).toEqual([
      { rule: 'travel_not_authorised' },
      { rule: 'travel_condition_missing', about: 'return_consent' },
      { rule: 'travel_condition_missing', about: 'fit_to_travel' },
    ]);
  });

  it('do not say in an irregularity what must not be told apart', () => {
    const { decision } = given(...ready({ screening: screened('fears_state') }), ...travelling).when(
      'RecordLegStarted',
      { journeyId, leg: 1 },
    );
    expect(decision.events.slice(1).map(({ data }) => data)).toEqual([{ rule: 'travel_not_permitted' }]);
  });

  it('record the handover and tell the other side; elsewhere it is irregular', () => {
    given(...ready(), ...travelling)
      .when('RecordHandover', { ...signing, side: 'sending' })
      .thenRecords('HandoverSigned', 'MessageApproved')
      .when('RecordHandover', { ...signing, side: 'sending' })
      .thenRecords();
    const elsewhere = given(...ready(), ...travelling).when('RecordHandover', {
      ...signing,
      side: 'sending',
      point: 'port',
    });
    expect(irregularities(elsewhere.decision.events)).toEqual(['handover_at_other_point']);
    const early = given(...ready(), proposed, agreed, ...approved, ...authorised).when('RecordHandover', {
      ...signing,
      side: 'sending',
    });
    expect(irregularities(early.decision.events)).toEqual(['handover_before_departure']);
  });

  it('end the return at death, leaving and local stay', () => {
    const history = [...ready(), ...travelling];
    const stop = ['RepatriationCancelled', 'MessageApproved'] as const;
    given(...history)
      .when('RecordDeath', { notified: ['focal'] })
      .thenRecords('PersonDied', ...stop);
    given(...history)
      .when('RecordLeftWithoutNotice', {})
      .thenRecords('PersonLeftWithoutNotice', ...stop);
    given(...history)
      .when('GrantLocalStay', { basis: 'cabinet' })
      .thenRecords('LocalStayGranted', ...stop);
    given(...history)
      .when('CancelReturn', { reason: 'circumstances' })
      .thenRecords(...stop);
  });

  it('keep a third-country referral to the case owner', () => {
    const { decision } = given(...ready({ screening: screened('fears_state') }))
      .when('OpenThirdCountryReferral', { referral: { body: 'unhcr', details: 'An aunt lives there.' } })
      .thenRecords('ThirdCountryReferralOpened');
    expect(Object.keys(decision.events[0]?.data ?? {})).toEqual(['referralId', 'referral']);
  });
});

describe('the receiving side', () => {
  const mm = inMyanmar();
  const offer = { proposalId, point: 'bridge', plannedOn, group: journeyId, escorts: 2 };
  const line = {
    proposalId,
    group: journeyId,
    on: plannedOn,
    point: 'bridge',
    escorts: 2,
    names: [{ text: 'Aye Aye', script: 'Latn' as const, kind: 'legal' as const }],
    documents: [{ documentId: proposalId, kind: 'laissez_passer', validUntil: '2013-08-15' }],
  };
  const openedThere: NewCaseEvent = {
    ...opened(),
    data: { ...opened().data, side: 'receiving' },
  } as NewCaseEvent;
  const received = given(openedThere).when('ReceiveMessage', inbound('RepatriationProposed', offer), mm);
  const expected = () =>
    received
      .when('AgreeRepatriation', { proposalId }, mm)
      .when('ReceiveMessage', inbound('DepartureNotified', line, { sequence: 2 }), mm);

  it('agrees, counters or declines once', () => {
    received.thenRecords('MessageReceived', 'RepatriationProposalReceived');
    const yes = received.when('AgreeRepatriation', { proposalId }, mm);
    yes.thenRecords('RepatriationAgreed', 'MessageApproved');
    yes.when('DeclineRepatriation', { proposalId, reason: 'logistics' }, mm).thenRefuses('wrong_state');
    received
      .when('CounterPropose', { proposalId, point: 'port', plannedOn }, mm)
      .thenRecords('CounterProposed', 'MessageApproved');
    received
      .when('DeclineRepatriation', { proposalId, reason: 'logistics' }, mm)
      .thenRecords('ProposalDeclined', 'MessageApproved');
    received.when('AgreeRepatriation', { proposalId: journeyId }, mm).thenRefuses('unknown_reference');
  });

  it('records the letter to the higher authority', () => {
    received
      .when('IssueHigherAuthorityLetter', { proposalId, authority: 'mswrr', reference: 'rrr-1' }, mm)
      .thenRecords('HigherAuthorityLetterIssued');
  });

  it('expects no departure that it has not agreed to', () => {
    const early = received.when('ReceiveMessage', inbound('DepartureNotified', line, { sequence: 2 }), mm);
    early.thenRecords('MessageReceived');
    expect(early.decision.events[0]?.data).toMatchObject({ outcome: 'refused', reason: 'wrong_state' });
  });

  it('expects the departure, confirms, signs and reports the arrival', () => {
    const signed = expected()
      .thenRecords('MessageReceived', 'DepartureExpected')
      .when('ConfirmReception', {}, mm)
      .thenRecords('ReceptionConfirmed', 'MessageApproved')
      .when('RecordHandover', { ...signing, side: 'receiving' }, mm)
      .thenRecords('HandoverSigned', 'MessageApproved');
    signed
      .when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm)
      .thenRecords('ArrivalRecorded', 'MessageApproved')
      .when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm)
      .thenRefuses('already_exists');
    signed
      .when('RecordArrival', { place: 'home-1', nextStep: 'family', occurredAt: '2013-06-01T00:00:00Z' }, mm)
      .thenRefuses('impossible_date');
  });

  it('records an arrival without handover as irregular, and none where no departure is known', () => {
    const { decision } = expected().when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm);
    expect(irregularities(decision.events)).toEqual(['arrival_without_handover']);
    received.when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm).thenRefuses('wrong_state');
  });

  it('stops when it is told so, and learns nothing else', () => {
    const stopped = expected().when(
      'ReceiveMessage',
      inbound('ReturnCancelled', { reason: 'on_request' }, { sequence: 3 }),
      mm,
    );
    stopped.thenRecords('MessageReceived', 'RepatriationCancelled');
    expect(stopped.decision.events[1]?.data).toEqual({ by: 'TH', reason: 'on_request', journeyId });
    const travelled = stopped.when('RecordHandover', { ...signing, side: 'receiving' }, mm);
    expect(irregularities(travelled.decision.events)).toEqual(['travel_after_stop']);
  });

  it('tells the sending side when its officer does not take the person over', () => {
    expected()
      .when(
        'RecordHandoverRefused',
        { journeyId, side: 'receiving', point: 'bridge', reason: 'logistics' },
        mm,
      )
      .thenRecords('HandoverRefused', 'RepatriationSuspended', 'MessageApproved');
  });
});

describe('the sending side hears', () => {
  const history = [...ready(), ...travelling];
  const record = { side: 'receiving', officer: 'officer-22', point: 'bridge', discrepancies: [] } as const;

  it('of reception, handover and arrival', () => {
    const signed = given(...history)
      .when(
        'ReceiveMessage',
        inbound('ReceptionConfirmed', { on: plannedOn, point: 'bridge' }, { from: 'MM' }),
      )
      .thenRecords('MessageReceived', 'ReceptionConfirmed')
      .when('RecordHandover', { ...signing, side: 'sending' })
      .when('ReceiveMessage', inbound('HandoverRecordSigned', record, { from: 'MM', sequence: 2 }))
      .thenRecords('MessageReceived', 'HandoverLearned');
    expect(signed.file.repatriation.stage).toBe('handed_over');
    const arrived = signed.when(
      'ReceiveMessage',
      inbound('ArrivalReported', { arrivedOn: plannedOn, nextStep: 'family' }, { from: 'MM', sequence: 3 }),
    );
    arrived.thenRecords('MessageReceived', 'ArrivalLearned');
    expect(arrived.file.repatriation.stage).toBe('received');
  });

  it('of a handover elsewhere or after the stop, as irregular', () => {
    const elsewhere = given(...history).when(
      'ReceiveMessage',
      inbound('HandoverRecordSigned', { ...record, point: 'port' }, { from: 'MM' }),
    );
    expect(irregularities(elsewhere.decision.events)).toEqual(['handover_at_other_point']);
    const late = given(...history)
      .when('WithdrawReturnConsent', {})
      .when('ReceiveMessage', inbound('HandoverRecordSigned', record, { from: 'MM' }));
    expect(irregularities(late.decision.events)).toEqual(['handover_after_stop']);
  });

  it('of transit asked and permitted', () => {
    const asked = given(...ready(), proposed, { type: 'TransitAsked', data: { of: 'MM', on: plannedOn } });
    asked
      .when('ReceiveMessage', inbound('TransitPermitted', { on: plannedOn }, { from: 'MM' }))
      .thenRecords('MessageReceived', 'TransitPermitted');
    given(opened())
      .when('ReceiveMessage', inbound('TransitNotified', { on: plannedOn }, { from: 'MM' }))
      .thenRecords('MessageReceived', 'TransitRequestReceived')
      .when('PermitTransit', { to: 'MM', on: plannedOn })
      .thenRecords('TransitPermitted', 'MessageApproved');
  });
});

describe('a withdrawal in the case of one who has left the shelter for the bridge', () => {
  it('is dated when it happened', () => {
    const when = '2013-06-03T03:00:00Z';
    const { decision } = given(...ready(), proposed, agreed, ...approved, ...authorised, ...onTheWay).when(
      'WithdrawReturnConsent',
      { occurredAt: when },
    );
    expect(decision.events.slice(0, 2).map(({ occurredAt }) => occurredAt)).toEqual([when, when]);
  });
});
