import { z } from 'zod';
import { canBeSeen, isOneLine, isPlain, isUnicode } from './text.js';

/** The years of which this system speaks; one beyond them was told in another calendar, or mistyped. */
export const firstYear = 1850;
export const lastYear = 2299;

/** Of what is no date at all, nothing is said here. */
const isSpokenOf = (date: string): boolean => {
  const year = Number(/^\d{4}(?=-)/.exec(date)?.[0]);
  return Number.isNaN(Date.parse(date)) || (year >= firstYear && year <= lastYear);
};

const years = `lies in no year from ${firstYear} to ${lastYear}; check the calendar`;

/** Calendar day, ISO 8601 (`2014-08-04`), of the common era. */
export const Day = z.iso.date().refine(isSpokenOf, years);

/** Zod calls this also for text that is no instant and was found wrong already: it is left as it is. */
const inUtc = (instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? instant : new Date(instant).toISOString();

/** Instant, ISO 8601 with zone; kept in UTC, whatever the zone it was told in. */
export const Instant = z.iso.datetime({ offset: true }).max(40).overwrite(inUtc).refine(isSpokenOf, years);

/** In lower case, however it was spelled: one thing has one name. */
export const Id = z.uuid().toLowerCase();

/** The id of a message that another names: on paper the number of its letter, and never made up where it is not told. */
export const MessageId = z.uuid().toLowerCase();

/** Short code of a facts or instrument list: agency, shelter, handover point, language. */
export const Code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$/, 'a code: letters, digits, . _ -');

/** A SHA-256, in small hexadecimal digits. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');

/** One line of free text in any script, trimmed, of which something can be seen. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine(isUnicode, 'well-formed Unicode')
  .refine(isOneLine, 'no control characters')
  .refine(canBeSeen, 'something that can be seen');

/** Free text of some length, of which something can be seen. */
export const Text = z
  .string()
  .trim()
  .min(1)
  .max(4000)
  .refine(isUnicode, 'well-formed Unicode')
  .refine(isPlain, 'no control characters but ends of lines and tabs')
  .refine(canBeSeen, 'something that can be seen');

/** The two letters of a language that has such a code, where three were given: `mya` and `bur` are `my`. */
const inTwoLetters = (code: string): string => {
  if (!/^[a-z]{3}$/.test(code)) return code;
  const [short] = Intl.getCanonicalLocales(code);
  return short?.length === 2 ? short : code;
};

/** Language code: th, my, shn … (domain.md 1.12). */
export const Language = z
  .string()
  .regex(/^[a-z]{2,3}$/, 'a language code of two or three letters')
  .overwrite(inTwoLetters);

/** When a fact happened; the moment of recording where absent. */
export const occurredAt = Instant.optional();
