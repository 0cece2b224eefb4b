import { agencyQueries, viewsFor, type View, type ViewQuery } from '#agencies';
import { countries, type Country, type CountryFacts } from '#casework';
import { factsOf, type CountryParts } from '#countries';
import { cambodianNation } from '#countries/cambodia';
import { chineseNation } from '#countries/china';
import { japaneseNation } from '#countries/japan';
import { laoNation } from '#countries/laos';
import { burmeseNation } from '#countries/myanmar';
import { philippineNation } from '#countries/philippines';
import { thaiNation, type Nation } from '#countries/thailand';
import { vietnameseNation } from '#countries/vietnam';
import { instruments, partnersOf } from '#instruments';

export type { Nation };

/** Countries that have a node. */
const nations: Readonly<Partial<Record<Country, Nation>>> = {
  TH: thaiNation,
  MM: burmeseNation,
  KH: cambodianNation,
  LA: laoNation,
  VN: vietnameseNation,
  CN: chineseNation,
  JP: japaneseNation,
  PH: philippineNation,
};

/** The countries that have a node. */
export const countriesWithNode: readonly string[] = Object.keys(nations);

/** What a country brings to its node. Throws where the country has no node yet. */
export const nationOf = (country: Country): Nation => {
  const nation = nations[country];
  if (!nation)
    throw new Error(
      `There is no node for ${country} yet; docs/how-to/add-a-country.md says how to make one. Nodes: ${countriesWithNode.join(', ')}.`,
    );
  return nation;
};

/** The countries whose nodes a node exchanges messages with: those with an instrument between them, and a node. */
export const neighboursOf = (country: Country): readonly Country[] =>
  partnersOf(country, instruments).filter((other) => countriesWithNode.includes(other));

/** All that a node is told of its country, and of the others from there. Throws where the country has no node yet. */
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
