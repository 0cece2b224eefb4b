import type { CountryFacts, Policy } from '#casework';

/** What a country brings to the node that is to be its own. */
export interface Nation {
  readonly facts: CountryFacts;
  /** What it decides by its own law and practice. */
  readonly policy: Policy;
}
