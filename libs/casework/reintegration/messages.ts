import { z } from 'zod';
import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Id } from '../words/values.js';
import { FeedbackMonth } from './events.js';
import { OutcomeCode, SharedPlan } from './values.js';

/** Messages 11 and 20 of domain.md 3.1. */
export const reintegrationMessages = {
  NeedsAndPlanShared: message(
    11,
    'Services received, open needs and wishes, before the return.',
    {
      planId: operational(Id, everyone),
      plan: personal('plan', SharedPlan),
    },
    { answeredBy: ['PlanAccepted'], asksForWork: true },
  ),
  PlanAccepted: message(11, 'The plan can be carried on at home.', { planId: operational(Id, everyone) }),
  FollowUpFeedbackSent: message(20, 'How things are after the return, in outcome codes only.', {
    feedbackId: operational(Id, everyone),
    month: operational(FeedbackMonth, everyone),
    outcomes: personal('outcomes', z.array(OutcomeCode).min(1)),
  }),
};
