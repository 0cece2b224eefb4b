import { z } from 'zod';

/** Calendar day, ISO 8601 (`2014-08-04`). */
export const Day = z.iso.date();

/** Instant, ISO 8601 with zone. */
export const Instant = z.iso.datetime({ offset: true });

/** In lower case, however it was spelled: one thing has one name. */
export const Id = z.uuid().toLowerCase();

/** Short code of a facts or instrument list: agency, shelter, handover point, language. */
export const Code = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,63}$/, 'a code: letters, digits, . _ -');

/** One line of free text in any script, trimmed, without control characters. */
export const Line = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .refine((text) => !/\p{Cc}/u.test(text), 'no control characters');

/** Free text of some length. */
export const Text = z.string().trim().min(1).max(4000);

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

/** Zod calls this also for text that is no instant and was found wrong already: it is left as it is. */
const inUtc = (instant: string): string =>
  Number.isNaN(Date.parse(instant)) ? instant : new Date(instant).toISOString();

/** When a fact happened, in UTC whatever the zone it was told in; the moment of recording where absent. */
export const occurredAt = Instant.overwrite(inUtc).optional();
