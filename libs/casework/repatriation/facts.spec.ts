import { describe, expect, it } from '@jest/globals';
import { given, givenOn } from '../spec/given.js';
import {
  agreed,
  approved,
  authorised,
  journeyId,
  onTheDay,
  onTheWay,
  opened,
  plannedOn,
  proposed,
  ready,
  screened,
  travelling,
} from '../spec/returning.js';
import { inbound } from '../spec/crossing.js';
import { id } from '../spec/sample.js';
import type { NewCaseEvent } from '../records/catalogue.js';
import { goes } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const signing = { journeyId, point: 'bridge', officer: 'officer-7', items: [], discrepancies: [] };

const irregularities = (events: readonly NewCaseEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'IrregularityRaised' ? [event.data.rule] : []));

describe('facts of the journey in a case', () => {
  const leg = { journeyId, leg: 0 };

  it('record the departure once', () => {
    const first = given(...ready(), proposed, agreed, ...approved, ...authorised).when(
      'RecordLegStarted',
      leg,
      onTheDay,
    );
    first.thenRecords({ DepartureRecorded: {}, TransitLegStarted: { leg: 0 } });
    first.when('RecordLegStarted', leg, onTheDay).thenRecords();
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
      { rule: 'travel_without_confirmed_notice', about: 'notice' },
    ]);
  });

  it('do not say in an irregularity what must not be told apart', () => {
    const { decision } = given(...ready({ screening: screened('fears_state') }), ...travelling).when(
      'RecordLegStarted',
      { journeyId, leg: 1 },
      onTheDay,
    );
    expect(decision.events.slice(1).map(({ data }) => data)).toEqual([{ rule: 'travel_not_permitted' }]);
  });

  it('record the handover and tell the other side; elsewhere it is irregular', () => {
    given(...ready(), ...travelling)
      .when('RecordHandover', { ...signing, side: 'sending' }, onTheDay)
      .thenRecords(
        {
          HandoverSigned: {
            point: 'bridge',
            officer: 'officer-7',
            items: [],
            discrepancies: [],
            side: 'sending',
          },
        },
        goes('HandoverRecordSigned', There, {
          point: 'bridge',
          officer: 'officer-7',
          items: [],
          discrepancies: [],
          side: 'sending',
          signedOn: '2013-07-01',
        }),
      )
      .when('RecordHandover', { ...signing, side: 'sending' }, onTheDay)
      .thenRecords();
    const elsewhere = given(...ready(), ...travelling).when(
      'RecordHandover',
      { ...signing, side: 'sending', point: 'port' },
      onTheDay,
    );
    expect(irregularities(elsewhere.decision.events)).toEqual(['handover_at_other_point']);
    const early = given(...ready(), proposed, agreed, ...approved, ...authorised).when(
      'RecordHandover',
      { ...signing, side: 'sending' },
      onTheDay,
    );
    expect(irregularities(early.decision.events)).toEqual(['handover_before_departure']);
  });

  it('end the return at death, leaving and local stay', () => {
    const history = [...ready(), ...travelling];
    const stop = [
      { RepatriationCancelled: { by: Here, reason: 'circumstances' } },
      goes('ReturnCancelled', There, { reason: 'circumstances' }),
    ] as const;
    given(...history)
      .when('RecordDeath', { notified: ['focal'] })
      .thenRecords(...stop, { PersonDied: { notified: ['focal'] } });
    given(...history)
      .when('RecordLeftWithoutNotice', {})
      .thenRecords('PersonLeftWithoutNotice', ...stop);
    given(...history)
      .when('GrantLocalStay', { basis: 'cabinet' })
      .thenRecords({ LocalStayGranted: { basis: 'cabinet' } }, ...stop);
    given(...history)
      .when('CancelReturn', { reason: 'circumstances' })
      .thenRecords(...stop);
  });

  it('leave the way home open to who was allowed to stay, or left and came back', () => {
    const stays = given(...ready(), ...travelling).when('GrantLocalStay', { basis: 'cabinet' });
    const left = given(...ready()).when('RecordLeftWithoutNotice', {});
    for (const one of [stays, left]) {
      expect(one.file.repatriation.stage).not.toBe('ended');
      one.when('RefuseReturn', {}).thenRecords('ReturnRefused');
      const again = one
        .when('RecordReturnConsent', { givenBy: 'person' })
        .thenRecords({ ReturnConsentGiven: { givenBy: 'person' } })
        .when('ProposeRepatriation', { to: There, point: 'bridge', plannedOn, escorts: 0 });
      expect(again.types.slice(-2)).toEqual(['RepatriationProposed', 'MessageApproved']);
    }
  });

  it('of a second journey are recorded like those of the first', () => {
    const other = id('other journey');
    const again = given(...ready(), ...travelling)
      .when('WithdrawReturnConsent', {})
      .when('RecordReturnConsent', { givenBy: 'person' })
      .when('ProposeRepatriation', { to: There, point: 'bridge', plannedOn, escorts: 0 })
      .when('JoinJourney', { journeyId: other })
      .when('RecordLegStarted', { journeyId: other, leg: 0 });
    expect(again.types.slice(0, 2)).toEqual(['DepartureRecorded', 'TransitLegStarted']);
    expect(again.file.repatriation.stage).toBe('in_transit');
    again
      .when('RecordLegCompleted', { journeyId: other, leg: 0 })
      .thenRecords({ TransitLegCompleted: { leg: 0 } });
    again.when('RecordLegStarted', { journeyId: other, leg: 0 }).thenRecords();
  });

  it('raise an irregularity where an excluded officer signs the handover', () => {
    const { decision } = given(...ready(), ...travelling)
      .when('ExcludeParty', { officialId: signing.officer, reason: 'Named.' })
      .when('RecordHandover', { ...signing, side: 'sending' });
    expect(irregularities(decision.events)).toContain('excluded_party');
  });

  it('keep a third-country referral to the case owner', () => {
    const { decision } = given(...ready({ screening: screened('fears_state') }))
      .when('OpenThirdCountryReferral', { referral: { body: 'unhcr', details: 'An aunt lives there.' } })
      .thenRecords({
        ThirdCountryReferralOpened: { referral: { body: 'unhcr', details: 'An aunt lives there.' } },
      });
    expect(Object.keys(decision.events[0]?.data ?? {})).toEqual(['referralId', 'referral']);
  });
});

