import { z } from 'zod';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Day, Id, Line, Text } from '../kernel/values.js';
import { AgreedPlan, Concern, Denial, Grant, OutcomeCode, Service, SharedPlan } from './values.js';

/** Months after the return at which the host country hears how things are (domain.md 3.1, no. 20). */
export const FeedbackMonth = z.int().min(0).max(24);

/** Reintegration (domain.md 2.6). Service areas are sealed, since some of them speak of health. */
export const reintegrationEvents = {
  // sending side
  PlanShared: event('PlanShared', {
    planId: operational(Id),
    to: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
    plan: personal('plan', SharedPlan),
  }),
  PlanAcceptanceLearned: event('PlanAcceptanceLearned', {
    planId: operational(Id),
    from: operational(Country),
  }),
  FeedbackLearned: event('FeedbackLearned', {
    feedbackId: operational(Id),
    from: operational(Country),
    month: operational(FeedbackMonth),
    outcomes: personal('outcomes', z.array(OutcomeCode)),
  }),

  // receiving side
  PlanReceived: event('PlanReceived', {
    planId: operational(Id),
    from: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
    plan: personal('plan', SharedPlan),
  }),
  PlanAccepted: event('PlanAccepted', { planId: operational(Id) }),
  ReintegrationPlanAgreed: event('ReintegrationPlanAgreed', {
    planId: operational(Id),
    reviewOn: operational(Day.optional()),
    plan: personal('plan', AgreedPlan),
  }),
  ServiceStarted: event('ServiceStarted', { serviceId: operational(Id), service: personal('plan', Service) }),
  ServiceCompleted: event('ServiceCompleted', { serviceId: operational(Id) }),
  ServiceDeclined: event('ServiceDeclined', {
    serviceId: operational(Id),
    service: personal('plan', Service),
  }),
  /** A provider turned the person away: never the person's own refusal (domain.md 2.8). */
  ProviderDenied: event('ProviderDenied', { denialId: operational(Id), denial: personal('plan', Denial) }),
  GrantPaid: event('GrantPaid', { grantId: operational(Id), grant: personal('payments', Grant) }),
  FollowUpVisitMade: event('FollowUpVisitMade', {
    visitId: operational(Id),
    number: operational(z.int().positive()),
    method: operational(z.enum(['home_visit', 'phone', 'office'])),
    visitedOn: operational(Day),
    nextOn: operational(Day.optional()),
    findings: personal('plan', Text.optional()),
  }),
  SafetyConcernRaised: event('SafetyConcernRaised', {
    concernId: operational(Id),
    concern: personal('risk', Concern),
  }),
  FeedbackSent: event('FeedbackSent', {
    feedbackId: operational(Id),
    to: operational(Country),
    month: operational(FeedbackMonth),
    messageId: operational(Id),
  }),
  OutcomeRecorded: event('OutcomeRecorded', {
    outcomeId: operational(Id),
    outcome: personal('outcomes', z.strictObject({ code: OutcomeCode, note: Line.optional() })),
  }),
  ContactLost: event('ContactLost', { lastContactOn: operational(Day.optional()) }),
};
