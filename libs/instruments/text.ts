import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ChangeNotice, Clause, Instrument } from '#casework';

/** A set as a list in one order: in which it was written changes nothing. */
const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

type ClauseSaid = Omit<Clause, 'source' | 'answerWithin'> & {
  readonly source?: string;
  readonly answerWithin?: Pick<NonNullable<Clause['answerWithin']>, 'days' | 'calendar'> | undefined;
};

/** As much of an instrument as its text says. */
type Worded = Pick<
  Instrument,
  'code' | 'version' | 'title' | 'kind' | 'from' | 'parties' | 'furtherParties' | 'handoverPoints'
> & { readonly clauses: readonly ClauseSaid[] };

/**
 * What parties agree on: whom it binds, from when, where people are handed over, and its clauses. What became of it since,
 * and where we read of it, is no part of the text.
 */
export const termsOf = (instrument: Worded) => {
  const { code, version, title, kind, from, parties, furtherParties = [], handoverPoints = [] } = instrument;
  return {
    ...{ code, version, title, kind, from },
    parties: inOrder(parties),
    furtherParties: inOrder(furtherParties),
    handoverPoints: inOrder(handoverPoints),
    clauses: instrument.clauses
      .map(({ source: _source, answerWithin, ...clause }) => ({
        ...clause,
        from: inOrder(clause.from),
        to: inOrder(clause.to),
        carries: inOrder(clause.carries),
        ...(clause.onward ? { onward: inOrder(clause.onward) } : {}),
        ...(answerWithin
          ? { answerWithin: { days: answerWithin.days, calendar: answerWithin.calendar } }
          : {}),
      }))
      .toSorted((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)),
  };
};

/** The text as its parties sign it: JSON in the one form of RFC 8785. */
export const canonicalText = (instrument: Worded): string => canonicalize(termsOf(instrument)) ?? '';

/** SHA-256 over the canonical text, in hexadecimal. */
export const hashOf = (instrument: Worded): string =>
  createHash('sha256').update(canonicalText(instrument)).digest('hex');

/** A notice as parties sign it, in the same form. */
export const canonicalNotice = ({ change, code, version, hash, at, replaces }: ChangeNotice): string =>
  canonicalize({ change, code, version, hash, at, ...(replaces === undefined ? {} : { replaces }) }) ?? '';

/** An instrument that carries the hash of its text. */
export const hashed = <I extends Instrument>(instrument: I): I => ({
  ...instrument,
  hash: hashOf(instrument),
});
