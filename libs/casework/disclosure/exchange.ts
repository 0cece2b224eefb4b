import { z } from 'zod';
import type { CaseEventType, RecordedCaseEvent } from '../records/catalogue.js';
import { Country } from '../words/country.js';
import { asksForWork, callsForAnswer, isAnswerTo, isReplacedBy, servesTheWayHome } from '../records/answers.js';
import { Question } from './questions/question.js';
import { isStop, isWarning } from '../records/stops.js';

const Silence = z.strictObject({
  country: Country,
  by: z.enum(['us', 'them']),
  because: z.enum(['closed', 'stopped']),
});
type Silence = z.infer<typeof Silence>;

/** What two countries asked each other in one case, and what became of it. In clear, so that a list can keep it too. */
export const Exchange = z.strictObject({
  questions: z.array(Question),
  /** Messages of ours that may still go, and what each answers. */
  leaving: z.array(
    z.strictObject({ messageId: z.string(), kind: z.string(), answers: z.string().optional() }),
  ),
  /** Who let the other know that it answers nothing, and has not spoken of it again since. */
  silences: z.array(Silence).optional(),
  /** The person died: nobody waits for anything but that this is known. */
  died: z.boolean().optional(),
});
export type Exchange = z.infer<typeof Exchange>;

export const noExchange: Exchange = { questions: [], leaving: [] };

type DataOf<K extends CaseEventType> = Extract<RecordedCaseEvent, { readonly type: K }>['data'];
interface Told<K extends CaseEventType, F extends keyof DataOf<K> = never> {
  readonly type: K;
  readonly data: Pick<DataOf<K>, F>;
  readonly at: string;
}

/** What the exchange hears: every way in which an answer comes, and every way in which none can. */
export type ExchangeEvent =
  | Told<'MessageApproved', 'messageId' | 'kind' | 'to' | 'answers' | 'answerDue' | 'stops'>
  | Told<'MessageReleased', 'messageId' | 'kind' | 'to'>
  | Told<'MessageWithheld', 'messageId'>
  | Told<'MessageReceived', 'messageId' | 'kind' | 'from' | 'answers' | 'answerDue' | 'outcome'>
  | Told<'MessageReceipted', 'messageId' | 'kind' | 'from' | 'outcome'>
  | Told<'MessageUseStopped', 'messageIds'>
  | Told<'PartnerClosedCase', 'country'>
  | Told<'PartnerLinked', 'country'>
  | Told<'RepatriationProposalReceived', 'crossed' | 'messageId'>
  | Told<'ContactStopped', 'with'>
  | Told<'RepatriationCancelled'>
  | Told<'RepatriationSuspended'>
  | Told<'ArrivalRecorded'>
  | Told<'ArrivalLearned'>
  | Told<'PersonDied'>
  | Told<'PersonErased'>;

const heard = {
  MessageApproved: true,
  MessageReleased: true,
  MessageWithheld: true,
  MessageReceived: true,
  MessageReceipted: true,
  MessageUseStopped: true,
  PartnerClosedCase: true,
  PartnerLinked: true,
  RepatriationProposalReceived: true,
  ContactStopped: true,
  RepatriationCancelled: true,
  RepatriationSuspended: true,
  ArrivalRecorded: true,
  ArrivalLearned: true,
  PersonDied: true,
  PersonErased: true,
} as const satisfies Record<ExchangeEvent['type'], true>;

export const isHeard = (
  event: RecordedCaseEvent,
): event is RecordedCaseEvent & { type: ExchangeEvent['type'] } => Object.hasOwn(heard, event.type);

const change = (
  exchange: Exchange,
  which: (question: Question) => boolean,
  to: Partial<Question>,
): Exchange => ({
  ...exchange,
  questions: exchange.questions.map((question) => (which(question) ? { ...question, ...to } : question)),
});

