import type { Country } from '../words/country.js';
import type { RepatriationState } from './progress.js';

/** The last that was asked of a third state, or that it asked here, to let the person pass. */
export const withTransit = (
  state: RepatriationState,
  country: Country,
  on: string,
  allowed: boolean,
): RepatriationState => ({
  ...state,
  transit: [
    ...state.transit.filter((asked) => asked.country !== country),
    { country, on, permitted: allowed },
  ],
});

export const withPermission = (state: RepatriationState, by: Country, to: Country): RepatriationState => ({
  ...state,
  transit: state.transit.map((asked) =>
    asked.country === by || asked.country === to ? { ...asked, permitted: true } : asked,
  ),
});
