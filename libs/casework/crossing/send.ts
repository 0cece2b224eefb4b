import type { MessageKind, NewCaseEvent } from '../records/catalogue.js';
import { disclose, type Disclosure, type MessageDraft } from './disclose.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { accept, type Decision } from '../words/decision.js';
import { answerDueAs, type Reckoning } from '../words/reckoned.js';

/** A message that was approved: its id, and the day by which the clause expects the answer. */
export interface ApprovedMessage {
  readonly messageId: string;
  readonly dueOn?: string;
  readonly reckonedBy?: Reckoning;
}

/** As a permission's decision: the approval with what others record beside it, or the denial recorded and the command refused. */
export const disclosed = (
  disclosure: Disclosure,
  ...others: readonly NewCaseEvent[]
): Decision<NewCaseEvent> =>
  disclosure.approved
    ? accept(...others, disclosure.event)
    : { events: [disclosure.event], refusal: disclosure.refusal };

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
  if (!disclosure.approved) return disclosed(disclosure);
  const { event, messageId } = disclosure;
  return disclosed(
    disclosure,
    ...own({ messageId, ...(event.type === 'MessageApproved' ? answerDueAs('dueOn', event.data) : {}) }),
  );
};
