import { z } from 'zod';
import { Country } from '../words/country.js';
import type { Kinds } from '../words/kinds.js';
import type { ConversationEvent } from './heard.js';
import { countedDay, type Reckoning } from '../words/reckoned.js';
import { Question } from './question.js';

const Silence = z.strictObject({
  country: Country,
  by: z.enum(['us', 'them']),
  because: z.enum(['closed', 'stopped']),
});
type Silence = z.infer<typeof Silence>;

/** A message that begins or ends a pause, and when its sender let it go. */
const Moving = z.strictObject({
  messageId: z.string(),
  kind: z.string(),
  by: z.enum(['us', 'them']),
  country: Country,
  answers: z.string().optional(),
  sentAt: z.string(),
});

/** What two countries asked each other in one case, and what became of it. In clear, so that a list can keep it too. */
export const Conversation = z.strictObject({
  questions: z.array(Question),
  /** Messages of ours that may still go, and what each answers. */
  leaving: z.array(
    z.strictObject({ messageId: z.string(), kind: z.string(), answers: z.string().optional() }),
  ),
  /** What was sent, in either direction, that begins or ends a pause of a clock between the two. */
  moving: z.array(Moving).optional(),
  /** Who let the other know that it answers nothing, and has not spoken of it again since. */
  silences: z.array(Silence).optional(),
  /** The person died: nobody waits for anything but that this is known. */
  died: z.boolean().optional(),
});
export type Conversation = z.infer<typeof Conversation>;

export const noConversation: Conversation = { questions: [], leaving: [] };

const change = (
  conversation: Conversation,
  which: (question: Question) => boolean,
  to: Partial<Question>,
): Conversation => ({
  ...conversation,
  questions: conversation.questions.map((question) => (which(question) ? { ...question, ...to } : question)),
});

/** Messages that count no more: no answer to them is waited for, and what they answered is open again. */
const without = (conversation: Conversation, messageIds: readonly string[]): Conversation =>
  messageIds.length === 0
    ? conversation
    : {
        ...conversation,
        ...(conversation.moving
          ? { moving: conversation.moving.filter(({ messageId }) => !messageIds.includes(messageId)) }
          : {}),
        leaving: conversation.leaving.filter(({ messageId }) => !messageIds.includes(messageId)),
        questions: conversation.questions.map((question) => ({
          ...question,
          over: question.over || messageIds.includes(question.messageId),
          answers: question.answers.filter((answer) => !messageIds.includes(answer)),
        })),
      };

interface Passing {
  readonly messageId: string;
  readonly kind: string;
  readonly by: Question['by'];
  readonly country: Country;
  readonly answers?: string | undefined;
  readonly answerDue?: string | undefined;
  readonly reckonedBy?: Reckoning | undefined;
}

/** Asked and owed whatever else ends: where data went, they are erased or it is said why not. */
const erasureAsked = 'ErasureRequested';

const isErasure = ({ kind }: Pick<Question, 'kind'>): boolean => kind === erasureAsked;

/** Answered also where a case is closed, here or over there. */
const outlivesClosing = (question: Pick<Question, 'kind'>, kinds: Kinds): boolean =>
  isErasure(question) || kinds.isWarning(question.kind);

const stopping = 'ContactStopped';

/** Once contact stopped, or one side erased the person, the two answer each other nothing else. */
const ending: ReadonlySet<string> = new Set([stopping, erasureAsked]);

/** A message that reached the other side answers what that side had asked. */
const answering = (conversation: Conversation, message: Passing, kinds: Kinds): Conversation => ({
  ...conversation,
  questions: conversation.questions.map((question) => {
    if (question.country !== message.country) return question;
    if (ending.has(message.kind) && !isErasure(question) && question.messageId !== message.messageId)
      return { ...question, over: true };
    return question.by !== message.by && question.since !== null && kinds.isAnswerTo(question, message)
      ? { ...question, answers: [...question.answers, message.messageId] }
      : question;
  }),
});

/** Whether a message answered one of its own kind, named or not: each told its own, and none waits for the other. */
const endsConversation = ({ questions }: Conversation, { messageId, kind, by, country }: Passing): boolean =>
  questions.some(
    (question) =>
      question.kind === kind &&
      question.by !== by &&
      question.country === country &&
      !question.over &&
      question.answers[0] === messageId,
  );

