import type { CorrectableField } from './correctable.js';
import type { MessageCatalogue, MessageDefinition } from './message.js';

interface Message {
  readonly kind: string;
  readonly answers?: string | undefined;
}

/** What each kind of message is, as the rules and the folds ask it. A kind that is not known is none of all this. */
export interface Kinds {
  /** Stops or undoes something: rests on no consent, brings none, and is never called back. */
  readonly isStop: (kind: string) => boolean;
  /** Goes, comes and is answered also once the person is erased. */
  readonly outlives: (kind: string) => boolean;
  /** Warns of a danger to the person. */
  readonly isWarning: (kind: string) => boolean;
  /** Goes on what the person consented to: a withdrawal ends its use. */
  readonly restsOnConsent: (kind: string) => boolean;
  /** Says only that something of the other side is known or was done. */
  readonly onlyConfirms: (kind: string) => boolean;
  readonly asksForWork: (kind: string) => boolean;
  readonly servesTheWayHome: (kind: string) => boolean;
  /** Fields in which it tells of the person what can be told otherwise later. */
  readonly correctableOf: (kind: string) => readonly CorrectableField[];
  /** Whether a message is one that the other side has to answer. One that answers its own kind ends the exchange. */
  readonly callsForAnswer: (message: Message & { readonly answerDue?: string | undefined }) => boolean;
  /** Whether a message answers a question: it names it, or, naming none, is of a kind that answers such questions. */
  readonly isAnswerTo: (
    question: { readonly messageId: string; readonly kind: string },
    message: Message,
  ) => boolean;
  /** Whether nobody waits for an answer to a question of the first kind once the same side asked the second. */
  readonly isReplacedBy: (earlier: string, later: string) => boolean;
  /** Whether the clock of a question of the second kind stands still because of a message of the first. */
  readonly pausesClockOf: (kind: string, question: string) => boolean;
  /** Whether a message of the first kind ends the pause that one of the second began. */
  readonly resumesFrom: (kind: string, pausing: string) => boolean;
  /** Whether a message of a kind begins or ends any pause. */
  readonly movesClocks: (kind: string) => boolean;
}

/** The kinds of some messages (domain.md 3.1). */
export const kindsOf = (messages: MessageCatalogue): Kinds => {
  const known = (kind: string): MessageDefinition | undefined =>
    Object.hasOwn(messages, kind) ? messages[kind] : undefined;
  const isStop = (kind: string): boolean => known(kind)?.stops === true;
  const answering = (kind: string): readonly string[] => known(kind)?.answeredBy ?? [];
  return {
    isStop,
    outlives: (kind) => known(kind)?.outlives === true,
    isWarning: (kind) => known(kind)?.warns === true,
    restsOnConsent: (kind) => !isStop(kind) && known(kind)?.acknowledges !== true,
    onlyConfirms: (kind) => known(kind)?.onlyConfirms === true,
    asksForWork: (kind) => known(kind)?.asksForWork === true,
    servesTheWayHome: (kind) => known(kind)?.servesTheWayHome === true,
    correctableOf: (kind) => known(kind)?.correctable ?? [],
    callsForAnswer: ({ kind, answers, answerDue }) => {
      const ends = answers !== undefined && answering(kind).includes(kind);
      return !ends && (answering(kind).length > 0 || answerDue !== undefined);
    },
    isAnswerTo: (question, { kind, answers: named }) => {
      const expected = answering(question.kind);
      return (
        (named === undefined || named === question.messageId) &&
        (expected.length > 0 ? expected.includes(kind) : named === question.messageId)
      );
    },
    isReplacedBy: (earlier, later) => known(later)?.replaces.includes(earlier) === true,
    pausesClockOf: (kind, question) => known(kind)?.pauses.includes(question) === true,
    resumesFrom: (kind, pausing) => known(kind)?.resumes.includes(pausing) === true,
    movesClocks: (kind) => [...(known(kind)?.pauses ?? []), ...(known(kind)?.resumes ?? [])].length > 0,
  };
};
