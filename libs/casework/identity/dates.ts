import { inLatinDigits } from '../kernel/digits.js';
import type { BirthDate, calendars } from './values.js';

/** Until B.E. 2483 the Thai year began on 1 April: its January to March lie in the following common year. */
const commonYear = (buddhistYear: number, month: number | undefined): number =>
  buddhistYear - (buddhistYear < 2484 && month !== undefined && month <= 3 ? 542 : 543);

const exists = (year: string, month = '01', day = '01'): boolean => {
  const instant = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(`${year}-${month}-${day}`);
};

/**
 * Reads a date told in one of the calendars: 2551 B.E. is 2008, and a year stays a year. Undefined where no such day
 * exists. The text as it was written goes along unchanged.
 */
export const readDate = (
  date: string,
  calendar: (typeof calendars)[number],
  asWritten: string = date,
): BirthDate | undefined => {
  const [written = '', month, day] = inLatinDigits(date).split('-');
  const inCommonEra =
    calendar === 'buddhist'
      ? commonYear(Number(written), month === undefined ? undefined : Number(month))
      : Number(written);
  if (!Number.isInteger(inCommonEra) || inCommonEra < 1) return undefined;
  const year = String(inCommonEra).padStart(4, '0');
  if (!exists(year, month, day)) return undefined;
  return {
    value: [year, month, day].filter((part) => part !== undefined).join('-'),
    precision: day !== undefined ? 'day' : month !== undefined ? 'month' : 'year',
    calendar,
    asWritten,
  };
};
