import { describe, expect, it } from '@jest/globals';
import { given } from '../spec/given.js';
import { journeyId, onTheDay, opened, plannedOn, proposalId, ready, travelling } from '../spec/returning.js';
import { inbound, overThere } from '../spec/crossing.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { goes } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const signing = { journeyId, point: 'bridge', officer: 'officer-7', items: [], discrepancies: [] };

const irregularities = (events: readonly NewCaseEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'IrregularityRaised' ? [event.data.rule] : []));

describe('the receiving side', () => {
  const mm = overThere();
  const atTheBridge = { ...mm, ...onTheDay };
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
  };
  const received = given(openedThere).when('ReceiveMessage', inbound('RepatriationProposed', offer), mm);
  const expected = () =>
    received
      .when('AgreeRepatriation', { proposalId }, mm)
      .when('ReceiveMessage', inbound('DepartureNotified', line, { sequence: 2 }), mm);

  it('agrees, counters or declines once', () => {
    received.thenRecords({
      MessageReceived: { outcome: 'effective' },
      RepatriationProposalReceived: { point: 'bridge', plannedOn: '2013-07-01', escorts: 2, from: Here },
    });
    const yes = received.when('AgreeRepatriation', { proposalId }, mm);
    yes.thenRecords({ RepatriationAgreed: { by: There } }, goes('RepatriationAgreed', Here));
    yes.when('DeclineRepatriation', { proposalId, reason: 'logistics' }, mm).thenRefuses('wrong_state');
    received
      .when('CounterPropose', { proposalId, point: 'port', plannedOn }, mm)
      .thenRecords(
        { CounterProposed: { by: There, point: 'port', plannedOn: '2013-07-01' } },
        goes('RepatriationCounterProposed', Here, { point: 'port', plannedOn: '2013-07-01' }),
      );
    received
      .when('DeclineRepatriation', { proposalId, reason: 'logistics' }, mm)
      .thenRecords(
        { ProposalDeclined: { by: There, reason: 'logistics' } },
        goes('RepatriationDeclined', Here, { reason: 'logistics' }),
      );
    received.when('AgreeRepatriation', { proposalId: journeyId }, mm).thenRefuses('unknown_reference');
  });

  it('records the letter to the higher authority', () => {
    received
      .when('IssueHigherAuthorityLetter', { proposalId, authority: 'mswrr', reference: 'rrr-1' }, mm)
      .thenRecords({ HigherAuthorityLetterIssued: { authority: 'mswrr', reference: 'rrr-1' } });
  });

  it('expects no departure that it has not agreed to', () => {
    const early = received.when('ReceiveMessage', inbound('DepartureNotified', line, { sequence: 2 }), mm);
    early.thenRecords({
      MessageReceived: { outcome: 'refused', reason: 'wrong_state' },
      IrregularityRaised: { rule: 'return_plan_not_taken' },
    });
    expect(early.decision.events[0]?.data).toMatchObject({ outcome: 'refused', reason: 'wrong_state' });
  });

  it('expects the departure, confirms, signs and reports the arrival', () => {
    const signed = expected()
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        DepartureExpected: {
          from: Here,
          on: '2013-07-01',
          point: 'bridge',
          escorts: 2,
          names: [{ text: 'Aye Aye', script: 'Latn', kind: 'legal' }],
          documents: [{ kind: 'laissez_passer', validUntil: '2013-08-15' }],
        },
      })
      .when('ConfirmReception', {}, mm)
      .thenRecords(
        { ReceptionConfirmed: { by: There, on: '2013-07-01', point: 'bridge' } },
        goes('ReceptionConfirmed', Here, { on: '2013-07-01', point: 'bridge' }),
      )
      .when('RecordHandover', { ...signing, side: 'receiving' }, atTheBridge)
      .thenRecords(
        {
          HandoverSigned: {
            point: 'bridge',
            officer: 'officer-7',
            items: [],
            discrepancies: [],
            side: 'receiving',
          },
        },
        goes('HandoverRecordSigned', Here, {
          point: 'bridge',
          officer: 'officer-7',
          items: [],
          discrepancies: [],
          side: 'receiving',
          signedOn: '2013-07-01',
        }),
      );
    signed
      .when('RecordArrival', { place: 'home-1', nextStep: 'family' }, atTheBridge)
      .thenRecords(
        { ArrivalRecorded: { place: 'home-1', nextStep: 'family' } },
        goes('ArrivalReported', Here, { arrivedOn: '2013-07-01', nextStep: 'family' }),
      )
      .when('RecordArrival', { place: 'home-1', nextStep: 'family' }, atTheBridge)
      .thenRefuses('already_exists');
    signed
      .when(
        'RecordArrival',
        { place: 'home-1', nextStep: 'family', occurredAt: '2013-06-01T00:00:00Z' },
        atTheBridge,
      )
      .thenRefuses('impossible_date');
  });

  it('records an arrival without handover as irregular, and none where no departure is known', () => {
    const { decision } = expected().when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm);
    expect(irregularities(decision.events)).toEqual([
      'arrival_without_handover',
      'travel_without_confirmed_notice',
    ]);
    received.when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm).thenRefuses('wrong_state');
  });

  it('stops when it is told so, and learns nothing else', () => {
    const stopped = expected().when(
      'ReceiveMessage',
      inbound('ReturnCancelled', { reason: 'on_request' }, { sequence: 3 }),
      mm,
    );
    stopped.thenRecords({
      MessageReceived: { outcome: 'effective' },
      RepatriationCancelled: { by: Here, reason: 'on_request' },
    });
    expect(stopped.decision.events[1]?.data).toEqual({ by: Here, reason: 'on_request', journeyId });
    const travelled = stopped.when('RecordHandover', { ...signing, side: 'receiving' }, mm);
    expect(irregularities(travelled.decision.events)).toEqual([
      'travel_after_stop',
      'travel_without_confirmed_notice',
    ]);
  });

  it('tells the sending side when its officer does not take the person over', () => {
    expected()
      .when(
        'RecordHandoverRefused',
        { journeyId, side: 'receiving', point: 'bridge', reason: 'logistics' },
        mm,
      )
      .thenRecords(
        {
          HandoverRefused: { side: 'receiving', point: 'bridge', reason: 'logistics' },
          RepatriationSuspended: { by: There, reason: 'logistics' },
        },
        goes('ReturnSuspended', Here, { reason: 'logistics' }),
      );
  });

  it('learns of a handover and of an arrival whatever is wrong with them, in the same case', () => {
    const handover = { side: 'sending' as const, officer: 'officer-7', point: 'bridge', discrepancies: [] };
    const unknown = given(openedThere).when('ReceiveMessage', inbound('HandoverRecordSigned', handover), mm);
    unknown.thenRecords(
      {
        MessageReceived: { outcome: 'effective' },
        HandoverLearned: {
          side: 'sending',
          officer: 'officer-7',
          point: 'bridge',
          discrepancies: [],
          by: Here,
        },
        IrregularityRaised: { rule: 'handover_outside_return' },
      },
      { IrregularityRaised: { rule: 'handover_at_other_point', about: 'bridge' } },
      { IrregularityRaised: { rule: 'travel_without_confirmed_notice', about: 'notice' } },
    );
    expect(irregularities(unknown.decision.events)).toEqual([
      'handover_outside_return',
      'handover_at_other_point',
      'travel_without_confirmed_notice',
    ]);
    unknown.when('RecordArrival', { place: 'home-1', nextStep: 'family' }, mm).thenRecords(
      {
        ArrivalRecorded: { place: 'home-1', nextStep: 'family' },
        IrregularityRaised: { rule: 'arrival_without_handover' },
      },
      { IrregularityRaised: { rule: 'travel_without_confirmed_notice', about: 'notice' } },
      goes('ArrivalReported', Here, { arrivedOn: '2013-06-03', nextStep: 'family' }),
    );
    const theirs = { ...handover, side: 'receiving' as const };
    const turned = expected().when(
      'ReceiveMessage',
      inbound('HandoverRecordSigned', theirs, { sequence: 3 }),
      mm,
    );
    expect(irregularities(turned.decision.events)).toContain('handover_outside_return');
    expect(turned.file.repatriation.signed).toEqual([]);
    const arrival = inbound('ArrivalReported', { arrivedOn: plannedOn, nextStep: 'family' }, { sequence: 3 });
    const elsewhere = expected().when('ReceiveMessage', arrival, mm);
    expect(irregularities(elsewhere.decision.events)).toContain('arrival_outside_return');
    expect(elsewhere.file.repatriation.stage).toBe('scheduled');
  });

  it('takes no confirmation that names no notice', () => {
    const sending = given(...ready(), ...travelling);
    const confirmation = inbound('ReceptionConfirmed', { on: plannedOn, point: 'bridge' }, { from: There });
    sending.when('ReceiveMessage', confirmation).thenRecords({
      MessageReceived: { outcome: 'refused', reason: 'unknown_reference' },
      IrregularityRaised: { rule: 'return_plan_not_taken' },
    });
  });
});
