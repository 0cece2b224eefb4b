import { countries, isCountry, type Country } from '#casework';
import { countriesWithNode } from '../node/nations.js';
import { actorFrom, type PlayableStory } from './story/index.js';

/** The first port that each country's node tries: its telephone code after a 3. */
export const sandboxPorts: Readonly<Record<Country, number>> = {
  ...{ TH: 3066, MM: 3095, KH: 3855, LA: 3856, VN: 3084, CN: 3086, JP: 3081, PH: 3063 },
};

/** The countries of a sandbox where nothing says which. */
export const usualCountries = ['TH', 'MM'] as const satisfies readonly Country[];

/** The countries that can run a node, in the order of the programme's list. */
export const possibleCountries: readonly Country[] = countries.filter((country) =>
  countriesWithNode.includes(country),
);

/** The countries that `--countries th,kh` names, each once, or `all`. Throws a sentence where one has no node. */
export const countriesIn = (given: string): readonly Country[] => {
  const names = given.split(',').map((name) => name.trim().toUpperCase());
  if (names.length === 1 && names[0] === 'ALL') return possibleCountries;
  for (const name of names)
    if (!isCountry(name) || !possibleCountries.includes(name))
      throw new Error(
        `Give --countries the codes of countries with a node, with commas between, or all; "${name}" is none of ${possibleCountries.join(', ')}.`,
      );
  return possibleCountries.filter((country) => names.includes(country));
};

type Acted = Pick<PlayableStory, 'actors' | 'steps' | 'histories'>;

/** The countries that a story is played in: those whose offices act in it. */
const countriesOf = ({ actors = {}, steps, histories = [] }: Acted): readonly Country[] => {
  const names = [...steps, ...histories].flatMap(({ as }) => as ?? []);
  const acting = [...Object.values(actors), ...names].map((written) => actorFrom(written)?.node);
  return possibleCountries.filter((country) => acting.includes(country));
};

/**
 * The countries whose nodes a sandbox brings up: those asked for; or those of its data folder, to which a story adds its
 * own; or the usual two where they are enough. Throws a sentence where one is left out that the folder or the story has.
 */
export const countriesFor = ({
  asked,
  kept,
  story,
}: {
  readonly asked: readonly Country[] | undefined;
  /** Of the data folder; none where it is new. */
  readonly kept: readonly Country[];
  readonly story: Acted | undefined;
}): readonly Country[] => {
  const played = story ? countriesOf(story) : [];
  if (asked) {
    const left = (needed: readonly Country[]) => needed.filter((country) => !asked.includes(country));
    if (left(kept).length > 0)
      throw new Error(
        `The data folder holds the node of ${left(kept).join(', ')}: name it in --countries, or choose another folder with --data.`,
      );
    if (left(played).length > 0)
      throw new Error(`The story is played in ${left(played).join(', ')} too: name it in --countries.`);
    return asked;
  }
  const usual = played.every((country) => (usualCountries as readonly Country[]).includes(country));
  const fresh = usual ? usualCountries : played;
  return kept.length === 0
    ? fresh
    : possibleCountries.filter((country) => kept.includes(country) || played.includes(country));
};
