import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { generatedPages } from './generated.js';

describe('the generated pages', () => {
  it.each(Object.entries(generatedPages))(
    '%s is what the code says (write it anew: npm run docs)',
    async (path, text) => {
      expect(await readFile(path, 'utf8')).toBe(text());
    },
  );
});
