import {
  Conversation,
  evolvePart,
  standingOf,
  type CaseEventType,
  type Country,
  type MessageKind,
  type QuestionStanding,
} from '#casework';
import type { CaseEvent } from './case-view.js';
import { flag, json, text } from './frame/columns.js';
import { inClear } from './in-clear.js';

/** What a row of an inbox keeps of the question that it is about, to tell what stands of it. */
export const questionColumns = {
  messageId: text,
  /** This question alone, as the conversation of the file has it. */
  exchange: json(Conversation),
  /** The message that brought it may not be used any more. */
  useStopped: flag,
  /** The case is closed here. */
  caseClosed: flag,
};

export interface AskedQuestion {
  readonly messageId: string;
  readonly exchange: Conversation;
  readonly useStopped: boolean;
  readonly caseClosed: boolean;
}

/** A question as it came. */
export const askedBy = (
  kind: MessageKind,
  {
    messageId,
    from,
    since,
    due,
  }: {
    readonly messageId: string;
    readonly from: Country;
    readonly since: string;
    readonly due: string | undefined;
  },
): AskedQuestion => ({
  messageId,
  exchange: {
    questions: [
      {
        ...{ messageId, kind, since, by: 'them', country: from, due: due ?? null },
        ...{ answers: [], over: false, closedThere: false },
      },
    ],
    leaving: [],
  },
  useStopped: false,
  caseClosed: false,
});

/**
 * What tells an office to which a question was put that nobody waits for the answer, or waits again. What else passes
 * between the two countries is not its to know. Each may touch every question of a case.
 */
export const questionTypes = [
  'MessageReceived',
  'MessageUseStopped',
  'PartnerClosedCase',
  'PartnerLinked',
  'ContactStopped',
  'PersonDied',
  'PersonErased',
  'CaseClosed',
  'CaseReopened',
] as const satisfies readonly CaseEventType[];

const exchangeAfter = (
  { messageId, exchange }: AskedQuestion,
  event: ReturnType<typeof inClear>,
): Conversation => {
  if (event.type === 'MessageReceived' && event.data.messageId === messageId) return exchange;
  const after = evolvePart('conversation', exchange, event);
  if (after === exchange) return exchange;
  const { questions, leaving } = after;
  return { leaving, questions: questions.filter((question) => question.messageId === messageId) };
};

/** The row with what an event makes of its question. */
export const heardBy = <R extends AskedQuestion>(row: R, event: CaseEvent): R => {
  const recorded = inClear(event);
  return {
    ...row,
    exchange: exchangeAfter(row, recorded),
    useStopped:
      row.useStopped ||
      (recorded.type === 'MessageUseStopped' && recorded.data.messageIds.includes(row.messageId)),
    caseClosed: recorded.type === 'CaseClosed' || (row.caseClosed && recorded.type !== 'CaseReopened'),
  };
};

/** What stands of the question of a row. */
export const standingIn = ({ exchange, useStopped, caseClosed }: AskedQuestion): QuestionStanding =>
  useStopped ? 'stopped' : standingOf(exchange.questions[0], caseClosed);
