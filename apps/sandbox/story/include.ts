import { isDeepStrictEqual } from 'node:util';
import { readForm, type Path, type StoryFile, type StoryForm, type StoryProblem } from './form.js';
import type { Story } from './schema.js';

/** Finds a story by the name under which a file includes it; undefined where there is none. */
export type FindStory = (name: string, from: string) => Promise<StoryFile | undefined>;

const includedBy = ({ include = [] }: Story): readonly string[] =>
  typeof include === 'string' ? [include] : include;

/** Reads a file after all that it includes, each once; tells what is wrong in any of them. */
const gather = async (
  given: StoryFile,
  find: FindStory,
  above: readonly string[],
  forms: Map<string, StoryForm>,
): Promise<readonly StoryProblem[]> => {
  const read = readForm(given);
  if (!read.ok) return read.problems;
  const { form } = read;
  const problems: StoryProblem[] = [];
  for (const name of includedBy(form.story)) {
    const wrong = (reason: string) => problems.push({ ...form.placeOf(['include']), reason });
    const found = await find(name, given.file);
    if (!found) wrong(`there is no story "${name}" to include`);
    else if ([...above, given.file].includes(found.file)) wrong(`"${name}" leads back to this file`);
    else if (!forms.has(found.file))
      problems.push(...(await gather(found, find, [...above, given.file], forms)));
  }
  forms.set(given.file, form);
  return problems;
};

const sections = ['actors', 'values', 'people', 'groups'] as const;
type Section = (typeof sections)[number];

/** A story with all that it includes, and where each part of it stands. */
export interface WholeStory {
  readonly story: Story;
  readonly placeOf: StoryForm['placeOf'];
}

/** The names of a section in all files; two files may give one name only where they say the same. */
const merged = <S extends Section>(forms: readonly StoryForm[], section: S, problems: StoryProblem[]) => {
  const names = new Map<string, unknown>();
  for (const { story, placeOf } of forms)
    for (const [name, value] of Object.entries(story[section] ?? {})) {
      if (names.has(name) && !isDeepStrictEqual(names.get(name), value))
        problems.push({
          ...placeOf([section, name]),
          reason: `"${name}" is another one of the ${section} in an included story`,
        });
      names.set(name, value);
    }
  return Object.fromEntries(names) as NonNullable<Story[S]>;
};

/** A path of the whole story in the file that it comes from. */
const placeIn =
  (forms: readonly StoryForm[], main: StoryForm) =>
  (path: Path): ReturnType<StoryForm['placeOf']> => {
    const [section, key, ...rest] = path;
    if (section === 'steps' && typeof key === 'number') {
      let index = key;
      for (const form of forms) {
        const { length } = form.story.steps;
        if (index < length) return form.placeOf(['steps', index, ...rest]);
        index -= length;
      }
    }
    const known = sections.find((name) => name === section);
    const owner =
      known && forms.findLast(({ story }) => Object.hasOwn(story[known] ?? {}, String(key ?? '')));
    return (owner ?? main).placeOf(path);
  };

/** Puts a story together with all that it includes: the included steps come first, in the order of the files. */
export const withIncluded = async (
  file: StoryFile,
  find: FindStory,
): Promise<WholeStory | { readonly problems: readonly StoryProblem[] }> => {
  const found = new Map<string, StoryForm>();
  const problems = [...(await gather(file, find, [], found))];
  const forms = [...found.values()];
  const main = found.get(file.file);
  if (!main) return { problems };
  const story: Story = {
    ...main.story,
    actors: merged(forms, 'actors', problems),
    values: merged(forms, 'values', problems),
    people: merged(forms, 'people', problems),
    groups: merged(forms, 'groups', problems),
    steps: forms.flatMap(({ story: { steps } }) => steps),
  };
  return problems.length > 0 ? { problems } : { story, placeOf: placeIn(forms, main) };
};
