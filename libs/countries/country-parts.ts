import type { Country, CountryFacts, Instrument, MessageKind } from '#casework';
import type { Nation } from './nation.js';

/** All that a node is told of its country, and of the others from there. */
export interface CountryParts extends Nation {
  /** What every node may know of the other countries. */
  readonly others: readonly CountryFacts[];
  /** Every instrument known, whatever its status. */
  readonly instruments: readonly Instrument<MessageKind>[];
  /** The countries whose nodes it exchanges messages with. */
  readonly neighbours: readonly Country[];
}

/** The facts of any country, out of what a node is told. */
export const factsAmong =
  ({ facts: own, others }: Pick<CountryParts, 'facts' | 'others'>) =>
  (country: Country): CountryFacts => {
    const found = [own, ...others].find((facts) => facts.country === country);
    if (!found) throw new Error(`Nothing is known here of ${country}.`);
    return found;
  };
