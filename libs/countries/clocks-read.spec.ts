import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { countries, deadlineKeys } from '#casework';
import { factsOf } from './index.js';

const folder = 'libs/casework';

/** Sources of rules: what declares a duty or a clock only names it. */
const rules = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !/spec|\/duties\.ts$|words\/(facts|clocks)\.ts$/.test(path))
  .map((path) => readFileSync(`${folder}/${path}`, 'utf8'));

const found = (source: string, pattern: RegExp): readonly string[] =>
  [...source.matchAll(pattern)].map(([, key = '']) => key);

/** Clocks that a rule reads: by their name, or by one of the names by which it looks a clock up. */
const read = new Set(
  rules.flatMap((source) => [
    ...found(source, /deadlines\.(\w+)/g),
    ...found(source, /clockOf\(\s*'(\w+)'/g),
    ...(source.includes('deadlines[') ? found(source, /'(\w+)'/g) : []),
  ]),
);

it('every clock is read by a rule, and none stands in the facts of a country to no effect', () => {
  const told = countries.flatMap((country) => Object.keys(factsOf(country).deadlines));
  expect(deadlineKeys.filter((key) => !read.has(key))).toEqual([]);
  expect(told.filter((key) => !read.has(key))).toEqual([]);
  expect(deadlineKeys.filter((key) => told.includes(key)).length).toBeGreaterThan(15);
});
