import type { NewCaseEvent } from '../records/catalogue.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Country } from '../words/country.js';
import { callBack } from './recall.js';

/**
 * Takes back what was asked before and is not answered, where the same is asked anew: nobody over there shall work on both.
 */
export const takeBackEarlier = (
  kind: string,
  to: Country,
  file: CaseFile,
  context: Context,
): NewCaseEvent[] =>
  file.conversation.questions
    .filter((asked) => asked.by === 'us' && asked.kind === kind && asked.country === to)
    .filter(({ over, answers }) => !over && answers.length === 0)
    .flatMap(({ messageId }) => file.disclosure.own.filter((message) => message.messageId === messageId))
    .map((message) => callBack(message, 'stop_use', file, context));
