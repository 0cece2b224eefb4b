import { agencyQueries, viewsFor, type View, type ViewQuery } from '#agencies';
import { countries, type Country, type CountryFacts } from '#casework';
import { factsOf, nationOf, type CountryParts } from '#countries';
import { instruments, partnersOf } from '#instruments';

/** The countries whose nodes a node exchanges messages with: those with an instrument between them. */
export const neighboursOf = (country: Country): readonly Country[] => partnersOf(country, instruments);

/** All that a node is told of its country, and of the others from there. */
export const countryPartsOf = (country: Country): CountryParts => ({
  ...nationOf(country),
  others: countries.filter((other) => other !== country).map(factsOf),
  instruments,
  neighbours: neighboursOf(country),
});

const kindsIn = ({ agencies }: CountryFacts) => new Set(agencies.map(({ kind }) => kind));

/** The views that a country's node keeps. */
export const viewsOf = (country: Country): readonly View[] => viewsFor(kindsIn(nationOf(country).facts));

/** The lists that the agencies of a country are offered. */
export const queriesFor = (facts: CountryFacts): readonly ViewQuery[] => {
  const here = kindsIn(facts);
  return agencyQueries.filter(({ kinds }) => kinds.some((kind) => here.has(kind)));
};
