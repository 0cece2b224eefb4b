import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeSecret } from './postgres/folder.js';
import type { PlayableStory, Reached } from './story/index.js';

const Entry = z.object({
  steps: z.int(),
  values: z.record(z.string(), z.json()),
  crossed: z.array(z.string()),
  instant: z.string(),
});
export type Entry = z.infer<typeof Entry>;

const fileOf = (dataDir: string, { story }: PlayableStory): string => join(dataDir, `story-${story}.json`);

/** How far a story had come on the data of a folder; undefined where it was never begun there. */
export const journalOf = async (dataDir: string, story: PlayableStory): Promise<Entry | undefined> => {
  const text = await readFile(fileOf(dataDir, story), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Entry.parse(JSON.parse(text));
};

/** Notes how far a story has come, whole or not at all. */
export const noteIn = async (
  dataDir: string,
  story: PlayableStory,
  reached: Reached,
  instant: string,
): Promise<void> => {
  const path = fileOf(dataDir, story);
  await writeSecret(`${path}.new`, JSON.stringify({ ...reached, instant }));
  await rename(`${path}.new`, path);
};
