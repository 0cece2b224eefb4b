import type { BodyOf, MessageKind, NewCaseEvent } from '../records/catalogue.js';
import { isMessageKind, messages } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { groupsOf } from '../crossing/correction.js';
import { begunUnder, type Under } from '../crossing/rule.js';
import { wasStopped } from '../disclosure/questions/overtaking.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { nextSequenceFrom, releasedMessage } from '../disclosure/state.js';
import type { lettersCommands } from '../letters/commands.js';
import type { OwnLetter } from '../letters/state.js';
import type { CaseFile } from '../records/file.js';
import type { Decisions } from '../records/rules.js';
import { dueOn } from '../words/calendar.js';
import type { Context } from '../words/context.js';
import type { Fields } from '../words/field.js';
import { accept, refuse, type Decision, type Refusal } from '../words/decision.js';
import { countingOn, heldBy, inForceOn } from '../words/instrument.js';
import { today } from '../words/today.js';
import { Id } from '../words/values.js';
import { messageDecisions } from './messages.js';

type Letter = BodyOf<'RecordLetter'>;

const noSuchLetter = () =>
  refuse(
    'unknown_reference',
    'This case holds no letter of ours with that number. Compare it with the paper.',
  );

const letterIn = ({ letters }: CaseFile, number: string): OwnLetter | undefined =>
  letters.own.find(({ letter }) => letter === number);

const refusedField = (field: string, reason: string): Decision<never> =>
  refuse('bad_payload', `The letter cannot be read as that kind of message: ${field} ${reason}.`, 'P1', [
    { field: `payload.${field}`, reason },
  ]);

/**
 * What no paper tells: ids that the answered question has are the answer's too, others get one here, as their sender's node
 * would have made one; and a letter of ours stands for its message.
 */
const payloadOf = (
  { kind, payload }: { readonly kind: MessageKind; readonly payload: Letter['payload'] },
  answered: string | undefined,
  file: CaseFile,
  { idFor }: Context,
): Readonly<Record<string, unknown>> => {
  const question = answered === undefined ? undefined : releasedMessage(file.disclosure, answered);
  const fields: Fields = messages[kind].fields;
  const ids = Object.entries(fields).flatMap(([name, { schema }]) =>
    schema === Id ? [[name, question?.payload?.[name] ?? idFor(`${name} of the letter`)] as const] : [],
  );
  const given = Object.entries(payload).map(([name, value]): [string, unknown] => [
    name,
    (typeof value === 'string' ? letterIn(file, value)?.messageId : undefined) ?? value,
  ]);
  return Object.fromEntries<unknown>([...ids, ...given]);
};

/** The clause under which a country may write this to us: in force on the day of the letter, or of what is being finished. */
const clauseOf = (
  kind: MessageKind,
  { from, writtenOn, purpose }: Letter,
  file: CaseFile,
  { instruments, country }: Context,
): Under | undefined => {
  const counting = countingOn(instruments, from, country, writtenOn).filter((instrument) =>
    inForceOn(instrument, writtenOn),
  );
  const begun = messages[kind].finishes
    ? instruments.filter((instrument) => heldBy(instrument, writtenOn) && begunUnder(file, instrument, from))
    : [];
  return [...counting, ...begun]
    .toSorted((a, b) => (a.from < b.from ? 1 : -1))
    .flatMap((instrument) => instrument.clauses.map((clause) => ({ instrument, clause })))
    .find(
      ({ clause }) =>
        clause.kind === kind &&
        clause.from.includes(from) &&
        clause.to.includes(country) &&
        (purpose === undefined || clause.purpose === purpose),
    );
};

/** The letter as its sender's node would have sent it; what is wrong with its form otherwise. */
const asMessage = (
  letter: Letter,
  file: CaseFile,
  context: Context,
): BodyOf<'ReceiveMessage'> | { readonly refusal: Decision<never> } => {
  const { kind, from, writtenOn, answers } = letter;
  if (!isMessageKind(kind)) return { refusal: refuse('bad_payload', 'There is no such kind of message.') };
  const answered = answers === undefined ? undefined : letterIn(file, answers);
  if (answers !== undefined && answered?.to !== from) return { refusal: noSuchLetter() };
  const under = clauseOf(kind, letter, file, context);
  if (!under)
    return {
      refusal: refuse('no_clause', 'No clause in force on that day lets that country write this to yours.'),
    };
  const payload = payloadOf({ kind, payload: letter.payload }, answered?.messageId, file, context);
  const read = messages[kind].schema.safeParse(payload);
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      refusal: refusedField(issue?.path.join('.') || 'what it tells', issue?.message ?? 'is not in order'),
    };
  }
  const noon = `${writtenOn}T12:00:00.000Z`;
  const { instrument, clause } = under;
  return {
    ...{ messageId: context.idFor('letter'), kind, from, payload: read.data },
    theirReference:
      file.coordination.partners.get(from)?.theirReference ?? context.idFor(`reference of ${from}`),
    sequence: nextSequenceFrom(file.disclosure, from),
    sentAt: noon < context.now ? noon : context.now,
    ...(answered ? { answers: answered.messageId } : {}),
    ...(clause.answerWithin
      ? { answerDue: dueOn(context.now, clause.answerWithin, context.facts(context.country)) }
      : {}),
    ...{ instrument: instrument.code, instrumentVersion: instrument.version, clause: clause.id },
    purpose: clause.purpose,
    groups: [...new Set(groupsOf(kind, Object.keys(payload)))],
  };
};

