import { disclosed } from '../crossing/send.js';
import { refuse } from '../words/decision.js';
import type { Decisions } from '../records/rules.js';
import type { disclosureCommands } from './commands.js';
import { correctedMessage, isOutOfUse, mayMend, mendable, standsNow } from '../crossing/correction.js';
import { denied, disclose } from '../crossing/disclose.js';
import { recall } from '../crossing/recall.js';
import { isRecalled } from './questions/recalled.js';
import { isStop } from '../records/kinds.js';

const notOurs = () =>
  refuse('unknown_reference', 'This case holds no message of ours with that id that went or may go.');

export const disclosureDecisions: Decisions<typeof disclosureCommands> = {
  /** Also of one that has not gone yet: it never goes then. */
  RecallMessage: ({ messageId, action }, file, context) => {
    const message = file.disclosure.own.find((own) => own.messageId === messageId);
    if (!message || message.status === 'withheld') return notOurs();
    if (isStop(message.kind))
      return refuse('wrong_state', 'What was stopped cannot be called back; send it anew.');
    if (isRecalled(file, message)) return refuse('already_exists', 'The message was called back before.');
    return disclosed(recall(message, action, file, context));
  },
  /** The correction stays within what the corrected message was allowed to carry: its fields, its groups, its purpose. */
  SendCorrection: ({ messageId, fields }, file, context) => {
    const message = correctedMessage(file.disclosure, messageId);
    if (!message) return notOurs();
    const may = mendable(message);
    if (fields.some((field) => !may.includes(field)))
      return refuse(
        'outside_clause',
        may.length === 0
          ? 'That kind of message tells nothing that can be corrected. Call it back, or take the step again.'
          : `A correction stays within what the corrected message could carry: ${may.join(', ')}.`,
      );
    const { none, values } = standsNow(message, fields, file, context);
    const correction = disclose(file, context, {
      kind: 'CorrectionSent',
      to: message.to,
      payload: { corrected: message.messageId, ...(none.length > 0 ? { none } : {}), ...values },
      purpose: message.purpose,
      corrects: { messageId: message.messageId, fields },
      key: message.messageId,
    });
    if (!correction.approved) return disclosed(correction);
    if (isOutOfUse(file, message))
      return refuse(
        'wrong_state',
        'That message counts no more in that country: it was refused, called back or stopped. Send it anew.',
      );
    const carried = Object.keys(values).every((field) => correction.fields.includes(field));
    return carried && mayMend(message, fields, file, context)
      ? disclosed(correction)
      : disclosed(
          denied(
            { kind: 'CorrectionSent', to: message.to, purpose: message.purpose },
            'consent_missing',
            file,
            context,
          ),
        );
  },
};
