import { addDays, type CountryFacts } from '#casework';

/** How long before its end a table is to be continued: no clock in working days runs longer. */
const ahead = 180;

/** What must be said of due days while a table of days off ends soon, or has ended; undefined where none does. */
export const endingTables = (all: readonly CountryFacts[], today: string): string | undefined => {
  const ending = all
    .filter(({ daysOff }) => daysOff.until < addDays(today, ahead))
    .map(({ country, daysOff }) => `${country} on ${daysOff.until}`);
  return ending.length > 0
    ? `due days may fall on holidays, for the calendars of days off end: ${ending.join(', ')}`
    : undefined;
};
