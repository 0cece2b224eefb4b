import type { Country, CountryFacts } from '#casework';
import { cambodia } from './cambodia/facts.js';
import { china } from './china/facts.js';
import { japan } from './japan/facts.js';
import { laos } from './laos/facts.js';
import { myanmar } from './myanmar/facts.js';
import { philippines } from './philippines/facts.js';
import { thailand } from './thailand/facts.js';
import { vietnam } from './vietnam/facts.js';

const facts: Readonly<Record<Country, CountryFacts>> = {
  TH: thailand,
  MM: myanmar,
  KH: cambodia,
  LA: laos,
  VN: vietnam,
  CN: china,
  JP: japan,
  PH: philippines,
};

/** What every node may know of a country. */
export const factsOf = (country: Country): CountryFacts => facts[country];

export { factsAmong, type CountryParts } from './country-parts.js';
export { endingTables } from './ending-tables.js';
