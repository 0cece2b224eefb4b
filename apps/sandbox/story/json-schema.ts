import { z } from 'zod';
import { Story } from './schema.js';

/** The story format as JSON Schema (draft 2020-12), for editors: published as docs/story.schema.json. */
export const storyJsonSchema = (): string =>
  `${JSON.stringify({ title: 'Homeward story', ...z.toJSONSchema(Story, { io: 'input' }) }, undefined, 2)}\n`;
