import { countries as programme, isCountry, type Country } from '#casework';
import { factsOf, nationOf } from '#countries';
import { instruments, partnersOf } from '#instruments';

/** The countries of a run in the order of the way home: from the first, through those between, to the last. */
export type Way = readonly [from: Country, to: Country, ...beyond: Country[]];

export const usualWay: Way = ['TH', 'MM'];

/** Who lies where on a way. */
export const placesOn = (countries: readonly Country[]) => {
  const [from] = countries;
  const to = countries.at(-1);
  if (from === undefined || to === undefined) throw new Error('A way has a beginning and an end.');
  return { from, to, through: countries.slice(1, -1) };
};

/** Where somebody is handed over between two countries. */
export const handoverBetween = (from: Country, to: Country): string | undefined =>
  factsOf(from).handoverPoints.find(({ between }) => between.includes(from) && between.includes(to))?.code;

/** The way that `--countries mm,th,la` names. Throws a sentence where nobody can go it. */
export const wayIn = (given: string): Way => {
  const countries = given.split(',').map((name): Country => {
    const country = name.trim().toUpperCase();
    if (!isCountry(country))
      throw new Error(
        `--countries names countries of the programme, with commas between; "${name}" is none of ${programme.join(', ')}.`,
      );
    return country;
  });
  const [from, to, ...beyond] = countries;
  if (from === undefined || to === undefined || new Set(countries).size < countries.length)
    throw new Error('--countries names at least two countries, each once, in the order of the way home.');
  const last = countries.at(-1) ?? to;
  if (nationOf(last).policy.stepsToConfirm.length > 0)
    throw new Error(
      `The load knows no way to ${last}: a nationality is confirmed there in steps. Let it end elsewhere.`,
    );
  if (!partnersOf(from, instruments).includes(last))
    throw new Error(`Between ${from} and ${last} no instrument lets messages pass.`);
  if (beyond.length > 0 && handoverBetween(from, last) === undefined)
    throw new Error(`${from} and ${last} have no handover point between them.`);
  return [from, to, ...beyond];
};
