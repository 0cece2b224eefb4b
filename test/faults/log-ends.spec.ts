import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keepLogEnds, lastLine } from './log-ends.js';

describe('the ends of logs', () => {
  let folder: string;
  let kept = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-ends-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    if (kept !== '') await rm(kept, { recursive: true });
    kept = '';
  });

  it('are kept in a folder that outlives the run, each under a name of its own', async () => {
    for (const place of ['a', 'b']) {
      await mkdir(join(folder, place));
      await writeFile(join(folder, place, 'log'), `${'x'.repeat(200_000)}\nends ${place}\n`);
    }
    kept = await keepLogEnds([join(folder, 'a', 'log'), join(folder, 'b', 'log'), join(folder, 'none')]);
    expect((await readdir(kept)).toSorted()).toEqual(['a-log', 'b-log']);
    const text = await readFile(join(kept, 'b-log'), 'utf8');
    expect(text).toMatch(/x\nends b\n$/);
    expect(text.length).toBeLessThan(100_000);
  });

  it('tell the last line that says something', async () => {
    await writeFile(join(folder, 'log'), 'listening\nended: no room\n\n');
    expect(lastLine(join(folder, 'log'))).toBe('ended: no room');
    expect(lastLine(join(folder, 'none'))).toBe('');
  });
});
