import {
  asPrinted,
  hasSpoken,
  isRecalled,
  letterIn,
  numbersWith,
  releasedMessage,
  type CaseFile,
  type Country,
  type MessageKind,
} from '#casework';
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

/**
 * The content of a letter of a case. `called_back`: it may not be made any more. Undefined where there is none, or nothing of
 * it can be opened since the person was erased.
 */
export const contentOf = (
  file: CaseFile,
  number: string,
  { country, referenceFor }: ContentParts,
): LetterContent | 'called_back' | undefined => {
  const letter = letterIn(file, number);
  const message = letter && releasedMessage(file.disclosure, letter.messageId);
  if (!letter || !message?.payload) return undefined;
  if (isRecalled(file, message)) return 'called_back';
  const yourReference = hasSpoken(message.to, file) ? theirReferenceOf(file, message.to) : undefined;
  const { kind, to, instrument, instrumentVersion, clause, purpose, answers, answerDue, scope } = message;
  return {
    ...{ letter: number, from: country, to, at: letter.since, kind },
    ...{ instrument, instrumentVersion, clause, purpose },
    ourReference: referenceFor(to, file.caseId),
    ...(yourReference === undefined ? {} : { yourReference }),
    ...(answers === undefined ? {} : { answers: numbersWith(to, file).get(answers) ?? answers }),
    ...(answerDue === undefined ? {} : { answerDue }),
    ...(scope === undefined ? {} : { scope }),
    payload: asPrinted(kind as MessageKind, message.payload, to, file),
  };
};
