import { accept, refuse } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import type { alertMessages } from './messages.js';
import { answerDueAs } from '../words/reckoned.js';

export const alertReceivers: Receivers<keyof typeof alertMessages> = {
  /** Also about somebody who is held dead here, or whose case is closed: one of the two is wrong, and somebody looks. */
  SafetyAlert: ({ alertId, alert, note }, { alerts }, _context, { from, messageId, ...due }) =>
    alerts.received.some((known) => known.alertId === alertId)
      ? refuse('already_exists', 'The warning stands in the case already.')
      : accept({
          type: 'SafetyAlertReceived',
          data: {
            ...{ alertId, from, messageId, alert },
            ...(note === undefined ? {} : { note }),
            ...answerDueAs('dueOn', due),
          },
        }),

  /** Also of a warning that was taken back meanwhile: it crossed the recall. */
  SafetyAlertAcknowledged: ({ alertId }, { disclosure }, _context, { answers }) =>
    disclosure.own.some(
      ({ messageId, payload }) =>
        messageId === answers && (payload === undefined || payload['alertId'] === alertId),
    )
      ? accept()
      : refuse('unknown_reference', 'No such warning went to that country in this case.'),
};
