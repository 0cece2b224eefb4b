import { Id } from '#casework';

/** A word that a command cannot do without. */
export const needed = (value: string | undefined, what: string): string => {
  if (!value) throw new Error(`Name ${what}. "--help" shows how.`);
  return value;
};

/** A word that must be an id. */
export const idOf = (given: string, where: string): string => {
  const { data } = Id.safeParse(given);
  if (data === undefined) throw new Error(`"${given}" is no id; ${where}.`);
  return data;
};

/** A revision that was named, or every one. */
export const upTo = (given: string | undefined): number => {
  if (given === undefined) return Infinity;
  if (!/^\d{1,9}$/.test(given)) throw new Error('Give --revision a whole number from 0.');
  return Number(given);
};

/** How many people an operator says that a list erases. */
export const confirmedFor = (given: string | undefined): number | undefined => {
  if (given === undefined) return undefined;
  if (!/^\d{1,9}$/.test(given)) throw new Error('Give --yes-erase the number of people that it erases.');
  return Number(given);
};
