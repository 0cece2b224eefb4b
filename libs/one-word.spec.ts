import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const files = readdirSync('libs', { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !/(spec|contract)\.ts$|(^|\/)spec\//.test(path),
);

const typesIn = (path: string): ReadonlySet<string> =>
  new Set(
    [
      ...readFileSync(`libs/${path}`, 'utf8').matchAll(
        /^export (?:abstract )?(?:interface|type|class) (\w+)/gm,
      ),
    ].map(([, name = '']) => name),
  );

it('no two exported types of the libraries have one name', () => {
  const declared = new Map<string, string[]>();
  for (const path of files)
    for (const name of typesIn(path)) declared.set(name, [...(declared.get(name) ?? []), path]);
  expect(declared.size).toBeGreaterThan(300);
  expect([...declared].filter(([, paths]) => paths.length > 1)).toEqual([]);
});

it('no word stands twice in the glossary', () => {
  const words = [...readFileSync('docs/glossary.md', 'utf8').matchAll(/\*\*(.+?)\*\*/gs)].map(([, word]) =>
    word?.replaceAll(/\s+/g, ' '),
  );
  expect(words.length).toBeGreaterThan(80);
  expect(words.filter((word, place) => words.indexOf(word) !== place)).toEqual([]);
});
