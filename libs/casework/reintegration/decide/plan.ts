import { due, dueTogether } from '../../words/reckoned.js';
import { isUnanswered } from '../../conversation/questions/awaited.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { send } from '../../crossing/send.js';
import { today } from '../../words/today.js';
import type { reintegrationCommands } from '../commands.js';

/** From the needs told by the host country to the plan made with the person at home. */
export const planDecisions: Decisions<
  Pick<typeof reintegrationCommands, 'SharePlan' | 'AcceptPlan' | 'AgreePlan'>
> = {
  SharePlan: ({ to, plan }, file, context) => {
    if (to === context.country) return refuse('wrong_state', 'The other country must not be your own.');
    const planId = context.idFor('shared plan');
    return send(file, context, { kind: 'NeedsAndPlanShared', to, payload: { planId, plan } }, (sent) => [
      { type: 'PlanShared', data: { planId, to, plan, ...sent } },
    ]);
  },

  AcceptPlan: ({ planId }, file, context) => {
    const plan = file.reintegration.shared.find(
      (shared) => shared.planId === planId && shared.direction === 'received',
    );
    if (!plan) return refuse('unknown_reference', 'This case holds no plan of another country with that id.');
    if (plan.accepted && !isUnanswered(file, plan.messageId))
      return refuse('already_exists', 'The plan was accepted before.');
    return send(
      file,
      context,
      { kind: 'PlanAccepted', to: plan.with, payload: { planId }, answers: plan.messageId },
      () => [{ type: 'PlanAccepted', data: { planId } }],
    );
  },

  AgreePlan: ({ plan, madeWithPerson, reviewOn }, _file, context) => {
    const facts = context.facts(context.country);
    const followUp = facts.deadlines.follow_up;
    if (!madeWithPerson)
      return refuse('condition_missing', 'A plan is made together with the person. Make it with them first.');
    const review = facts.deadlines.service_review;
    if (reviewOn !== undefined && reviewOn < today(context))
      return refuse('impossible_date', 'The review of the plan lies in the past.');
    return accept({
      type: 'ReintegrationPlanAgreed',
      data: {
        planId: context.idFor('plan'),
        plan,
        ...dueTogether(
          reviewOn ? { reviewOn } : review ? due('reviewOn', context.now, review, facts) : {},
          followUp ? due('followUpUntil', context.now, followUp, facts) : {},
        ),
      },
    });
  },
};