const silent = (conversation: Conversation, silence: Silence): Conversation => ({
  ...conversation,
  silences: [...speaking(conversation, silence).silences, silence],
});

const speaking = (
  conversation: Conversation,
  { country, by, because }: Silence,
): Conversation & { readonly silences: Silence[] } => ({
  ...conversation,
  silences: (conversation.silences ?? []).filter(
    (held) => held.country !== country || held.by !== by || held.because !== because,
  ),
});

/** Who stopped all contact is silent until it speaks of something again. */
const afterStop = (
  conversation: Conversation,
  { kind, by, country }: Passing,
  kinds: Kinds,
): Conversation => {
  const stop: Silence = { country, by, because: 'stopped' };
  if (kind === stopping) return silent(conversation, stop);
  return kinds.isStop(kind) || !conversation.silences?.length ? conversation : speaking(conversation, stop);
};

/** What became of a question before it was put, where its sender could not know: news alone, for what asks for work is refused. */
const bornAs = (
  { silences = [], died = false }: Conversation,
  { kind, by, country }: Passing,
  kinds: Kinds,
): Pick<Question, 'over' | 'closedThere' | 'toldClosed'> => {
  if (kinds.isStop(kind)) return { over: false, closedThere: false };
  const silence = (because: Silence['because']): boolean =>
    !kinds.asksForWork(kind) &&
    silences.some((held) => held.country === country && held.by !== by && held.because === because);
  const closed = !outlivesClosing({ kind }, kinds) && silence('closed');
  return {
    over: (died && kind !== 'DeathNotified') || silence('stopped'),
    closedThere: closed && by === 'us',
    ...(closed && by === 'them' ? { toldClosed: true } : {}),
  };
};

const asking = (
  conversation: Conversation,
  message: Passing,
  since: string | null,
  kinds: Kinds,
): Conversation => {
  const { messageId, kind, by, country, answerDue } = message;
  if (!kinds.callsForAnswer(message) || endsConversation(conversation, message)) return conversation;
  const earlier = change(
    conversation,
    (asked) => asked.by === by && asked.country === country && kinds.isReplacedBy(asked.kind, kind),
    { over: true },
  );
  const counted = countedDay(answerDue, 'answerDue', message);
  const outside = {
    ...(counted?.calendar === undefined ? {} : { calendar: counted.calendar }),
    ...(counted?.outside ? { dueOutsideTable: true } : {}),
  };
  const question = { messageId, kind, by, country, since, due: answerDue ?? null, ...outside };
  return {
    ...earlier,
    questions: [...earlier.questions, { ...question, answers: [], ...bornAs(conversation, message, kinds) }],
  };
};

/** What was told of our own closing. Whoever is notified, acknowledged or asked afterwards knows that it is open again. */
const tellingOfClosing = (
  conversation: Conversation,
  kind: string,
  country: Country,
  kinds: Kinds,
): Conversation => {
  const closing: Silence = { country, by: 'us', because: 'closed' };
  if (kind === 'CaseClosedNotice')
    return silent(
      change(conversation, (question) => question.country === country && !outlivesClosing(question, kinds), {
        toldClosed: true,
      }),
      closing,
    );
  return kinds.asksForWork(kind) || kind === 'CaseAcknowledged'
    ? openedHere(conversation, country)
    : conversation;
};

const openedHere = (conversation: Conversation, country: Country): Conversation =>
  change(
    conversation.silences?.length
      ? speaking(conversation, { country, by: 'us', because: 'closed' })
      : conversation,
    (question) => question.country === country && question.toldClosed === true,
    { toldClosed: false },
  );

/** A message that the other side did not take: what it asked or answered is open, what it told was not heard. */
const refused = (
  conversation: Conversation,
  { messageId, kind, from }: { readonly messageId: string; readonly kind: string; readonly from: Country },
): Conversation =>
  without(kind === 'CaseClosedNotice' ? openedHere(conversation, from) : conversation, [messageId]);

