export { storyJsonSchema } from './json-schema.js';
export { instantOf, parseStory, type Parsed, type PlayableStory, type StoryProblem } from './parse.js';
export { playStory } from './play.js';
export type { PlayOptions, Played, Progress, Reached, SeenCrossing, StoryNode } from './ports.js';
export { actorFrom, type StoryActor } from './schema.js';
export { filledIn, type Values } from './references.js';
export { StepFailed } from './step-failed.js';
