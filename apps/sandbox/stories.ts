import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { instantOf, parseStory, type PlayableStory } from './story/index.js';

/** Where the stories that come with the sandbox are, seen from the project's root. */
const shelf = 'apps/sandbox/stories';

const names = async (): Promise<string[]> =>
  (await readdir(shelf))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));

/** Reads a story by its name or file. Throws a message that names every line that is wrong, and why. */
export const storyNamed = async (nameOrFile: string): Promise<PlayableStory> => {
  const file = /\.ya?ml$/.test(nameOrFile) ? nameOrFile : join(shelf, `${nameOrFile}.yaml`);
  const text = await readFile(file, 'utf8').catch(async () => {
    throw new Error(
      `There is no story "${nameOrFile}". Give a .yaml file or one of: ${(await names()).join(', ')}.`,
    );
  });
  const parsed = parseStory(text);
  if (parsed.ok) return parsed.story;
  const problems = parsed.problems.map(({ line, column, reason }) => `${file}:${line}:${column}  ${reason}`);
  throw new Error(`The story cannot be played:\n${problems.join('\n')}`);
};

/** Where the clock stands when a story begins; undefined where it does not say. */
export const beginningOf = ({ steps }: PlayableStory): string | undefined => {
  const first = steps.find(({ at }) => at !== undefined)?.at;
  return first === undefined ? undefined : instantOf(first);
};
