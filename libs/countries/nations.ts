import { countries, programme, type Country, type CountryFacts } from '#casework';
import type { Nation } from './nation.js';

/** What the folder of a country brings. Throws where it brings none, or another's. */
const broughtBy = async (country: Country): Promise<Nation> => {
  const folder: string = programme[country];
  const { nation } = (await import(`./${folder}/index.js`)) as { readonly nation?: Nation };
  if (nation?.facts.country !== country)
    throw new Error(
      `libs/countries/${folder} brings no nation of ${country}; docs/how-to/add-a-country.md says how to make one.`,
    );
  return nation;
};

/** A nation that knows also the handover points which its neighbours alone list. */
const withPointsOf = (nation: Nation, all: readonly Nation[]): Nation => {
  const { facts } = nation;
  const own = new Set(facts.handoverPoints.map(({ code }) => code));
  const others = all
    .flatMap(({ facts: { handoverPoints } }) => handoverPoints)
    .filter(({ code, between }) => between.includes(facts.country) && !own.has(code));
  return others.length === 0
    ? nation
    : { ...nation, facts: { ...facts, handoverPoints: [...facts.handoverPoints, ...others] } };
};

const brought: Nation[] = [];
for (const country of countries) brought.push(await broughtBy(country));
const nations: ReadonlyMap<Country, Nation> = new Map(
  brought.map((nation) => [nation.facts.country, withPointsOf(nation, brought)]),
);

/** What a country brings to the node that is to be its own. */
export const nationOf = (country: Country): Nation => {
  const nation = nations.get(country);
  if (!nation) throw new Error(`Nothing is known of ${country}.`);
  return nation;
};

/** What every node may know of a country. */
export const factsOf = (country: Country): CountryFacts => nationOf(country).facts;
