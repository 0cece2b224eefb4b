import { currentIdentity } from '../identity/state.js';
import { accept, refuse, type Decision } from '../kernel/decision.js';
import type { NewCaseEvent } from '../catalogue.js';
import type { Decisions } from '../kernel/rules.js';
import type { disclosureCommands } from './commands.js';
import { disclose, type Disclosure } from './disclose.js';
import { recall } from './recall.js';

/** As a permission's decision: the approval, or the denial recorded and the command refused. */
export const disclosed = (
  disclosure: Disclosure,
  ...others: readonly NewCaseEvent[]
): Decision<NewCaseEvent> =>
  disclosure.approved
    ? accept(...others, disclosure.event)
    : { events: [disclosure.event], refusal: disclosure.refusal };

const notOurs = () => refuse('unknown_reference', 'This case holds no released message with that id.');

export const disclosureDecisions: Decisions<typeof disclosureCommands> = {
  RecallMessage: ({ messageId, action }, file, context) => {
    const message = file.disclosure.own.find(
      (own) => own.messageId === messageId && own.status === 'released',
    );
    return message ? disclosed(recall(message, action, file, context)) : notOurs();
  },
  /** The correction stays within what the corrected message was allowed to carry: same clause groups, same purpose. */
  SendCorrection: ({ messageId, fields }, file, context) => {
    const message = file.disclosure.own.find(
      (own) => own.messageId === messageId && own.status === 'released',
    );
    if (!message) return notOurs();
    const told = fields.filter((field) => message.fields.includes(field));
    if (told.length < fields.length)
      return refuse(
        'outside_clause',
        'A correction can only carry fields that the corrected message carried.',
      );
    const current = currentIdentity(file.identity);
    const payload = Object.fromEntries(told.map((field) => [field, current[field]]));
    return disclosed(
      disclose(file, context, {
        kind: 'CorrectionSent',
        to: message.to,
        payload: { corrected: messageId, ...payload },
      }),
    );
  },
};
