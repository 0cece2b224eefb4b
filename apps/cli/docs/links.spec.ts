import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { storyNamed } from '../../sandbox/stories.js';

const filesUnder = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(folder, path));

const pages = ['README.md', ...filesUnder('docs', '.md')];
const textOf = (path: string): string => readFileSync(path, 'utf8');

/** Targets of links that are neither on the web nor on the same page. */
const linked = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.split('#')[0] ?? '')
    .filter((target) => target !== '' && !target.includes('://'));

/** A test as the page of guarantees names it: [`file`](link) “name”. */
const namedTests = [...textOf('docs/guarantees.md').matchAll(/\[`([^`]+)`\]\([^)]+\) “([^”]+)”/g)].map(
  ([, file = '', name = '']) => [file, name] as const,
);

describe('the pages', () => {
  it.each(pages)('%s links only to what is there', (page) => {
    const lost = linked(textOf(page)).filter((target) => !existsSync(join(dirname(page), target)));
    expect(lost).toEqual([]);
  });

  it('name tests beside the guarantees', () => expect(namedTests.length).toBeGreaterThan(50));

  it.each(namedTests)('name a test that is there: %s “%s”', (file, name) => {
    expect(textOf(file)).toContain(name);
  });

  it('say of every dependency why it is there, and of no other', () => {
    const dependencies = z.record(z.string(), z.string());
    const { dependencies: running, devDependencies: developing } = z
      .object({ dependencies, devDependencies: dependencies })
      .parse(JSON.parse(textOf('package.json')));
    const told = [...textOf('docs/dependencies.md').matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    expect(told.sort()).toEqual([...Object.keys(running), ...Object.keys(developing)].sort());
  });

  it.each(filesUnder('docs', '.yaml').filter((path) => path.includes('how-to')))(
    'show a story that can be read: %s',
    async (path) => {
      expect((await storyNamed(path)).steps.length).toBeGreaterThan(0);
    },
  );
});