const withMoving = (
  conversation: Conversation,
  { messageId, kind, by, country, answers }: Passing,
  sentAt: string,
  kinds: Kinds,
): Conversation => {
  if (!kinds.movesClocks(kind)) return conversation;
  const message = { messageId, kind, by, country, sentAt, ...(answers === undefined ? {} : { answers }) };
  return { ...conversation, moving: [...(conversation.moving ?? []), message] };
};

const ofReturn: ReadonlySet<string> = new Set([
  'RepatriationProposed',
  'DepartureNotified',
  'TransitNotified',
]);

/** Applies what one event says about questions and answers. */
export const evolveConversation = (
  conversation: Conversation,
  event: ConversationEvent,
  kinds: Kinds,
): Conversation => {
  const at = event.meta.occurredAt;
  switch (event.type) {
    case 'MessageApproved': {
      const { messageId, kind, to: country, answers, answerDue, reckonedBy, stops = [] } = event.data;
      const left = without(conversation, stops);
      const message: Passing = { messageId, kind, by: 'us', country, answers, answerDue, reckonedBy };
      const asked = asking(left, message, null, kinds);
      return { ...asked, leaving: [...asked.leaving, { messageId, kind, ...(answers ? { answers } : {}) }] };
    }
    case 'MessageReleased': {
      const { messageId, kind, to: country } = event.data;
      const sentAt = event.meta.recordedAt;
      const answers = conversation.leaving.find((message) => message.messageId === messageId)?.answers;
      const gone = {
        ...conversation,
        leaving: conversation.leaving.filter((message) => message.messageId !== messageId),
      };
      const asked = change(gone, (question) => question.messageId === messageId, {
        since: at,
        sentAt,
      });
      const message: Passing = { messageId, kind, by: 'us', country, answers };
      const moved = withMoving(asked, message, sentAt, kinds);
      const told = afterStop(tellingOfClosing(moved, kind, country, kinds), message, kinds);
      const answered = answering(told, message, kinds);
      return endsConversation(answered, message)
        ? change(answered, (question) => question.messageId === messageId, { over: true })
        : answered;
    }
    case 'MessageWithheld':
      return without(conversation, [event.data.messageId]);
    case 'MessageReceived': {
      const { messageId, kind, from: country, answers, answerDue, reckonedBy, outcome, sentAt } = event.data;
      if (outcome === 'refused') return conversation;
      const message: Passing = { messageId, kind, by: 'them', country, answers, answerDue, reckonedBy };
      const moved = withMoving(conversation, message, sentAt, kinds);
      const answered = answering(afterStop(moved, message, kinds), message, kinds);
      return change(asking(answered, message, at, kinds), (asked) => asked.messageId === messageId, {
        sentAt,
      });
    }
    case 'MessageReceipted':
      return event.data.outcome === 'refused' ? refused(conversation, event.data) : conversation;
    case 'MessageUseStopped':
      return without(conversation, event.data.messageIds);
    case 'PartnerClosedCase':
    case 'PartnerLinked': {
      const { country } = event.data;
      const closedThere = event.type === 'PartnerClosedCase';
      const silence: Silence = { country, by: 'them', because: 'closed' };
      return change(
        closedThere ? silent(conversation, silence) : speaking(conversation, silence),
        (question) => question.country === country && !outlivesClosing(question, kinds),
        { closedThere },
      );
    }
    case 'RepatriationProposalReceived': {
      const { crossed, messageId } = event.data;
      return crossed === 'cancelled'
        ? change(conversation, (question) => question.messageId === messageId, { over: true })
        : conversation;
    }
    case 'ContactStopped':
      return change(
        conversation,
        (question) => question.country === event.data.with && !isErasure(question),
        {
          over: true,
        },
      );
    case 'RepatriationCancelled':
      return change(conversation, ({ kind }) => ofReturn.has(kind), { over: true });
    case 'RepatriationSuspended':
      return change(conversation, ({ kind }) => kind === 'DepartureNotified', { over: true });
    case 'ArrivalRecorded':
    case 'ArrivalLearned':
      return change(conversation, ({ kind }) => kinds.servesTheWayHome(kind), { atHome: true });
    case 'PersonDied':
      return { ...change(conversation, (question) => !isErasure(question), { over: true }), died: true };
    case 'PersonErased':
      return change(conversation, (question) => !isErasure(question), { over: true });
  }
};