describe('the sending side hears', () => {
  const history = [...ready(), ...travelling];
  const record = {
    side: 'receiving' as const,
    officer: 'officer-22',
    point: 'bridge',
    discrepancies: [],
    group: journeyId,
    signedOn: plannedOn,
  };
  const there = { from: There, sentAt: onTheDay.now } as const;

  it('of handover and arrival', () => {
    const signed = given(...history)
      .when('RecordHandover', { ...signing, side: 'sending' }, onTheDay)
      .when('ReceiveMessage', inbound('HandoverRecordSigned', record, there), onTheDay)
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        HandoverLearned: {
          side: 'receiving',
          officer: 'officer-22',
          point: 'bridge',
          discrepancies: [],
          signedOn: '2013-07-01',
          by: There,
        },
      });
    expect(signed.file.repatriation.stage).toBe('handed_over');
    const arrived = signed.when(
      'ReceiveMessage',
      inbound('ArrivalReported', { arrivedOn: plannedOn, nextStep: 'family' }, { ...there, sequence: 2 }),
      onTheDay,
    );
    arrived.thenRecords({
      MessageReceived: { outcome: 'effective' },
      ArrivalLearned: { arrivedOn: '2013-07-01', nextStep: 'family', by: There },
    });
    expect(arrived.file.repatriation.stage).toBe('received');
  });

  it('of a handover elsewhere or after the stop, as irregular', () => {
    const elsewhere = given(...history).when(
      'ReceiveMessage',
      inbound('HandoverRecordSigned', { ...record, point: 'port' }, there),
      onTheDay,
    );
    expect(irregularities(elsewhere.decision.events)).toEqual(['handover_at_other_point']);
    const late = given(...history)
      .when('WithdrawReturnConsent', {})
      .when('ReceiveMessage', inbound('HandoverRecordSigned', record, there), onTheDay);
    expect(irregularities(late.decision.events)).toEqual([
      'handover_after_stop',
      'travel_without_confirmed_notice',
    ]);
  });

  it('of transit asked and permitted', () => {
    const asked = given(...ready(), proposed, { type: 'TransitAsked', data: { of: There, on: plannedOn } });
    asked
      .when('ReceiveMessage', inbound('TransitPermitted', { on: plannedOn }, { from: There }))
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        TransitPermitted: { by: There, to: Here, on: '2013-07-01' },
      });
    given(opened())
      .when('ReceiveMessage', inbound('TransitNotified', { on: plannedOn }, { from: There }))
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        TransitRequestReceived: { on: '2013-07-01', from: There, answerDue: '2013-07-01' },
      })
      .when('PermitTransit', { to: There, on: plannedOn })
      .thenRecords(
        { TransitPermitted: { by: Here, to: There, on: '2013-07-01' } },
        goes('TransitPermitted', There, { on: '2013-07-01' }),
      );
  });
});

describe('a withdrawal in the case of one who has left the shelter for the bridge', () => {
  it('is dated when it happened; that the return stops is decided now', () => {
    const when = '2013-06-03T03:00:00Z';
    const { decision } = givenOn(
      '2013-06-02T03:00:00Z',
      ...ready(),
      proposed,
      agreed,
      ...approved,
      ...authorised,
      ...onTheWay,
    ).when('WithdrawReturnConsent', { occurredAt: when });
    expect(decision.events.slice(0, 2).map(({ occurredAt }) => occurredAt)).toEqual([when, undefined]);
  });
});
