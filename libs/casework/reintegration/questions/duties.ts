import { duties, type ToldDuty } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';
import type { ReintegrationState } from '../state.js';

type Kind =
  | 'accept_plan'
  | 'forward_application'
  | 'make_plan'
  | 'plan_review'
  | 'follow_up_visit'
  | 'follow_up_ends'
  | 'safety_concern';

const reintegrating = { kind: 'mandate', mandate: 'reintegrate' } as const;

const accepting = ({ shared }: ReintegrationState): readonly ToldDuty<Kind>[] =>
  shared
    .filter(({ direction, accepted }) => direction === 'received' && !accepted)
    .map((plan) => ({
      ...{ kind: 'accept_plan', about: plan.planId, country: plan.with, since: plan.at },
      bearer: reintegrating,
      due: countedDay(plan.dueOn, 'dueOn', plan),
    }));

const passingOn = ({ applications }: ReintegrationState): readonly ToldDuty<Kind>[] =>
  applications
    .filter(({ forwarded }) => !forwarded)
    .map(({ applicationId: about, by: agency, at: since, forwardBy, reckonedBy }) => ({
      ...{ kind: 'forward_application', about, since },
      bearer: { kind: 'office', agency, mandate: 'reintegrate' },
      due: countedDay(forwardBy, 'forwardBy', { reckonedBy }),
    }));

const following = ({ agreed, visits, toLookInto }: ReintegrationState): readonly ToldDuty<Kind>[] => {
  const next = visits.at(-1);
  const until = agreed?.followUpUntil;
  return [
    ...(agreed?.reviewOn === undefined
      ? []
      : [
          {
            ...{ kind: 'plan_review' as const, about: agreed.planId, since: agreed.at },
            bearer: reintegrating,
            due: countedDay(agreed.reviewOn, 'reviewOn', agreed),
          },
        ]),
    ...(agreed === undefined || until === undefined || visits.some(({ visitedOn }) => visitedOn >= until)
      ? []
      : [
          {
            ...{ kind: 'follow_up_ends' as const, about: agreed.planId, since: agreed.at },
            bearer: reintegrating,
            due: countedDay(until, 'followUpUntil', agreed),
          },
        ]),
    ...(next?.nextOn === undefined
      ? []
      : [
          {
            ...{ kind: 'follow_up_visit' as const, about: `visit ${next.number + 1}`, since: next.at },
            bearer: reintegrating,
            due: { day: next.nextOn },
          },
        ]),
    ...toLookInto.map(({ concernId: about, at: since }) => ({
      ...{ kind: 'safety_concern' as const, about, since },
      bearer: { kind: 'case_office' } as const,
    })),
  ];
};

export const reintegrationDuties = duties({
  kinds: {
    accept_plan: {
      summary: 'Accept the needs and the plan that the host country sent, or say what is missing.',
      endedBy: ['AcceptPlan'],
      restsOn: ['PlanReceived'],
      clock: 'clause',
    },
    forward_application: {
      summary: 'Pass an application for support on to the office that acts on it.',
      endedBy: ['ForwardSupportApplication'],
      restsOn: ['SupportAppliedFor'],
      clock: 'commune_forwarding',
    },
    make_plan: {
      summary: 'Make a plan together with the person who came home.',
      endedBy: ['AgreePlan'],
      restsOn: ['ArrivalRecorded'],
    },
    plan_review: {
      summary: 'Look with the person whether the plan still fits.',
      endedBy: ['AgreePlan'],
      restsOn: ['ReintegrationPlanAgreed'],
      clock: 'service_review',
    },
    follow_up_visit: {
      summary: 'Visit the person on the day that was said at the last visit.',
      endedBy: ['RecordFollowUpVisit'],
      restsOn: ['FollowUpVisitMade'],
      clock: 'set',
    },
    follow_up_ends: {
      summary: 'The follow-up ends: see the person a last time, and say what became of her.',
      endedBy: ['RecordFollowUpVisit'],
      restsOn: ['ReintegrationPlanAgreed'],
      clock: 'follow_up',
      neverLate: true,
    },
    safety_concern: {
      summary: 'Look into a concern about the safety of the person.',
      endedBy: ['AssessRisk', 'RecordFollowUpVisit'],
      restsOn: ['SafetyConcernRaised'],
    },
  },
  reads: ['reintegration', 'repatriation'],
  standing: ({ reintegration, repatriation }) => {
    const { cameHomeAt: since } = repatriation;
    const { agreed } = reintegration;
    const planned = since === undefined || (agreed && Date.parse(agreed.at) >= Date.parse(since));
    return [
      ...accepting(reintegration),
      ...passingOn(reintegration),
      ...(planned ? [] : [{ kind: 'make_plan' as const, about: 'plan', since, bearer: reintegrating }]),
      ...following(reintegration),
    ];
  },
});
