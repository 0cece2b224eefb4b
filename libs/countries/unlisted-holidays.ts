import type { CountryFacts } from '#casework';

/** What must be said of due days while the tables of holidays have gaps; undefined where they have none. */
export const unlistedHolidays = (all: readonly CountryFacts[]): string | undefined => {
  const withUnlisted = (which: CountryFacts['holidaysUnlisted']): string =>
    all
      .filter(({ holidaysUnlisted }) => holidaysUnlisted === which)
      .map(({ country }) => country)
      .join(', ');
  const [moon, any] = [withUnlisted('of_the_moon'), withUnlisted('all')];
  const gaps = [...(moon ? [`those of the moon of ${moon}`] : []), ...(any ? [`any of ${any}`] : [])];
  return gaps.length > 0
    ? `due days may fall on holidays that are in no table: ${gaps.join('; ')}`
    : undefined;
};
