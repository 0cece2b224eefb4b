import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Instrument } from '#casework';

/**
 * What parties agree on: whom it binds, from when, and its clauses. What became of it since, and where we read of it, is
 * no part of the text.
 */
export const termsOf = ({ code, version, title, kind, parties, from, clauses }: Instrument) => ({
  ...{ code, version, title, kind, from },
  parties: [...parties],
  clauses: clauses.map(({ source: _source, answerWithin, ...clause }) => ({
    ...clause,
    ...(answerWithin ? { answerWithin: { days: answerWithin.days, calendar: answerWithin.calendar } } : {}),
  })),
});

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
