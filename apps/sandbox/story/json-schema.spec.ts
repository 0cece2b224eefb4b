import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { storyJsonSchema } from './json-schema.js';

describe('the published schema of stories', () => {
  it('is what the format is (write it anew with: npm run build && node dist/apps/sandbox/story/write-schema.js)', async () => {
    expect(await readFile('docs/story.schema.json', 'utf8')).toBe(storyJsonSchema());
  });

  it('describes a step', () => {
    expect(JSON.parse(storyJsonSchema())).toMatchObject({
      required: ['story', 'title', 'steps'],
      additionalProperties: false,
      properties: { steps: { type: 'array', items: { required: ['say'], additionalProperties: false } } },
    });
  });
});
