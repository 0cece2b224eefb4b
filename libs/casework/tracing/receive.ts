import { learnedClaims } from '../identity/questions/learned.js';
import { crossedArrival } from '../disclosure/questions/seen.js';
import { involveAll } from '../coordination/offers/involving.js';
import { accept, refuse } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import type { tracingMessages } from './messages.js';
import { tracingRequest } from './state.js';
import { answerDueAs } from '../words/reckoned.js';

export const tracingReceivers: Receivers<keyof typeof tracingMessages> = {
  FamilyTracingRequested: (payload, file, context, { from, messageId, ...due }) => {
    const { requestId, origin, relatives, coverStory } = payload;
    if (tracingRequest(file.tracing, requestId))
      return refuse('already_exists', 'The request stands in the case already.');
    if (crossedArrival(payload.seen, from, file.disclosure))
      return refuse('wrong_state', 'The person had come home before this was asked.');
    return accept(
      {
        type: 'TracingRequestReceived',
        data: {
          requestId,
          householdId: context.idFor('household'),
          from,
          messageId,
          ...answerDueAs('dueOn', due),
          coverStory,
        },
      },
      ...learnedClaims({ origin, relatives }, from, context, file.identity),
      ...involveAll('assign_tracing', { reason: 'family_tracing', about: requestId }, file, context),
    );
  },

  FamilyAssessmentSent: (answer, file, _context, { from }) => {
    const request = tracingRequest(file.tracing, answer.requestId);
    if (request?.direction !== 'asked' || request.with !== from)
      return refuse('unknown_reference', 'No such request stands between the two countries in this case.');
    return accept({ type: 'FamilyAnswerLearned', data: { ...answer, from } });
  },
};
