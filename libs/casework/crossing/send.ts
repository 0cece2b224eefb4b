import type { MessageKind, NewCaseEvent } from '../records/catalogue.js';
import { disclose, type MessageDraft } from './disclose.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { accept, type Decision } from '../words/decision.js';

/** A message that was approved: its id, and the day by which the clause expects the answer. */
export interface ApprovedMessage {
  readonly messageId: string;
  readonly dueOn?: string;
}

/**
 * A permission that consists in sending: records what `own` says of the sent message, and the approval; where the
 * message may not go, the denial alone, and the command is refused.
 */
export const send = <K extends MessageKind>(
  file: CaseFile,
  context: Context,
  draft: MessageDraft<K>,
  own: (sent: ApprovedMessage) => readonly NewCaseEvent[],
): Decision<NewCaseEvent> => {
  const disclosure = disclose(file, context, draft);
  if (!disclosure.approved) return { events: [disclosure.event], refusal: disclosure.refusal };
  const { event, messageId } = disclosure;
  const dueOn = event.type === 'MessageApproved' ? event.data.answerDue : undefined;
  return accept(...own({ messageId, ...(dueOn ? { dueOn } : {}) }), event);
};
