import { correlationOf, type CaseFile, type Country, type OwnMessage } from '#casework';
import { theirReferenceOf } from './at-desk.js';
import { languageOf } from './wire/language.js';
import { inVersion1 } from './wire/version-1.js';
import { mostConsents, type Told, type WireMessage, type WireVersion } from './wire/message.js';

/** What a message says of itself beside what was approved. */
export interface WritingParts {
  readonly country: Country;
  /** Our blinded reference of a case for a country: `blind`. */
  readonly referenceFor: (country: Country, caseId: string) => string;
  /** The same of a consent: `blindConsent`. */
  readonly consentReferenceFor: (country: Country, consentId: string) => string;
  /** The version of the wire in which a country is written to now. */
  readonly speaks: (country: Country) => WireVersion;
  /** The office that answers for a country towards another. */
  readonly officeOf: (country: Country) => string;
}

/** What is written beside the first version. */
const toldOf = (own: OwnMessage, file: CaseFile, parts: WritingParts): Told => ({
  correlation: correlationOf(own, file.disclosure),
  language: languageOf(own.payload),
  offices: { from: parts.officeOf(parts.country), to: parts.officeOf(own.to) },
  consents: (own.withdrawn ?? own.consents)
    .slice(-mostConsents)
    .map((consentId) => parts.consentReferenceFor(own.to, consentId)),
});

/**
 * A message of ours as it is written to its receiver now: under the same id and number in every version, whenever it is
 * written again.
 */
export const writtenMessage = (
  own: OwnMessage,
  payload: Readonly<Record<string, unknown>>,
  {
    caseId,
    sequence,
    sentAt,
  }: { readonly caseId: string; readonly sequence: number; readonly sentAt: string },
  file: CaseFile,
  parts: WritingParts,
): WireMessage => {
  const yourRef = theirReferenceOf(file, own.to);
  const message = {
    form: 'message' as const,
    from: parts.country,
    to: own.to,
    messageId: own.messageId,
    kind: own.kind,
    caseRef: parts.referenceFor(own.to, caseId),
    ...(yourRef !== undefined && { yourRef }),
    sequence,
    sentAt,
    ...(own.answers !== undefined && { answers: own.answers }),
    ...(own.answerDue !== undefined && { answerDue: own.answerDue }),
    instrument: own.instrument,
    instrumentVersion: own.instrumentVersion,
    clause: own.clause,
    purpose: own.purpose,
    groups: [...own.groups],
    ...(own.scope !== undefined && { scope: own.scope }),
  };
  const version = parts.speaks(own.to);
  switch (version) {
    case 1:
      return { wireVersion: version, ...message, payload: inVersion1(payload) };
    case 2:
      return { wireVersion: version, ...message, ...toldOf(own, file, parts), payload: { ...payload } };
  }
};
