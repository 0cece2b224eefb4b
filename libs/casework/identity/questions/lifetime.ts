import type { IdentityState } from '../state.js';

/** Nobody has lived longer, in whole years. */
const longestLife = 130;

/** The first day on which the person can have lived, ISO date: no later than any birth that is claimed. */
export const earliestLife = ({ birthDates }: IdentityState, now: string): string => {
  const limit = `${String(Number(now.slice(0, 4)) - longestLife).padStart(4, '0')}${now.slice(4, 10)}`;
  const births = birthDates.flatMap(({ corrected, value }) =>
    corrected === undefined && value ? [value.earliest ?? `${value.value}-01-01`.slice(0, 10)] : [],
  );
  return births.length === 0 ? limit : births.reduce((first, birth) => (birth < first ? birth : first));
};
