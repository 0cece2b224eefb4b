import { isRecalled, type CaseFile, type Country } from '#casework';
import { theirReferenceOf } from '../at-desk.js';

/** What a letter tells: the same that the message would, but for numbers of messages, which paper has none of. */
export interface LetterContent {
  readonly letter: string;
  readonly from: Country;
  readonly to: Country;
  /** Instant of the release, ISO 8601 in UTC. */
  readonly at: string;
  readonly kind: string;
  readonly instrument: string;
  readonly instrumentVersion: string;
  readonly clause: string;
  readonly purpose: string;
  readonly ourReference: string;
  readonly yourReference?: string;
  /** Their number of the letter that this one answers. */
  readonly answers?: string;
  readonly answerDue?: string;
  readonly scope?: { readonly until?: string | undefined; readonly agency?: string | undefined };
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface ContentParts {
  readonly country: Country;
  /** Our blinded reference of a case for a country. */
  readonly referenceFor: (country: Country, caseId: string) => string;
}

/** What a payload says of messages by their id, said by the number on the paper. */
const withNumbers = (value: unknown, numbers: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return numbers.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item: unknown) => withNumbers(item, numbers));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [name, withNumbers(inner, numbers)]),
    );
  return value;
};

/**
 * The content of a letter of a case. `called_back`: it may not be made any more. Undefined where there is none, or nothing of
 * it can be opened since the person was erased.
 */
export const contentOf = (
  file: CaseFile,
  number: string,
  { country, referenceFor }: ContentParts,
): LetterContent | 'called_back' | undefined => {
  const { own, theirs } = file.letters;
  const letter = own.find((each) => each.letter === number);
  const message = file.disclosure.own.find(({ messageId }) => messageId === letter?.messageId);
  if (!letter || !message?.payload) return undefined;
  if (isRecalled(file, message)) return 'called_back';
  const numbers = new Map<string, string>([
    ...own.map((each) => [each.messageId, each.letter] as const),
    ...theirs.map((each) => [each.messageId, each.number] as const),
  ]);
  const { seen: _seen, notComing: _notComing, ...payload } = message.payload;
  const yourReference = theirReferenceOf(file, message.to);
  const { kind, to, instrument, instrumentVersion, clause, purpose, answers, answerDue, scope } = message;
  return {
    ...{ letter: number, from: country, to, at: letter.since, kind },
    ...{ instrument, instrumentVersion, clause, purpose },
    ourReference: referenceFor(to, file.caseId),
    ...(yourReference === undefined ? {} : { yourReference }),
    ...(answers === undefined ? {} : { answers: numbers.get(answers) ?? answers }),
    ...(answerDue === undefined ? {} : { answerDue }),
    ...(scope === undefined ? {} : { scope }),
    payload: withNumbers(payload, numbers) as LetterContent['payload'],
  };
};
