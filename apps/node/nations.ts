import { viewsFor, type View } from '#agencies';
import type { Country } from '#casework';
import { myanmarNode } from '#countries/myanmar';
import { thaiNode, type NationalNode } from '#countries/thailand';

/** Countries that have a node. */
const nations: Readonly<Partial<Record<Country, NationalNode>>> = { TH: thaiNode, MM: myanmarNode };

/** The countries that have a node. */
export const countriesWithNode: readonly string[] = Object.keys(nations);

/** The national module of a country. Throws where the country has no node yet. */
export const nationOf = (country: Country): NationalNode => {
  const nation = nations[country];
  if (!nation)
    throw new Error(
      `There is no module for ${country} yet; docs/how-to/add-a-country.md says how to write one. Nodes: ${countriesWithNode.join(', ')}.`,
    );
  return nation;
};

/** The views that a country's node keeps. */
export const viewsOf = (country: Country): readonly View[] =>
  viewsFor(new Set(nationOf(country).facts.agencies.map(({ kind }) => kind)));
