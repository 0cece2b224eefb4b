import { inLatinDigits } from './digits.js';
import { firstYear, lastYear } from './values.js';
import { readings, type Span, type ToldDate } from './eras.js';
import type { BirthDate, calendars } from './person.js';

type Calendar = (typeof calendars)[number];

/** Whose reckoning of the Buddhist era a text is in, where its letters say it. */
const byItsLetters = (text: string): Calendar => {
  if (/\p{Script=Thai}/u.test(text)) return 'buddhist_thai';
  if (/\p{Script=Lao}/u.test(text)) return 'buddhist_lao';
  if (/\p{Script=Khmer}/u.test(text)) return 'buddhist_khmer';
  return /\p{Script=Myanmar}/u.test(text) ? 'sasana' : 'buddhist';
};

/** The year, month or day that is exactly a span; undefined where it is none. */
const exactly = ({ earliest, latest }: Span): Pick<BirthDate, 'value' | 'precision'> | undefined => {
  if (earliest === latest) return { value: earliest, precision: 'day' };
  const [year = '', month = ''] = earliest.split('-');
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  if (earliest.endsWith('-01') && latest === lastDay)
    return { value: earliest.slice(0, 7), precision: 'month' };
  return earliest === `${year}-01-01` && latest === `${year}-12-31`
    ? { value: year, precision: 'year' }
    : undefined;
};

/** A span that is no year, month or day: the last year in it, so that the person counts as young as can be. */
const doubtful = ({
  earliest,
  latest,
}: Span): Pick<BirthDate, 'value' | 'precision' | 'earliest' | 'latest'> => ({
  value: latest.slice(0, 4),
  precision: 'year',
  earliest,
  latest,
});

const isSpokenOf = ({ earliest, latest }: Span): boolean =>
  Number(earliest.slice(0, 4)) >= firstYear && Number(latest.slice(0, 4)) <= lastYear;

/**
 * Reads a date told in the calendar that the person or the paper used: 2551 B.E. in Thai is 2008, and a year stays a
 * year. What cannot be told surely keeps the first and the last day that it can mean. Undefined where no such day
 * exists. The text as it was written goes along unchanged.
 */
export const readDate = (
  date: string,
  calendar: Calendar,
  asWritten: string = date,
): BirthDate | undefined => {
  const [year = NaN, month, day] = inLatinDigits(date).split('-').map(Number);
  const told: ToldDate = { year, month, day };
  const meant = calendar === 'buddhist' ? byItsLetters(date + asWritten) : calendar;
  const span = readings[meant](told);
  if (!span || !isSpokenOf(span)) return undefined;
  return { ...(exactly(span) ?? doubtful(span)), calendar, asWritten };
};
