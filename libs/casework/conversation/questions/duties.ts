import { duties, type Ending, type ToldDuty } from '../../records/duty.js';
import { isWarning, outlives } from '../../records/kinds.js';
import { isOpen, type Question } from '../question.js';
import type { Conversation } from '../state.js';
import { pausesOf } from './pauses.js';

const dueOf = ({ due, calendar, dueOutsideTable }: Question): ToldDuty<string>['due'] =>
  due === null
    ? undefined
    : {
        day: due,
        ...(calendar === undefined ? {} : { calendar }),
        ...(dueOutsideTable ? { outside: true } : {}),
      };

/** A warning and an erasure are answered whatever else ends; how far a death ends a question the fold itself says. */
const endingsOf = (kind: string): readonly Ending[] => {
  if (outlives(kind)) return ['closing', 'death', 'erasure'];
  return isWarning(kind) ? ['closing', 'death'] : ['death'];
};

const told = (
  question: Question,
  since: string,
  conversation: Conversation,
): ToldDuty<'answer_message' | 'answer_awaited'> => {
  const pauses = pausesOf(question, conversation);
  return {
    ...{ about: question.messageId, since, message: question.kind, country: question.country },
    ...(question.by === 'us'
      ? { kind: 'answer_awaited', bearer: { kind: 'country', country: question.country } }
      : { kind: 'answer_message', bearer: { kind: 'mandate', mandate: 'coordinate' } }),
    due: dueOf(question),
    ...(pauses.length > 0 ? { pauses } : {}),
    outlives: endingsOf(question.kind),
  };
};

export const conversationDuties = duties({
  kinds: {
    answer_message: {
      summary: 'Answer a message of another country.',
      endedBy: ['its_answer'],
      restsOn: ['MessageReceived'],
      clock: 'clause',
    },
    answer_awaited: {
      summary: 'Another country is to answer a message of ours.',
      endedBy: ['its_answer'],
      restsOn: ['MessageReleased'],
      clock: 'clause',
    },
  },
  reads: ['conversation'],
  standing: ({ conversation }) =>
    conversation.questions.flatMap((question) =>
      question.since === null || !isOpen(question) ? [] : [told(question, question.since, conversation)],
    ),
});
