import type { CountryFacts } from './facts.js';
import { Code } from './values.js';

/** Band of the country's own law (`CountryFacts.ageBand`), or `unknown`. */
export const AgeBand = Code;

/** Where nothing else is known of a person's age. */
export const unknownAgeBand = 'unknown';

/** Every age band of a country's law, youngest first. */
export const ageBandsOf = (facts: CountryFacts): readonly string[] => [
  ...new Set(Array.from({ length: 131 }, (_, years) => facts.ageBand(years))),
];
