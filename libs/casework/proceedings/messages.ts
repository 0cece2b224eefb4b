import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Day, Id } from '../words/values.js';
import { Award, Hearing, Verdict } from './values.js';

/** Message 19 of domain.md 3.1 and its answer. */
export const proceedingsMessages = {
  CourtOutcomeNotified: message(
    19,
    'A hearing, a verdict or money for a person who has gone home.',
    {
      noticeId: operational(Id, everyone),
      hearing: personal('criminalCase', Hearing.optional()),
      verdict: personal('criminalCase', Verdict.optional()),
      award: personal('compensation', Award.optional()),
    },
    { answeredBy: ['DeliveryConfirmed'] },
  ),
  DeliveryConfirmed: message(19, 'The person got the news, and the money where there was any.', {
    noticeId: operational(Id, everyone),
    deliveredOn: operational(Day, everyone),
  }),
};
