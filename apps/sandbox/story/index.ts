export { parseStory, type Parsed, type PlayableStory, type StoryProblem } from './parse.js';
export { playStory } from './play.js';
export type { PlayOptions, Played, Progress, SeenCrossing, StoryNode } from './ports.js';
export type { StoryActor } from './schema.js';
