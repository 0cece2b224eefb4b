import type { CountryFacts } from './facts.js';
import { Code } from './values.js';

/** Band of the country's own law (`CountryFacts.ageBands`), or `unknown`. */
export const AgeBand = Code;

/** Where nothing else is known of a person's age. */
export const unknownAgeBand = 'unknown';

/** From this birthday on a person is of age, everywhere (domain.md 2.4). */
export const ofAge = 18;

type Law = Pick<CountryFacts, 'ageBands'>;

/** Every age band of a country's law, youngest first. */
export const ageBandsOf = ({ ageBands }: Law): readonly string[] => ageBands.map(({ band }) => band);

/** Band of a completed age in years under a country's law. */
export const bandOf = ({ ageBands }: Law, years: number): string =>
  ageBands.findLast(({ from }) => from <= years)?.band ?? unknownAgeBand;

/** The fewest years of a band; 0 for an unknown one. */
export const fewestYears = ({ ageBands }: Law, band: string): number =>
  ageBands.find((known) => known.band === band)?.from ?? 0;

/** Whether the members of a band are children everywhere (under 18), whatever the band is called. */
export const isChildBand = ({ ageBands }: Law, band: string): boolean =>
  ageBands.some((known) => known.band === band && known.from < ofAge);
