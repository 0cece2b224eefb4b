import type { CaseFile } from '../../records/file.js';
import { isOpen } from '../question.js';
import { isRecalled } from '../../disclosure/questions/recalled.js';
import type { DisclosureState, OwnMessage } from '../../disclosure/state.js';

const question = (
  { conversation }: Pick<CaseFile, 'conversation'>,
  messageId: string | undefined,
  by: 'us' | 'them',
) => conversation.questions.find((asked) => asked.messageId === messageId && asked.by === by);

/**
 * Whether an answer to a message of ours can come: it went or may still go, nobody took it back, refused it or closed the
 * case that it went to, and none has come. Whatever waits for an answer asks this, and nothing else.
 */
export const isAwaited = (file: Pick<CaseFile, 'conversation'>, messageId: string | undefined): boolean => {
  const asked = question(file, messageId, 'us');
  return asked !== undefined && isOpen(asked);
};

/** Whether a message of theirs waits for our answer: none went that reached them, and they did not take it back. */
export const isOwed = (file: Pick<CaseFile, 'conversation'>, messageId: string | undefined): boolean => {
  const asked = question(file, messageId, 'them');
  return asked !== undefined && isOpen(asked);
};

/** Whether a message of theirs may be used no more: its sender took it back. */
export const isStopped = (
  { disclosure }: Pick<CaseFile, 'disclosure'>,
  messageId: string | undefined,
): boolean => disclosure.theirs.some((message) => message.messageId === messageId && message.stopped);

const isTakenBack = ({ own }: DisclosureState, { messageId }: OwnMessage): boolean =>
  own.some(({ stops }) => stops?.includes(messageId) === true);

/** Whether a message of ours went or may go, and was neither refused there nor taken back. */
const stands = (file: Pick<CaseFile, 'disclosure'>, message: OwnMessage): boolean =>
  message.status !== 'withheld' &&
  message.receipt !== 'refused' &&
  !isTakenBack(file.disclosure, message) &&
  !isRecalled(file, message);

/**
 * Whether what a step told another country did not get there, or no longer counts there: of all messages with which it
 * was told, none stands. The step can then be taken again. Where nothing was told, nothing is missing.
 */
export const isUntold = (
  file: Pick<CaseFile, 'disclosure'>,
  told: (message: OwnMessage) => boolean,
): boolean => {
  const messages = file.disclosure.own.filter(told);
  return messages.length > 0 && !messages.some((message) => stands(file, message));
};

/** The same of the answers to one message of theirs. */
export const isUnanswered = (file: Pick<CaseFile, 'disclosure'>, messageId: string): boolean =>
  isUntold(file, ({ answers }) => answers === messageId);
