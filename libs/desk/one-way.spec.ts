import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { DoorParts } from '../door/parts.js';

/* Every change of a file is a command at the desk: there is no second way to the event store, and none past the bus. */

const isSpec = (path: string): boolean => /(spec|contract)\.ts$|\/spec\//.test(path);

const sources = ['apps', 'libs']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((path) => `${folder}/${String(path)}`))
  .filter((path) => path.endsWith('.ts') && !isSpec(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const saying = (what: RegExp): readonly string[] =>
  sources.filter(({ text }) => what.test(text)).map(({ path }) => path);

describe('the one way to change a file', () => {
  it('ends at the desk: nobody else appends to the event store, but who stamps what the desk appends', () => {
    const appending = saying(/\.append\(/).filter((path) => !path.startsWith('libs/event-store/'));
    expect(appending.filter((path) => !path.startsWith('libs/desk/'))).toEqual([
      'libs/sealing/stamping/checked-store.ts',
    ]);
    expect(appending.some((path) => path.startsWith('libs/desk/'))).toBe(true);
  });

  it('begins in four places: the command bus for agencies; what follows, what is received and what falls due for the node itself', () => {
    expect(saying(/\b(cases|journeys)\.carryOut\b/).toSorted()).toEqual([
      'libs/bridge/at-desk.ts',
      'libs/clocks/looking.ts',
      'libs/desk/desk.module.ts',
      'libs/desk/follow-ups.ts',
      'libs/desk/told-to-cases.ts',
    ]);
  });

  it('leaves the door the bus alone: what it is given of the desk can look, and carries nothing out', () => {
    type Offered = keyof DoorParts['cases'] | keyof DoorParts['journeys'];
    const looking: readonly Offered[] = ['load', 'upTo', 'history'];
    // @ts-expect-error the door looks at files, and has no desk to carry anything out
    const acting: Offered = 'carryOut';
    expect(looking).not.toContain(acting);
  });
});
