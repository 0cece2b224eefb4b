import { involveCaseManagers } from '../coordination/offers/involving.js';
import { accept, refuse } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import type { reintegrationMessages } from './messages.js';
import { answerDueAs } from '../words/reckoned.js';

export const reintegrationReceivers: Receivers<keyof typeof reintegrationMessages> = {
  NeedsAndPlanShared: ({ planId, plan }, file, context, { from, messageId, ...due }) =>
    file.reintegration.shared.some((shared) => shared.planId === planId)
      ? refuse('already_exists', 'The plan stands in the case already.')
      : accept(
          {
            type: 'PlanReceived',
            data: { planId, plan, from, messageId, ...answerDueAs('dueOn', due) },
          },
          ...involveCaseManagers({ reason: 'reintegration_plan', about: planId }, file, context),
        ),

  PlanAccepted: ({ planId }, file, _context, { from }) =>
    file.reintegration.shared.some(
      (shared) => shared.planId === planId && shared.direction === 'sent' && shared.with === from,
    )
      ? accept({ type: 'PlanAcceptanceLearned', data: { planId, from } })
      : refuse('unknown_reference', 'No such plan went to that country in this case.'),

  FollowUpFeedbackSent: (feedback, _file, _context, { from }) =>
    accept({ type: 'FeedbackLearned', data: { ...feedback, from } }),
};
