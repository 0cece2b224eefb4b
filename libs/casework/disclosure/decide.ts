import { currentIdentity } from '../identity/state.js';
import { accept, refuse, type Decision } from '../kernel/decision.js';
import type { NewCaseEvent } from '../catalogue.js';
import type { Decisions } from '../kernel/rules.js';
import type { disclosureCommands } from './commands.js';
import { mayMend } from './correction.js';
import { denied, disclose, type Disclosure } from './disclose.js';
import { isRecalled, recall } from './recall.js';
import { isStop, releasedMessage } from './state.js';

/** As a permission's decision: the approval, or the denial recorded and the command refused. */
export const disclosed = (
  disclosure: Disclosure,
  ...others: readonly NewCaseEvent[]
): Decision<NewCaseEvent> =>
  disclosure.approved
    ? accept(...others, disclosure.event)
    : { events: [disclosure.event], refusal: disclosure.refusal };

const isNothing = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length === 0);

const notOurs = () => refuse('unknown_reference', 'This case holds no released message with that id.');

export const disclosureDecisions: Decisions<typeof disclosureCommands> = {
  RecallMessage: ({ messageId, action }, file, context) => {
    const message = releasedMessage(file.disclosure, messageId);
    if (!message) return notOurs();
    if (isStop(message.kind))
      return refuse('wrong_state', 'What was stopped cannot be called back; send it anew.');
    if (isRecalled(file, message)) return refuse('already_exists', 'The message was called back before.');
    return disclosed(recall(message, action, file, context));
  },
  /** The correction stays within what the corrected message was allowed to carry: its fields, its groups, its purpose. */
  SendCorrection: ({ messageId, fields }, file, context) => {
    const message = releasedMessage(file.disclosure, messageId);
    if (!message) return notOurs();
    if (fields.some((field) => !message.fields.includes(field)))
      return refuse(
        'outside_clause',
        'A correction can only carry fields that the corrected message carried.',
      );
    const current = currentIdentity(file, context);
    if (fields.some((field) => isNothing(current[field])))
      return refuse('required_field_missing', 'The file holds no claim that stands for one of the fields.');
    const payload = Object.fromEntries(fields.map((field) => [field, current[field]]));
    const correction = disclose(file, context, {
      kind: 'CorrectionSent',
      to: message.to,
      payload: { corrected: messageId, ...payload },
    });
    if (correction.approved && !mayMend(message, fields, file, context))
      return disclosed(denied('CorrectionSent', message.to, 'consent_missing'));
    return disclosed(correction);
  },
};
