import type { CountryFacts } from '#casework';

/** Where the law knows children and adults alone. */
export const usualAgeBands: CountryFacts['ageBands'] = [
  { band: 'child', from: 0 },
  { band: 'adult', from: 18 },
];