/** Messages that count no more: no answer to them is waited for, and what they answered is open again. */
const without = (exchange: Exchange, messageIds: readonly string[]): Exchange =>
  messageIds.length === 0
    ? exchange
    : {
        ...exchange,
        leaving: exchange.leaving.filter(({ messageId }) => !messageIds.includes(messageId)),
        questions: exchange.questions.map((question) => ({
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
}

/** Asked and owed whatever else ends: where data went, they are erased or it is said why not. */
const erasureAsked = 'ErasureRequested';

const isErasure = ({ kind }: Pick<Question, 'kind'>): boolean => kind === erasureAsked;

/** Answered also where a case is closed, here or over there. */
const outlivesClosing = (question: Pick<Question, 'kind'>): boolean =>
  isErasure(question) || isWarning(question.kind);

const stopping = 'ContactStopped';

/** Once contact stopped, or one side erased the person, the two answer each other nothing else. */
const ending: ReadonlySet<string> = new Set([stopping, erasureAsked]);

/** A message that reached the other side answers what that side had asked. */
const answering = (exchange: Exchange, message: Passing): Exchange => ({
  ...exchange,
  questions: exchange.questions.map((question) => {
    if (question.country !== message.country) return question;
    if (ending.has(message.kind) && !isErasure(question) && question.messageId !== message.messageId)
      return { ...question, over: true };
    return question.by !== message.by && question.since !== null && isAnswerTo(question, message)
      ? { ...question, answers: [...question.answers, message.messageId] }
      : question;
  }),
});

/** Whether a message answered one of its own kind, named or not: each told its own, and none waits for the other. */
const endsExchange = ({ questions }: Exchange, { messageId, kind, by, country }: Passing): boolean =>
  questions.some(
    (question) =>
      question.kind === kind &&
      question.by !== by &&
      question.country === country &&
      !question.over &&
      question.answers[0] === messageId,
  );

const silent = (exchange: Exchange, silence: Silence): Exchange => ({
  ...exchange,
  silences: [...speaking(exchange, silence).silences, silence],
});

const speaking = (
  exchange: Exchange,
  { country, by, because }: Silence,
): Exchange & { readonly silences: Silence[] } => ({
  ...exchange,
  silences: (exchange.silences ?? []).filter(
    (held) => held.country !== country || held.by !== by || held.because !== because,
  ),
});

/** Who stopped all contact is silent until it speaks of something again. */
const afterStop = (exchange: Exchange, { kind, by, country }: Passing): Exchange => {
  const stop: Silence = { country, by, because: 'stopped' };
  if (kind === stopping) return silent(exchange, stop);
  return isStop(kind) || !exchange.silences?.length ? exchange : speaking(exchange, stop);
};

/** What became of a question before it was put, where its sender could not know: news alone, for what asks for work is refused. */
const bornAs = (
  { silences = [], died = false }: Exchange,
  { kind, by, country }: Passing,
): Pick<Question, 'over' | 'closedThere' | 'toldClosed'> => {
  if (isStop(kind)) return { over: false, closedThere: false };
  const silence = (because: Silence['because']): boolean =>
    !asksForWork(kind) &&
    silences.some((held) => held.country === country && held.by !== by && held.because === because);
  const closed = !outlivesClosing({ kind }) && silence('closed');
  return {
    over: (died && kind !== 'DeathNotified') || silence('stopped'),
    closedThere: closed && by === 'us',
    ...(closed && by === 'them' ? { toldClosed: true } : {}),
  };
};

const asking = (exchange: Exchange, message: Passing, since: string | null): Exchange => {
  const { messageId, kind, by, country, answerDue } = message;
  if (!callsForAnswer(message) || endsExchange(exchange, message)) return exchange;
  const earlier = change(
    exchange,
    (asked) => asked.by === by && asked.country === country && isReplacedBy(asked.kind, kind),
    { over: true },
  );
  const question = { messageId, kind, by, country, since, due: answerDue ?? null };
  return {
    ...earlier,
    questions: [...earlier.questions, { ...question, answers: [], ...bornAs(exchange, message) }],
  };
};

/** What was told of our own closing. Whoever is notified, acknowledged or asked afterwards knows that it is open again. */
const tellingOfClosing = (exchange: Exchange, kind: string, country: Country): Exchange => {
  const closing: Silence = { country, by: 'us', because: 'closed' };
  if (kind === 'CaseClosedNotice')
    return silent(
      change(exchange, (question) => question.country === country && !outlivesClosing(question), {
        toldClosed: true,
      }),
      closing,
    );
  return asksForWork(kind) || kind === 'CaseAcknowledged' ? openedHere(exchange, country) : exchange;
};

const openedHere = (exchange: Exchange, country: Country): Exchange =>
  change(
    exchange.silences?.length ? speaking(exchange, { country, by: 'us', because: 'closed' }) : exchange,
    (question) => question.country === country && question.toldClosed === true,
    { toldClosed: false },
  );

/** A message that the other side did not take: what it asked or answered is open, what it told was not heard. */
const refused = (
  exchange: Exchange,
  { messageId, kind, from }: Pick<DataOf<'MessageReceipted'>, 'messageId' | 'kind' | 'from'>,
): Exchange => without(kind === 'CaseClosedNotice' ? openedHere(exchange, from) : exchange, [messageId]);

const ofReturn: ReadonlySet<string> = new Set([
  'RepatriationProposed',
  'DepartureNotified',
  'TransitNotified',
]);

/** Applies what one event says about questions and answers. Pure; every other event leaves the exchange as it is. */
export const evolveExchange = (exchange: Exchange, event: ExchangeEvent): Exchange => {
  switch (event.type) {
    case 'MessageApproved': {
      const { messageId, kind, to: country, answers, answerDue, stops = [] } = event.data;
      const left = without(exchange, stops);
      const asked = asking(left, { messageId, kind, by: 'us', country, answers, answerDue }, null);
      return { ...asked, leaving: [...asked.leaving, { messageId, kind, ...(answers ? { answers } : {}) }] };
    }
    case 'MessageReleased': {
      const { messageId, kind, to: country } = event.data;
      const answers = exchange.leaving.find((message) => message.messageId === messageId)?.answers;
      const gone = {
        ...exchange,
        leaving: exchange.leaving.filter((message) => message.messageId !== messageId),
      };
      const asked = change(gone, (question) => question.messageId === messageId, { since: event.at });
      const message: Passing = { messageId, kind, by: 'us', country, answers };
      const told = afterStop(tellingOfClosing(asked, kind, country), message);
      const answered = answering(told, message);
      return endsExchange(answered, message)
        ? change(answered, (question) => question.messageId === messageId, { over: true })
        : answered;
    }
    case 'MessageWithheld':
      return without(exchange, [event.data.messageId]);
    case 'MessageReceived': {
      const { messageId, kind, from: country, answers, answerDue, outcome } = event.data;
      if (outcome === 'refused') return exchange;
      const message: Passing = { messageId, kind, by: 'them', country, answers, answerDue };
      return asking(answering(afterStop(exchange, message), message), message, event.at);
    }
    case 'MessageReceipted':
      return event.data.outcome === 'refused' ? refused(exchange, event.data) : exchange;
    case 'MessageUseStopped':
      return without(exchange, event.data.messageIds);
    case 'PartnerClosedCase':
    case 'PartnerLinked': {
      const { country } = event.data;
      const closedThere = event.type === 'PartnerClosedCase';
      const silence: Silence = { country, by: 'them', because: 'closed' };
      return change(
        closedThere ? silent(exchange, silence) : speaking(exchange, silence),
        (question) => question.country === country && !outlivesClosing(question),
        { closedThere },
      );
    }
    case 'RepatriationProposalReceived': {
      const { crossed, messageId } = event.data;
      return crossed === 'cancelled'
        ? change(exchange, (question) => question.messageId === messageId, { over: true })
        : exchange;
    }
    case 'ContactStopped':
      return change(exchange, (question) => question.country === event.data.with && !isErasure(question), {
        over: true,
      });
    case 'RepatriationCancelled':
      return change(exchange, ({ kind }) => ofReturn.has(kind), { over: true });
    case 'RepatriationSuspended':
      return change(exchange, ({ kind }) => kind === 'DepartureNotified', { over: true });
    case 'ArrivalRecorded':
    case 'ArrivalLearned':
      return change(exchange, ({ kind }) => servesTheWayHome(kind), { atHome: true });
    case 'PersonDied':
      return { ...change(exchange, (question) => !isErasure(question), { over: true }), died: true };
    case 'PersonErased':
      return change(exchange, (question) => !isErasure(question), { over: true });
  }
};
