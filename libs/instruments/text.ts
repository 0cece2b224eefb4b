import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instrument } from '#casework';

/** A set as a list in one order: in which it was written changes nothing. */
const inOrder = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

/**
 * What parties agree on: whom it binds, from when, where people are handed over, and its clauses. What became of it since,
 * and where we read of it, is no part of the text.
 */
export const termsOf = (instrument: Instrument) => {
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
export const canonicalText = (instrument: Instrument): string => canonicalize(termsOf(instrument)) ?? '';

/** SHA-256 over the canonical text, in hexadecimal. */
export const hashOf = (instrument: Instrument): string =>
  createHash('sha256').update(canonicalText(instrument)).digest('hex');

/** An instrument that carries the hash of its text. */
export const hashed = <I extends Instrument>(instrument: I): I => ({
  ...instrument,
  hash: hashOf(instrument),
});
