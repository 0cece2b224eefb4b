export { factsAmong, type CountryParts } from './country-parts.js';
export { endingTables } from './ending-tables.js';
export type { Nation } from './nation.js';
export { factsOf, nationOf } from './nations.js';
