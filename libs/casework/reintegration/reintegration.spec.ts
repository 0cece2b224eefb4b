import { describe, expect, it } from '@jest/globals';
import { inbound, overThere } from '../spec/crossing.js';
import { given } from '../spec/given.js';
import { approvedPayload, caseOpened, openToThere, screenedFor } from '../spec/histories.js';
import { consentsTo, id } from '../spec/sample.js';
import { goes, goesNot } from '../spec/stated.js';
import { Here, There } from '../spec/lands.js';

const needs = { received: [1, 4], needed: [5, 7], wishes: 'A field of her own.' };
const plan = { areas: [5, 7], language: 'my', goals: ['A field of her own'] };

describe('the plan', () => {
  it('is told by the host country, accepted at home, and the acceptance learned', () => {
    const shared = given(...openToThere)
      .when('SharePlan', { to: There, plan: needs })
      .thenRecords(
        {
          PlanShared: {
            to: There,
            plan: { received: [1, 4], needed: [5, 7], wishes: 'A field of her own.' },
            dueOn: '2013-06-10',
          },
        },
        goes('NeedsAndPlanShared', There, {
          plan: { received: [1, 4], needed: [5, 7], wishes: 'A field of her own.' },
        }),
      );
    const { planId } = shared.file.reintegration.shared[0]!;
    const message = inbound('NeedsAndPlanShared', { planId, plan: needs });
    const received = given(caseOpened)
      .when('ReceiveMessage', message, overThere())
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        PlanReceived: {
          plan: { received: [1, 4], needed: [5, 7], wishes: 'A field of her own.' },
          from: Here,
          dueOn: '2013-07-01',
        },
        AgencyInvolved: { agency: 'welfare', reason: 'reintegration_plan' },
      });
    expect(received.file.coordination.involved).toEqual(new Set(['focal', 'welfare']));
    const accepted = received
      .when('AcceptPlan', { planId }, overThere())
      .thenRecords('PlanAccepted', goes('PlanAccepted', Here));
    expect(accepted.decision.events[1]).toMatchObject({ data: { answers: message.messageId } });
    accepted.when('AcceptPlan', { planId }, overThere()).thenRefuses('already_exists');
    received.when('AcceptPlan', { planId: id('other') }, overThere()).thenRefuses('unknown_reference');
    const learned = shared
      .when('ReceiveMessage', inbound('PlanAccepted', { planId }, { from: There }))
      .thenRecords({ MessageReceived: { outcome: 'effective' }, PlanAcceptanceLearned: { from: There } });
    expect(learned.file.reintegration.shared[0]?.accepted).toBe(true);
  });

  it('goes nowhere without consent or past a bar', () => {
    given(caseOpened, screenedFor('no_fear'))
      .when('SharePlan', { to: There, plan: needs })
      .thenRefuses('consent_missing', goesNot('NeedsAndPlanShared', There, 'consent_missing'));
    given(caseOpened, screenedFor('fears_state'), ...consentsTo(There))
      .when('SharePlan', { to: There, plan: needs })
      .thenRefuses('not_possible_now', goesNot('NeedsAndPlanShared', There, 'contact_barred'));
    given(...openToThere)
      .when('SharePlan', { to: Here, plan: needs })
      .thenRefuses('wrong_state');
  });

  it('is made together with the person', () => {
    given(caseOpened).when('AgreePlan', { plan, madeWithPerson: false }).thenRefuses('condition_missing');
    given(caseOpened)
      .when('AgreePlan', { plan, madeWithPerson: true, reviewOn: '2013-06-01' })
      .thenRefuses('impossible_date');
    given(caseOpened)
      .when('AgreePlan', { plan, madeWithPerson: true })
      .thenRecords({
        ReintegrationPlanAgreed: { plan: { areas: [5, 7], language: 'my', goals: ['A field of her own'] } },
      });
  });
});

describe('an application for support', () => {
  const applied = () => given(caseOpened).when('RecordSupportApplication', { application: { areas: [5] } });
  const pass = (to: string, outcome = applied()) =>
    outcome.when('ForwardSupportApplication', {
      applicationId: outcome.file.reintegration.applications[0]!.applicationId,
      to,
    });

  it('waits for no day where the law names no clock, and is passed on once', () => {
    applied().thenRecords({ SupportAppliedFor: { application: { areas: [5] } } });
    pass('welfare')
      .thenRecords(
        { SupportApplicationForwarded: { to: 'welfare' } },
        { AgencyInvolved: { agency: 'welfare', reason: 'support_application' } },
      )
      .when('ForwardSupportApplication', { applicationId: id('other'), to: 'welfare' })
      .thenRefuses('unknown_reference');
  });

  it('goes to nobody who is kept out of the case', () => {
    const excluded = applied().when('ExcludeParty', { agency: 'welfare', reason: 'A cousin.' });
    pass('welfare', excluded).thenRefuses('excluded_party');
  });

  it('taken back is to be passed on by nobody', () => {
    const { applicationId } = applied().file.reintegration.applications[0]!;
    const { file } = applied().when('TakeBackEntry', { entryId: applicationId, mistake: 'wrong_file' });
    expect(file.reintegration.applications).toEqual([]);
  });
});

