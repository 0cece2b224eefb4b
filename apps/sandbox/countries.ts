import { countries, isCountry, type Country } from '#casework';
import { actorFrom, type PlayableStory } from './story/index.js';

const telephoneCodes: Readonly<Partial<Record<Country, number>>> = {
  ...{ TH: 66, MM: 95, KH: 855, LA: 856, VN: 84, CN: 86, JP: 81, PH: 63 },
};

/** The first port that a country's node tries: its telephone code after a 3, or else its place in the list after 37. */
export const sandboxPortOf = (country: Country): number =>
  3000 + (telephoneCodes[country] ?? 700 + countries.indexOf(country));

/** The countries of a sandbox where nothing says which. */
export const usualCountries = ['TH', 'MM'] as const satisfies readonly Country[];

/** The countries that `--countries th,kh` names, each once, or `all`. Throws a sentence where one has no node. */
export const countriesIn = (given: string): readonly Country[] => {
  const names = given.split(',').map((name) => name.trim().toUpperCase());
  if (names.length === 1 && names[0] === 'ALL') return countries;
  for (const name of names)
    if (!isCountry(name))
      throw new Error(
        `Give --countries the codes of countries of the programme, with commas between, or all; "${name}" is none of ${countries.join(', ')}.`,
      );
  return countries.filter((country) => names.includes(country));
};

type Acted = Pick<PlayableStory, 'actors' | 'steps' | 'histories'>;

/** The countries that a story is played in: those whose offices act in it. */
const countriesOf = ({ actors = {}, steps, histories = [] }: Acted): readonly Country[] => {
  const names = [...steps, ...histories].flatMap(({ as }) => as ?? []);
  const acting = [...Object.values(actors), ...names].map((written) => actorFrom(written)?.node);
  return countries.filter((country) => acting.includes(country));
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
    : countries.filter((country) => kept.includes(country) || played.includes(country));
};
