import { findings } from './findings.js';
import type { StoryFile, StoryProblem } from './form.js';
import { withIncluded, type FindStory } from './include.js';
import type { Known } from './known.js';
import type { Story } from './schema.js';

/** A story that can be played, with all that it includes, and where each of its steps stands. */
export interface PlayableStory extends Story {
  readonly file: string;
  readonly places: readonly { readonly file: string; readonly line: number }[];
}

export type Parsed =
  | { readonly ok: true; readonly story: PlayableStory }
  | { readonly ok: false; readonly problems: readonly StoryProblem[] };

/** Reads a story file and what it includes. Refuses a broken one with every file, line, column and reason. */
export const parseStory = async (file: StoryFile, find: FindStory, known: Known): Promise<Parsed> => {
  const whole = await withIncluded(file, find);
  if ('problems' in whole) return { ok: false, problems: whole.problems };
  const { story, placeOf } = whole;
  const problems = findings(story, known).map(({ path, reason }) => ({ ...placeOf(path), reason }));
  if (problems.length > 0) return { ok: false, problems };
  const places = story.steps.map((_step, index) => placeOf(['steps', index]));
  return { ok: true, story: { ...story, file: file.file, places } };
};
