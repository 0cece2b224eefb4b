import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { knownHere } from './known-here.js';
import { instantOf, parseStory, type FindStory, type PlayableStory, type StoryFile } from './story/index.js';

/** Where the stories that come with the sandbox are, and what they begin with; seen from the project's root. */
const shelf = 'apps/sandbox/stories';
const preludes = join(shelf, 'preludes');

const namesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));

const isFile = (name: string): boolean => /\.ya?ml$/.test(name);

const isPath = (name: string): boolean => /[/\\.]/.test(name);

/** The first of these files that can be read. */
const firstOf = async (...files: readonly string[]): Promise<StoryFile | undefined> => {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return { file, text };
  }
  return undefined;
};

/** A prelude or a story by its name, or a file seen from the folder of the one that names it. */
export const findStory: FindStory = (name, from) =>
  isFile(name)
    ? firstOf(resolve(dirname(from), name))
    : firstOf(join(preludes, `${name}.yaml`), join(shelf, `${name}.yaml`));

/** Reads a story by its name or file, with all that it includes. Throws a message that names every line that is wrong, and why. */
export const storyNamed = async (nameOrFile: string): Promise<PlayableStory> => {
  if (isPath(nameOrFile) && !isFile(nameOrFile))
    throw new Error(`${nameOrFile} is no .yaml file: a story is one, or goes by its name alone.`);
  const found = await (isFile(nameOrFile) ? firstOf(nameOrFile) : findStory(nameOrFile, shelf));
  if (!found && isFile(nameOrFile)) throw new Error(`There is no file ${nameOrFile}.`);
  if (!found)
    throw new Error(
      `There is no story "${nameOrFile}". Give a .yaml file or one of: ${(await namesIn(shelf)).join(', ')}.`,
    );
  const parsed = await parseStory(found, findStory, knownHere);
  if (parsed.ok) return parsed.story;
  const problems = parsed.problems.map(
    ({ file, line, column, reason }) => `${file}:${line}:${column}  ${reason}`,
  );
  throw new Error(`The story cannot be played:\n${problems.join('\n')}`);
};

/** Where the clock stands when a story begins; undefined where it does not say. */
export const beginningOf = ({ steps }: PlayableStory): string | undefined => {
  const first = steps.find(({ at }) => at !== undefined)?.at;
  return first === undefined ? undefined : instantOf(first);
};
