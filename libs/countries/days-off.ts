import type { DaysOff } from '#casework';

/** The months and days (`04-06`) that are off in a year, beside Saturdays and Sundays. */
type ByYear = Readonly<Record<number, string>>;

/** A dated table of whole years, one after the other: it reaches from the first day of the first to the last of the last. */
export const daysOff = ({
  years,
  ...about
}: Pick<DaysOff, 'version' | 'source'> & { readonly years: ByYear }): DaysOff => {
  const listed = Object.keys(years).map(Number);
  return {
    ...about,
    from: `${Math.min(...listed)}-01-01`,
    until: `${Math.max(...listed)}-12-31`,
    days: listed.flatMap((year) => years[year]!.split(' ').map((day) => `${year}-${day}`)),
  };
};
