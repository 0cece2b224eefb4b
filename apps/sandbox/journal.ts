import { createHash } from 'node:crypto';
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
  /** Digests of what was played, and of what was given to it; notes of before have none. */
  played: z.array(z.string()).default([]),
  given: z.record(z.string(), z.string()).default({}),
});
export type Entry = z.infer<typeof Entry>;

const fileOf = (dataDir: string, { story }: PlayableStory): string => join(dataDir, `story-${story}.json`);

const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('base64url')
    .slice(0, 16);

/** Each step with who acts in it and for whom. */
const stepDigests = ({ steps, actors, groups }: PlayableStory): string[] =>
  steps.map((step) => {
    const each = step['for each'];
    return digestOf([
      step,
      step.as === undefined ? undefined : actors?.[step.as],
      typeof each === 'string' ? groups?.[each] : undefined,
    ]);
  });

const givenDigests = ({ people, values }: PlayableStory): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...values, ...people }).map(([name, value]) => [name, digestOf(value)]),
  );

/** What is written otherwise than it was played on the data of a folder; nothing where all is as it was. */
const changedSince = (entry: Entry, story: PlayableStory): string | undefined => {
  const steps = stepDigests(story);
  const index = entry.played.findIndex((digest, place) => digest !== steps[place]);
  if (index >= 0) {
    const { file, line } = story.places[index] ?? story.places.at(-1) ?? { file: story.file, line: 1 };
    return `${file}:${line}  step ${index + 1} was played otherwise, or is another one now`;
  }
  const given = givenDigests(story);
  const name = Object.keys(entry.given).find((key) => entry.given[key] !== given[key]);
  return name === undefined ? undefined : `${story.file}  "${name}" was something else when it was played`;
};

/**
 * How far a story had come on the data of a folder; undefined where it was never begun there. Throws where what was
 * played of it has been changed since: what was recorded would not be what the story says.
 */
export const journalOf = async (dataDir: string, story: PlayableStory): Promise<Entry | undefined> => {
  const text = await readFile(fileOf(dataDir, story), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const entry = Entry.parse(JSON.parse(text));
  const changed = changedSince(entry, story);
  if (changed !== undefined)
    throw new Error(
      `The story was changed where it has been played already on the data in ${dataDir}:\n${changed}\n` +
        'Give it a folder of its own with --data, or write the change as steps that follow.',
    );
  return entry;
};

/** Notes how far a story has come, whole or not at all. */
export const noteIn = async (
  dataDir: string,
  story: PlayableStory,
  reached: Reached,
  instant: string,
): Promise<void> => {
  const path = fileOf(dataDir, story);
  const played = stepDigests(story).slice(0, reached.steps);
  const entry: Entry = {
    ...reached,
    crossed: [...reached.crossed],
    instant,
    played,
    given: givenDigests(story),
  };
  await writeSecret(`${path}.new`, JSON.stringify(entry));
  await rename(`${path}.new`, path);
};
