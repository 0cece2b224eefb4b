import type { NewCaseEvent } from '../records/catalogue.js';
import { disclose } from '../crossing/disclose.js';
import { isStop } from '../records/kinds.js';
import { accept } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import { onJourney } from '../repatriation/offers/stop.js';
import { isUnderWay } from '../repatriation/state.js';
import type { contactMessages } from './messages.js';

export const contactReceivers: Receivers<keyof typeof contactMessages> = {
  /** No use of anything that came from there, and no return that rests on it. */
  ContactStopped: (_payload, file, context, { from, messageId }) => {
    const messageIds = file.disclosure.theirs
      .filter((message) => message.from === from && !message.stopped && !isStop(message.kind))
      .map((message) => message.messageId);
    const { partner } = file.repatriation;
    const cancelled: NewCaseEvent[] =
      partner === from && !file.erasure.erased && isUnderWay(file.repatriation)
        ? [
            {
              type: 'RepatriationCancelled',
              data: { by: from, reason: 'circumstances', ...onJourney(file) },
            },
          ]
        : [];
    return accept<NewCaseEvent>(
      { type: 'MessageUseStopped', data: { from, messageIds, because: 'contact_stopped' } },
      ...cancelled,
      disclose(file, context, {
        kind: 'UseStopped',
        to: from,
        payload: { messages: messageIds },
        answers: messageId,
      }).event,
    );
  },
};
