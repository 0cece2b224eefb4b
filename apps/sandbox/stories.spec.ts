import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { storyNamed } from './stories.js';

const shelf = 'apps/sandbox/stories';
const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));

describe('the stories that come with the sandbox', () => {
  it.each([...namesIn(shelf), ...namesIn(`${shelf}/preludes`)])(
    '%s names no command, agency, address or person that there is not',
    async (name) => {
      expect((await storyNamed(name)).story).toBe(name);
    },
  );
});
