import { describe, expect, it } from '@jest/globals';
import { inbound, overThere } from '../spec/crossing.js';
import { given, recorded } from '../spec/given.js';
import { approvedPayload, caseOpened, openToThere, screenedFor } from '../spec/histories.js';
import { consentsTo, id } from '../spec/sample.js';
import { only } from '../words/audience.js';
import { proceedingsEvents } from './events.js';
import { evolveProceedings, holdInForce, noProceedings } from './state.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const hold = {
  authority: 'Phetchaburi Provincial Court',
  until: '2013-08-31',
  reviewOn: '2013-06-28',
  personsView: 'Would rather testify now and go home.',
  advanceTestimony: 'tried',
} as const;

describe('a hold', () => {
  const placed = () =>
    given(caseOpened)
      .when('PlaceHold', hold)
      .thenRecords({
        HoldPlaced: {
          hold: {
            authority: 'Phetchaburi Provincial Court',
            until: '2013-08-31',
            reviewOn: '2013-06-28',
            personsView: 'Would rather testify now and go home.',
            advanceTestimony: 'tried',
          },
        },
      });

  it('is a wish, not a bar, while any part of its ground is missing', () => {
    for (const part of Object.keys(hold))
      given(caseOpened)
        .when('PlaceHold', { ...hold, [part]: undefined })
        .thenRefuses('condition_missing');
    given(caseOpened)
      .when('PlaceHold', { ...hold, advanceTestimony: 'not_possible' })
      .thenRefuses('condition_missing');
    given(caseOpened)
      .when('PlaceHold', { ...hold, advanceTestimony: 'not_possible', because: 'No defence lawyer yet.' })
      .thenRecords({
        HoldPlaced: {
          hold: {
            authority: 'Phetchaburi Provincial Court',
            until: '2013-08-31',
            reviewOn: '2013-06-28',
            personsView: 'Would rather testify now and go home.',
            advanceTestimony: 'not_possible',
            because: 'No defence lawyer yet.',
          },
        },
      });
  });

  it('has an end to come, and a review before it, no later than the country’s practice', () => {
    const placedWith = (dates: { until?: string; reviewOn?: string }) =>
      given(caseOpened).when('PlaceHold', { ...hold, ...dates });
    placedWith({ until: '2013-06-01' }).thenRefuses('impossible_date');
    placedWith({ reviewOn: '2013-06-03' }).thenRefuses('impossible_date');
    placedWith({ reviewOn: '2013-09-30' }).thenRefuses('impossible_date');
    placedWith({ reviewOn: '2013-08-01' }).thenRefuses('condition_missing');
  });

  it('bars until it ends, is ended, or is reviewed to another day', () => {
    const { file } = placed();
    const { holdId } = file.proceedings.holds[0]!;
    expect(holdInForce(file.proceedings, '2013-08-31')).toBe(true);
    expect(holdInForce(file.proceedings, '2013-09-01')).toBe(false);
    const review = {
      holdId,
      until: '2013-07-15',
      reviewOn: '2013-07-01',
      personsView: 'Agrees.',
      because: 'Heard in July.',
    };
    const reviewed = placed()
      .when('ReviewHold', review)
      .thenRecords({
        HoldReviewed: {
          review: {
            until: '2013-07-15',
            reviewOn: '2013-07-01',
            personsView: 'Agrees.',
            because: 'Heard in July.',
          },
        },
      });
    expect(holdInForce(reviewed.file.proceedings, '2013-07-16')).toBe(false);
    const ended = placed().when('EndHold', { holdId }).thenRecords('HoldEnded');
    expect(holdInForce(ended.file.proceedings, '2013-06-04')).toBe(false);
    ended.when('EndHold', { holdId }).thenRefuses('already_exists');
    ended.when('ReviewHold', review).thenRefuses('unknown_reference');
    given(caseOpened).when('EndHold', { holdId }).thenRefuses('unknown_reference');
    placed().when('PlaceHold', hold).thenRefuses('already_exists');
  });

  it('that cannot be opened counts as in force', () => {
    const [event] = recorded([{ type: 'HoldPlaced', data: { holdId: id('hold'), hold } }]);
    if (event?.type !== 'HoldPlaced') throw new Error('not the event that was given');
    const state = evolveProceedings(noProceedings, { ...event, data: { holdId: event.data.holdId } });
    expect(holdInForce(state, '2099-01-01')).toBe(true);
  });

  it('is known to the police, the lawyer, the case owner and the shelter only', () => {
    for (const type of ['HoldPlaced', 'HoldReviewed', 'HoldEnded'] as const)
      expect(proceedingsEvents[type].audience).toEqual(only('PO', 'LA', 'SW', 'SH'));
  });
});

