import { z } from 'zod';
import { Country } from '../words/country.js';
import { knownTo } from '../words/audience.js';
import { asBefore, event, withNewFields } from '../words/event.js';
import { everyone, naming, operational, personal } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Line, Text } from '../words/values.js';
import {
  AgreedPlan,
  Concern,
  Denial,
  Grant,
  OutcomeCode,
  Service,
  SharedPlan,
  SupportApplication,
} from './values.js';

/** Months after the return at which the host country hears how things are (domain.md 3.1, no. 20). */
export const FeedbackMonth = z.int().min(0).max(24);

/** Reintegration (domain.md 2.6). Service areas are sealed, since some of them speak of health. */
export const reintegrationEvents = {
  // sending side
  PlanShared: event(
    'PlanShared',
    knownTo('SW', 'NG', 'FP'),
    {
      planId: operational(Id, everyone),
      to: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      plan: personal('plan', SharedPlan),
    },
    withNewFields,
  ),
  PlanAcceptanceLearned: event('PlanAcceptanceLearned', knownTo('SW', 'NG', 'FP'), {
    planId: operational(Id, everyone),
    from: operational(Country, everyone),
  }),
  FeedbackLearned: event('FeedbackLearned', knownTo('SW', 'NG', 'FP'), {
    feedbackId: operational(Id, everyone),
    from: operational(Country, everyone),
    month: operational(FeedbackMonth, everyone),
    outcomes: personal('outcomes', z.array(OutcomeCode)),
  }),

  // receiving side
  PlanReceived: event(
    'PlanReceived',
    knownTo('SW', 'NG', 'FP'),
    {
      planId: operational(Id, everyone),
      from: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      plan: personal('plan', SharedPlan),
    },
    withNewFields,
  ),
  PlanAccepted: event('PlanAccepted', knownTo('SW', 'NG'), { planId: operational(Id, everyone) }),
  ReintegrationPlanAgreed: event(
    'ReintegrationPlanAgreed',
    knownTo('SW', 'NG'),
    {
      planId: operational(Id, everyone),
      reviewOn: operational(Day.optional(), everyone),
      /** Until when the person is followed up, where the country's practice names an end. */
      followUpUntil: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      plan: personal('plan', AgreedPlan),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  /** The person applied for support; by when the office that took it passes it on, where the law names a clock. */
  SupportAppliedFor: event('SupportAppliedFor', knownTo('SW', 'NG', 'LO'), {
    applicationId: operational(Id, everyone),
    forwardBy: operational(Day.optional(), everyone),
    reckonedBy: operational(Reckoning.optional(), everyone),
    application: personal('plan', SupportApplication),
  }),
  SupportApplicationForwarded: event('SupportApplicationForwarded', knownTo('SW', 'NG', 'LO'), {
    applicationId: operational(Id, everyone),
    to: naming(operational(Code, everyone)),
  }),
  /** A paper of the country's own on which support rests (domain.md 2.9 F19). */
  SupportPaperWritten: event('SupportPaperWritten', knownTo('SW', 'NG'), {
    paperId: operational(Id, everyone),
    paper: operational(Code, everyone),
    finding: personal('plan', Text),
  }),
  ServiceStarted: event('ServiceStarted', knownTo('SW', 'NG'), {
    serviceId: operational(Id, everyone),
    service: personal('plan', Service),
  }),
  ServiceCompleted: event('ServiceCompleted', knownTo('SW', 'NG'), { serviceId: operational(Id, everyone) }),
  ServiceDeclined: event('ServiceDeclined', knownTo('SW', 'NG'), {
    serviceId: operational(Id, everyone),
    service: personal('plan', Service),
  }),
  /** A provider turned the person away: never the person's own refusal (domain.md 2.8). */
  ProviderDenied: event('ProviderDenied', knownTo('SW', 'NG'), {
    denialId: operational(Id, everyone),
    denial: personal('plan', Denial),
  }),
  GrantPaid: event('GrantPaid', knownTo('SW', 'NG'), {
    grantId: operational(Id, everyone),
    grant: personal('grant', Grant),
  }),
  FollowUpVisitMade: event('FollowUpVisitMade', knownTo('SW', 'NG'), {
    visitId: operational(Id, everyone),
    number: operational(z.int().positive(), everyone),
    method: operational(z.enum(['home_visit', 'phone', 'office']), everyone),
    visitedOn: operational(Day, everyone),
    nextOn: operational(Day.optional(), everyone),
    findings: personal('plan', Text.optional()),
  }),
  SafetyConcernRaised: event('SafetyConcernRaised', knownTo('SW', 'NG'), {
    concernId: operational(Id, everyone),
    concern: personal('risk', Concern),
  }),
  FeedbackSent: event('FeedbackSent', knownTo('SW', 'NG', 'FP'), {
    feedbackId: operational(Id, everyone),
    to: operational(Country, everyone),
    month: operational(FeedbackMonth, everyone),
    messageId: operational(Id, everyone),
  }),
  OutcomeRecorded: event('OutcomeRecorded', knownTo('SW', 'NG'), {
    outcomeId: operational(Id, everyone),
    outcome: personal('outcomes', z.strictObject({ code: OutcomeCode, note: Line.optional() })),
  }),
  ContactLost: event('ContactLost', knownTo('SW', 'NG'), {
    lastContactOn: operational(Day.optional(), everyone),
  }),
};
