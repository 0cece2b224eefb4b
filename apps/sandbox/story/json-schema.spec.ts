import { describe, expect, it } from '@jest/globals';
import { storyJsonSchema } from './json-schema.js';

describe('the published schema of stories', () => {
  it('describes a step', () => {
    expect(JSON.parse(storyJsonSchema())).toMatchObject({
      required: ['story', 'title', 'steps'],
      additionalProperties: false,
      properties: { steps: { type: 'array', items: { required: ['say'], additionalProperties: false } } },
    });
  });
});