describe('services', () => {
  const agreed = () => given(caseOpened).when('AgreePlan', { plan, madeWithPerson: true });
  const grant = {
    kind: 'livelihood',
    purpose: 'Seed',
    paidOn: '2013-06-01',
    amount: '300000',
    currency: 'MMK',
  };

  it('begin and end; one begun without an agreed plan is irregular', () => {
    given(caseOpened)
      .when('StartService', { service: { area: 5 } })
      .thenRecords({
        ServiceStarted: { service: { area: 5 } },
        IrregularityRaised: { rule: 'service_without_agreed_plan' },
      });
    const started = agreed()
      .when('StartService', { service: { area: 5 } })
      .thenRecords({ ServiceStarted: { service: { area: 5 } } });
    const { serviceId } = started.file.reintegration.services[0]!;
    started
      .when('CompleteService', { serviceId })
      .thenRecords('ServiceCompleted')
      .when('CompleteService', { serviceId })
      .thenRefuses('already_exists');
    agreed().when('CompleteService', { serviceId }).thenRefuses('unknown_reference');
  });

  it('keep what the person declines apart from what a provider denies', () => {
    const declined = given(caseOpened)
      .when('RecordServiceDeclined', { service: { area: 3 } })
      .thenRecords({ ServiceDeclined: { service: { area: 3 } } });
    const { serviceId } = declined.file.reintegration.services[0]!;
    declined.when('CompleteService', { serviceId }).thenRefuses('unknown_reference');
    const denied = given(caseOpened)
      .when('RecordProviderDenial', {
        denial: { area: 5, provider: 'A centre', because: 'No papers', alternative: 'Another centre' },
      })
      .thenRecords({
        ProviderDenied: {
          denial: { area: 5, provider: 'A centre', because: 'No papers', alternative: 'Another centre' },
        },
      });
    expect(denied.file.reintegration).toMatchObject({ denials: 1, services: [] });
  });

  it('pay grants under an agreed plan only', () => {
    given(caseOpened).when('PayGrant', { grant }).thenRefuses('wrong_state');
    agreed()
      .when('PayGrant', { grant })
      .thenRecords({
        GrantPaid: {
          grant: {
            kind: 'livelihood',
            purpose: 'Seed',
            paidOn: '2013-06-01',
            amount: '300000',
            currency: 'MMK',
          },
        },
      });
    agreed()
      .when('PayGrant', { grant: { ...grant, paidOn: '2013-06-30' } })
      .thenRefuses('impossible_date');
  });
});

describe('after the return', () => {
  const visit = { method: 'home_visit', visitedOn: '2013-06-01', nextOn: '2013-08-01' } as const;

  it('counts follow-up visits and keeps the next one due', () => {
    const { file } = given(caseOpened)
      .when('RecordFollowUpVisit', visit)
      .when('RecordFollowUpVisit', { ...visit, findings: 'All are well.' })
      .thenRecords({
        FollowUpVisitMade: {
          number: 2,
          method: 'home_visit',
          visitedOn: '2013-06-01',
          nextOn: '2013-08-01',
          findings: 'All are well.',
        },
      });
    expect(file.reintegration.visits.map(({ number }) => number)).toEqual([1, 2]);
    given(caseOpened)
      .when('RecordFollowUpVisit', { ...visit, nextOn: '2013-06-01' })
      .thenRefuses('impossible_date');
    given(caseOpened)
      .when('RecordFollowUpVisit', { ...visit, visitedOn: '2013-06-30' })
      .thenRefuses('impossible_date');
  });

  it('records concerns, outcomes and lost contact, and contact found again', () => {
    given(caseOpened)
      .when('RaiseSafetyConcern', { concern: { level: 'high', account: 'A stranger asked for her.' } })
      .thenRecords({
        SafetyConcernRaised: { concern: { level: 'high', account: 'A stranger asked for her.' } },
      });
    given(caseOpened)
      .when('RecordOutcome', { code: 'school_reentered' })
      .thenRecords({ OutcomeRecorded: { outcome: { code: 'school_reentered' } } });
    const lost = given(caseOpened)
      .when('RecordContactLost', { lastContactOn: '2013-05-01' })
      .thenRecords({ ContactLost: { lastContactOn: '2013-05-01' } });
    expect(lost.file.reintegration.contactLost).toBe(true);
    expect(lost.when('RecordFollowUpVisit', visit).file.reintegration.contactLost).toBe(false);
    given(caseOpened)
      .when('RecordContactLost', { lastContactOn: '2014-05-01' })
      .thenRefuses('impossible_date');
  });

  it('feeds back outcome codes, once a month named, and the host country learns them', () => {
    const feedback = { to: There, month: 1, outcomes: ['safe' as const] } as const;
    const body = { ...feedback, outcomes: [...feedback.outcomes] };
    const sent = given(...openToThere)
      .when('SendFeedback', body)
      .thenRecords(
        { FeedbackSent: { to: There, month: 1 } },
        goes('FollowUpFeedbackSent', There, { month: 1, outcomes: ['safe'] }),
      );
    expect(Object.keys(approvedPayload(sent.decision.events) as object)).toEqual([
      'feedbackId',
      'month',
      'outcomes',
    ]);
    sent.when('SendFeedback', body).thenRefuses('already_exists');
    sent
      .when('SendFeedback', { ...body, month: 3 })
      .thenRecords(
        { FeedbackSent: { to: There, month: 3 } },
        goes('FollowUpFeedbackSent', There, { month: 3, outcomes: ['safe'] }),
      );
    given(caseOpened, screenedFor('no_fear'))
      .when('SendFeedback', body)
      .thenRefuses('consent_missing', goesNot('FollowUpFeedbackSent', There, 'consent_missing'));
    given(...openToThere)
      .when('SendFeedback', { ...body, to: Here })
      .thenRefuses('wrong_state');
    given(caseOpened)
      .when(
        'ReceiveMessage',
        inbound('FollowUpFeedbackSent', { feedbackId: id('feedback'), month: 1, outcomes: ['safe'] }),
        overThere(),
      )
      .thenRecords({
        MessageReceived: { outcome: 'effective' },
        FeedbackLearned: { month: 1, outcomes: ['safe'], from: Here },
      });
  });
});
