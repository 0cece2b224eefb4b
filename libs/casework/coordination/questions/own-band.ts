import { ageBandsOf, bandOf, isChildBand, unknownAgeBand } from '../../words/age-band.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';

/** A band of another country's law as one of our own; a child there is a child here, and in doubt nothing is claimed. */
export const ownBand = (theirs: string, from: Country, context: Context): string => {
  const own = context.facts(context.country);
  if (ageBandsOf(own).includes(theirs) && isChildBand(own, theirs)) return theirs;
  if (isChildBand(context.facts(from), theirs)) return bandOf(own, 0);
  return ageBandsOf(own).includes(theirs) ? theirs : unknownAgeBand;
};
