import { isMessageKind, messages, type BodyOf, type MessageKind } from '../records/catalogue.js';
import { groupsOf } from '../crossing/correction.js';
import { begunUnder, type Under } from '../crossing/rule.js';
import { carriedBy } from '../disclosure/carried.js';
import { releasedMessage } from '../disclosure/state.js';
import { asMessageSays } from '../letters/questions/numbers.js';
import { letterIn, type OwnLetter } from '../letters/state.js';
import type { CaseFile } from '../records/file.js';
import { dueOn } from '../words/calendar.js';
import type { Context } from '../words/context.js';
import { refuse, type Decision } from '../words/decision.js';
import type { Fields } from '../words/field.js';
import { countingOn, heldBy, inForceOn } from '../words/instrument.js';
import { sameValue } from '../words/same-name.js';
import { Id, MessageId } from '../words/values.js';

type Letter = BodyOf<'RecordLetter'>;

export const noSuchLetter = () =>
  refuse(
    'unknown_reference',
    'This case holds no letter of ours with that number. Compare it with the paper.',
  );

const refusedField = (field: string, reason: string): Decision<never> =>
  refuse('bad_payload', `The letter cannot be read as that kind of message: ${field} ${reason}.`, 'P1', [
    { field: `payload.${field}`, reason },
  ]);

type Payload = Readonly<Record<string, unknown>>;

/**
 * What the letter says as the message of its kind says it. What no paper tells: ids that the answered question has are the
 * answer's too, others get one here, as their sender's node would have made one. `made` are those that it got before.
 */
const payloadOf = (
  kind: MessageKind,
  { from, payload }: Letter,
  answered: OwnLetter | undefined,
  file: CaseFile,
  { idFor }: Context,
  made?: Payload,
): Payload => {
  const question = answered && releasedMessage(file.disclosure, answered.messageId)?.payload;
  const fields: Fields = messages[kind].fields;
  const ids = Object.entries(fields).flatMap(([name, { schema }]): [string, unknown][] => {
    if (schema === MessageId) return question?.[name] === undefined ? [] : [[name, question[name]]];
    return schema === Id ? [[name, question?.[name] ?? made?.[name] ?? idFor(`${name} of the letter`)]] : [];
  });
  return { ...Object.fromEntries(ids), ...asMessageSays(kind, payload, from, file) };
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
export const asMessage = (
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
  const payload = payloadOf(kind, letter, answered, file, context);
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
    sequence: file.letters.theirs.filter((theirs) => theirs.from === from).length + 1,
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

/** Whether a letter that was recorded is told once more as it was, as far as what it said can still be read. */
export const saysTheSame = (letter: Letter, messageId: string, file: CaseFile, context: Context): boolean => {
  const { kind, writtenOn, purpose } = letter;
  const answered = letter.answers === undefined ? undefined : letterIn(file, letter.answers);
  const received = file.history.find(
    ({ type, data }) => type === 'MessageReceived' && data.messageId === messageId,
  );
  const recorded = file.history.find(
    ({ type, data }) => type === 'LetterRecorded' && data.messageId === messageId,
  );
  if (received?.type !== 'MessageReceived' || recorded?.type !== 'LetterRecorded') return false;
  const { data } = received;
  if (
    data.kind !== kind ||
    recorded.data.writtenOn !== writtenOn ||
    data.answers !== answered?.messageId ||
    (purpose !== undefined && data.purpose !== purpose)
  )
    return false;
  const held = carriedBy(data);
  if (held === undefined || !isMessageKind(kind)) return true;
  const read = messages[kind].schema.safeParse(payloadOf(kind, letter, answered, file, context, held));
  return read.success && sameValue(read.data, held);
};
