import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

interface Floors {
  readonly floors: readonly { readonly name: string; readonly path: string; readonly holds: string }[];
  readonly knows: Readonly<Record<string, readonly string[]>>;
  readonly offers: Readonly<Record<string, readonly string[]>>;
}

const { floors, knows, offers } = JSON.parse(readFileSync('libs/casework/floors.json', 'utf8')) as Floors;

const files = readdirSync('libs/casework', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('spec.ts') && !/(^|\/)spec\//.test(path))
  .map((path) => `libs/casework/${path}`);

/** What a folder reaches by some arrows, itself only where they come back to it. */
const reached = (from: string, arrows: Floors['knows'], seen = new Set<string>()): ReadonlySet<string> => {
  for (const next of arrows[from] ?? [])
    if (!seen.has(next)) {
      seen.add(next);
      reached(next, arrows, seen);
    }
  return seen;
};

describe('the floors of casework', () => {
  it('hold every file once, but for the door of the library', () => {
    const held = files.map((path) => [
      path,
      floors.filter((floor) => new RegExp(floor.path).test(path)).length,
    ]);
    expect(held.filter(([, count]) => count !== 1)).toEqual([['libs/casework/index.ts', 0]]);
  });

  it.each([
    ['declarations and folds', knows],
    ['offers', offers],
  ])('let no process reach itself through the %s of others', (_which, arrows) => {
    for (const name of Object.keys(arrows)) expect([...reached(name, arrows)]).not.toContain(name);
  });

  it('stand in docs/architecture.md as the check of imports has them', () => {
    const rows = readFileSync('docs/architecture.md', 'utf8')
      .split('\n')
      .flatMap((line) => /^\| (\d) +\| (.+?) +\| (.+?) +\|$/.exec(line)?.slice(1) ?? []);
    expect(rows).toEqual(floors.flatMap(({ name, holds }, index) => [String(index + 1), name, holds]));
  });
});
