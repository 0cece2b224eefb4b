import { writeFile } from 'node:fs/promises';
import { storyJsonSchema } from './json-schema.js';

/** Writes docs/story.schema.json anew; run from the root after a change of the format. */
await writeFile('docs/story.schema.json', storyJsonSchema());
