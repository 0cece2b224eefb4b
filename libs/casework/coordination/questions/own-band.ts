import { ageBandsOf, unknownAgeBand } from '../../words/age-band.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';

/** A band of another country's law as one of our own; a child there is a child here, and in doubt nothing is claimed. */
export const ownBand = (theirs: string, from: Country, context: Context): string => {
  const own = context.facts(context.country);
  if (ageBandsOf(own).includes(theirs) && own.childBands.includes(theirs)) return theirs;
  if (context.facts(from).childBands.includes(theirs)) return own.childBands[0] ?? unknownAgeBand;
  return ageBandsOf(own).includes(theirs) ? theirs : unknownAgeBand;
};