const anotherScan = (what: string): Refusal['fields'] => [
  { field: 'scan', reason: `is not that of ${what}, which is recorded` },
];

/** Whether a scan is of another paper, as it was recorded: of a receipt, or of a letter that had effect. */
const isOfAnother = (scan: string, { letters: { own, theirs } }: CaseFile): boolean =>
  own.some(({ receipt }) => receipt?.scan === scan) ||
  theirs.some((letter) => letter.scan === scan && !letter.refused);

const scannedTwice = () =>
  refuse('already_exists', 'That scan is recorded as another paper. Compare the number on it.', 'P1', [
    { field: 'scan', reason: 'is that of another paper' },
  ]);

/** What people do with a message on paper. Each said twice changes nothing; each said otherwise is refused. */
export const letterDecisions: Decisions<typeof lettersCommands> = {
  HandOverLetter: ({ letter: number, office, occurredAt }, file) => {
    const letter = letterIn(file, number);
    if (!letter) return noSuchLetter();
    const { messageId, kind, to, handedOver } = letter;
    if (handedOver)
      return handedOver.office === office
        ? accept()
        : refuse('already_exists', 'That letter was handed over to another office. Compare its number.');
    const calledBack = releasedMessage(file.disclosure, messageId);
    return accept<NewCaseEvent>(
      {
        type: 'LetterHandedOver',
        data: { letter: number, messageId, kind, to, office },
        ...(occurredAt ? { occurredAt } : {}),
      },
      ...(calledBack && (isRecalled(file, calledBack) || wasStopped(calledBack, file))
        ? [irregularity('letter_handed_over_after_recall', messageId)]
        : []),
    );
  },

  RecordLetterReceipt: ({ letter: number, outcome, reason, scan, occurredAt }, file, context) => {
    const letter = letterIn(file, number);
    if (!letter) return noSuchLetter();
    const { messageId, kind, to, handedOver, receipt } = letter;
    if (receipt)
      return receipt.scan === scan
        ? accept()
        : refuse(
            'already_exists',
            'Another receipt is recorded for that letter. Compare the number on the paper.',
            'P1',
            anotherScan('the receipt'),
          );
    if (isOfAnother(scan, file)) return scannedTwice();
    if (!handedOver)
      return refuse('wrong_state', 'Record first that the letter was handed over, and to whom.');
    const receipted = messageDecisions.RecordReceipt(
      { messageId, from: to, outcome, ...(reason ? { reason } : {}) },
      file,
      context,
    );
    return accept<NewCaseEvent>(...receipted.events, {
      type: 'LetterReceiptFiled',
      data: { letter: number, messageId, kind, from: to, scan },
      ...(occurredAt ? { occurredAt } : {}),
    });
  },

  /** One that had no effect can be recorded once more: whoever copied it may have misread it. */
  RecordLetter: (letter, file, context) => {
    const { from, number, scan, writtenOn, kind } = letter;
    if (from === context.country || context.channelTo(from) !== 'paper')
      return refuse('wrong_state', 'That country does not write to yours on paper.');
    const known = file.letters.theirs.find(
      (theirs) => theirs.from === from && theirs.number === number && !theirs.refused,
    );
    if (known)
      return known.scan === scan
        ? accept()
        : refuse(
            'already_exists',
            'A letter of that number is recorded. Compare the number on the paper.',
            'P1',
            anotherScan('the letter of that number'),
          );
    if (isOfAnother(scan, file)) return scannedTwice();
    if (writtenOn > today(context))
      return refuse('impossible_date', 'The letter is of a day that has not come. Compare the paper.');
    const message = asMessage(letter, file, context);
    if ('refusal' in message) return message.refusal;
    const received = messageDecisions.ReceiveMessage(message, file, context);
    if (received.refusal) return received;
    return accept<NewCaseEvent>(...received.events, {
      type: 'LetterRecorded',
      data: { messageId: message.messageId, kind, from, number, writtenOn, scan },
    });
  },
};
