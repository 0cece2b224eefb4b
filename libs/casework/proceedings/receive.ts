import { involveCaseManagers } from '../coordination/offers/involving.js';
import { accept, refuse } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import type { proceedingsMessages } from './messages.js';
import { answerDueAs } from '../words/reckoned.js';

export const proceedingsReceivers: Receivers<keyof typeof proceedingsMessages> = {
  CourtOutcomeNotified: (outcome, file, context, { from, messageId, ...due }) =>
    file.proceedings.notices.some(({ noticeId }) => noticeId === outcome.noticeId)
      ? refuse('already_exists', 'The news stands in the case already.')
      : accept(
          {
            type: 'CourtOutcomeLearned',
            data: { ...outcome, from, messageId, ...answerDueAs('dueOn', due) },
          },
          ...involveCaseManagers({ reason: 'court_outcome', about: outcome.noticeId }, file, context),
        ),

  DeliveryConfirmed: ({ noticeId, deliveredOn }, file, _context, { from }) =>
    file.proceedings.notices.some(
      (notice) => notice.noticeId === noticeId && notice.direction === 'sent' && notice.with === from,
    )
      ? accept({ type: 'DeliveryConfirmed', data: { noticeId, deliveredOn } })
      : refuse('unknown_reference', 'No such news went to that country in this case.'),
};
