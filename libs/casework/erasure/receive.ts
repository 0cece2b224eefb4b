import type { NewCaseEvent } from '../records/catalogue.js';
import { accept, refuse } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import { today } from '../words/today.js';
import { answerDone } from './decide/elsewhere.js';
import type { erasureMessages } from './messages.js';
import { answerDueAs } from '../words/reckoned.js';

export const erasureReceivers: Receivers<keyof typeof erasureMessages> = {
  /** Where nothing is held, or nothing any more, the node answers by itself; else the focal point does. */
  ErasureRequested: ({ ground }, file, context, { from: country, messageId, ...due }) => {
    const { certificate, erased } = file.erasure;
    if (erased || !file.coordination.opened) {
      const nothing = { id: context.idFor('nothing held'), at: context.now };
      return accept(answerDone({ country, messageId }, certificate ?? nothing, file, context));
    }
    const partner = file.coordination.partners.get(country);
    return accept<NewCaseEvent>(
      {
        type: 'ErasureAsked',
        data: { messageId, country, ground, ...answerDueAs('dueOn', due) },
      },
      ...(partner && !partner.closed
        ? [{ type: 'PartnerClosedCase' as const, data: { country, retainUntil: today(context) } }]
        : []),
    );
  },

  ErasureDone: ({ certificate, erasedAt, keptUntil }, file, _context, { from: country }) =>
    file.erasure.erased
      ? accept<NewCaseEvent>({
          type: 'ErasureAnswered',
          data: {
            country,
            answer: 'done',
            by: 'message',
            certificate,
            erasedAt,
            ...(keptUntil ? { keptUntil } : {}),
          },
        })
      : refuse('wrong_state', 'The person of this case was not erased here.'),

  ErasureRefused: ({ ground, until }, file, _context, { from: country }) =>
    file.erasure.erased
      ? accept<NewCaseEvent>({
          type: 'ErasureAnswered',
          data: { country, answer: 'refused', by: 'message', ground, ...(until ? { until } : {}) },
        })
      : refuse('wrong_state', 'The person of this case was not erased here.'),
};