describe('what a court decides', () => {
  const verdict = { number: '12/2556', court: 'Phetchaburi', readOn: '2013-05-20' };

  it('is recorded with what it orders', () => {
    given(caseOpened)
      .when('RecordVerdict', verdict)
      .thenRecords({
        VerdictRecorded: { verdict: { number: '12/2556', court: 'Phetchaburi', readOn: '2013-05-20' } },
      });
    given(caseOpened)
      .when('RecordVerdict', { ...verdict, ordered: { amount: '900000', currency: 'THB' } })
      .thenRecords({
        VerdictRecorded: { verdict: { number: '12/2556', court: 'Phetchaburi', readOn: '2013-05-20' } },
        CompensationOrdered: { order: { amount: '900000', currency: 'THB' } },
      });
    given(caseOpened)
      .when('RecordVerdict', { ...verdict, readOn: '2013-07-01' })
      .thenRefuses('impossible_date');
    given(caseOpened)
      .when('RecordVerdict', { ...verdict, decidedOn: '2013-05-21' })
      .thenRefuses('impossible_date');
    given(caseOpened)
      .when('RecordCriminalCase', { number: 'Or. 1/2556', court: 'Phetchaburi', stage: 'trial' })
      .thenRecords({
        CriminalCaseRecorded: {
          criminalCase: { number: 'Or. 1/2556', court: 'Phetchaburi', stage: 'trial' },
        },
      });
  });

  it('keeps the person’s claim beside the authority’s', () => {
    const claim = { basis: 'wages', currency: 'THB' } as const;
    const { file } = given(caseOpened)
      .when('RecordCompensation', { ...claim, by: 'person', amount: '1000000' })
      .when('RecordCompensation', { ...claim, by: 'authority', amount: '570000' })
      .thenRecords({
        CompensationClaimed: {
          claim: { basis: 'wages', currency: 'THB', by: 'authority', amount: '570000' },
        },
      });
    expect(file.proceedings.claims).toHaveLength(2);
  });

  it('records a payment in any case, as irregular where nothing was claimed or ordered', () => {
    const payment = { amount: '570000', currency: 'THB', paidOn: '2013-06-01' };
    given(caseOpened)
      .when('RecordPayment', payment)
      .thenRecords({
        CompensationPaid: { payment: { amount: '570000', currency: 'THB', paidOn: '2013-06-01' } },
        IrregularityRaised: { rule: 'payment_without_claim_or_order' },
      });
    given(caseOpened)
      .when('RecordVerdict', { ...verdict, ordered: { amount: '570000', currency: 'THB' } })
      .when('RecordPayment', payment)
      .thenRecords({
        CompensationPaid: { payment: { amount: '570000', currency: 'THB', paidOn: '2013-06-01' } },
      });
    given(caseOpened)
      .when('RecordPayment', { ...payment, paidOn: '2013-06-09' })
      .thenRefuses('impossible_date');
  });

  it('reaches the person at home years after the return, and the host country hears that it did', () => {
    const later = { now: '2017-07-25T03:00:00.000Z' };
    const news = {
      verdict: { number: '1340/2560', court: 'Supreme Court, read at Phetchaburi', readOn: '2017-07-24' },
      award: { amount: '900000', currency: 'THB', bankPath: 'consular_transfer' },
    };
    const told = given(...openToThere)
      .when('NotifyCourtOutcome', { to: There, ...news }, later)
      .thenRecords(
        { CourtOutcomeShared: { to: There, dueOn: '2017-08-01' } },
        goes('CourtOutcomeNotified', There, {
          verdict: { number: '1340/2560', court: 'Supreme Court, read at Phetchaburi', readOn: '2017-07-24' },
          award: { amount: '900000', currency: 'THB', bankPath: 'consular_transfer' },
        }),
      );
    const { noticeId } = told.file.proceedings.notices[0]!;
    expect(approvedPayload(told.decision.events)).toEqual({ noticeId, ...news });

    const message = inbound('CourtOutcomeNotified', { noticeId, ...news });
    const learned = given(caseOpened)
      .when('ReceiveMessage', message, { ...overThere(), ...later })
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        CourtOutcomeLearned: {
          verdict: { number: '1340/2560', court: 'Supreme Court, read at Phetchaburi', readOn: '2017-07-24' },
          award: { amount: '900000', currency: 'THB', bankPath: 'consular_transfer' },
          from: Here,
          dueOn: '2013-07-01',
        },
        AgencyInvolved: { agency: 'welfare', reason: 'court_outcome' },
      });
    const delivered = { noticeId, deliveredOn: '2017-07-25' };
    const confirmed = learned
      .when('ConfirmDelivery', delivered, { ...overThere(), ...later })
      .thenRecords(
        { DeliveryConfirmed: { deliveredOn: '2017-07-25' } },
        goes('DeliveryConfirmed', Here, { deliveredOn: '2017-07-25' }),
        { IrregularityRaised: { rule: 'done_late', about: 'deliver_court_outcome' } },
        { AgencyReleased: { agency: 'welfare', reason: 'work_ended' } },
      );
    expect(confirmed.decision.events[1]).toMatchObject({ data: { to: Here, answers: message.messageId } });
    confirmed.when('ConfirmDelivery', delivered, { ...overThere(), ...later }).thenRefuses('already_exists');
    learned.when('ConfirmDelivery', delivered, overThere()).thenRefuses('impossible_date');
    given(caseOpened).when('ConfirmDelivery', delivered, later).thenRefuses('unknown_reference');

    const back = told
      .when('ReceiveMessage', inbound('DeliveryConfirmed', delivered, { from: There }), later)
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        DeliveryConfirmed: { deliveredOn: '2017-07-25' },
      });
    expect(back.file.proceedings.notices[0]?.deliveredOn).toBe('2017-07-25');
  });

  it('goes nowhere without content, consent, or past a bar', () => {
    const body = { to: There, verdict } as const;
    given(...openToThere)
      .when('NotifyCourtOutcome', { to: There })
      .thenRefuses('required_field_missing');
    given(...openToThere)
      .when('NotifyCourtOutcome', { ...body, to: Here })
      .thenRefuses('wrong_state');
    given(caseOpened, screenedFor('no_fear'))
      .when('NotifyCourtOutcome', body)
      .thenRefuses('consent_missing', goesNot('CourtOutcomeNotified', There, 'consent_missing'));
    given(caseOpened, screenedFor('fears_state'), ...consentsTo(There))
      .when('NotifyCourtOutcome', body)
      .thenRefuses('not_possible_now', goesNot('CourtOutcomeNotified', There, 'contact_barred'));
  });
});
