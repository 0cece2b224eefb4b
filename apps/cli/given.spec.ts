import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commands } from './commands.js';
import { givenIn, Misuse } from './given.js';
import { mustBeConfirmed, subjectsIn } from './recovery.js';

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  return 'it was taken';
};
const judged = (...args: readonly string[]): string =>
  refusalOf(() => {
    const given = givenIn(args);
    if (!given.help) given.command.run(given.words, given.options);
  });

describe('a command line of operators', () => {
  it.each([
    [['retakes'], /no command "retakes"; there are status, dead-letters/],
    [[], /Name a command/],
    [['status', 'now'], /"status" takes no words: "now" is too much; see --help/],
    [['retake', 'a', 'b'], /takes one word: "b" is too much/],
    [['status', '--revision', '1'], /--revision does not go with "status"/],
    [['erasures', '--nobody-erased'], /--nobody-erased does not go with "erasures"/],
    [['erasures', '--yes-erase', '1'], /--yes-erase does not go with "erasures"/],
    [['status', '--country', 'MM'], /--country goes with --sandbox/],
    [['status', '--verbose'], /'--verbose'; see --help/],
  ])('%j is refused', (args, reason) => {
    expect(() => givenIn(args)).toThrow(Misuse);
    expect(() => givenIn(args)).toThrow(reason);
  });

  it('is judged before any setting is asked for', () => {
    expect(judged('retake', 'x')).toMatch(/"x" is no id; "dead-letters" lists them/);
    expect(judged('replay', 'x')).toMatch(/"x" is no id/);
    expect(judged('after-restore', '/nowhere/list')).toBe('There is no file /nowhere/list.');
    expect(judged('after-restore', 'docs')).toMatch(/is a folder/);
    expect(judged('after-restore')).toMatch(/Name the list of erasures/);
    expect(judged('after-restore', 'README.md', '--nobody-erased')).toMatch(/not both/);
    expect(judged('after-restore', '--nobody-erased')).toBe('it was taken');
    expect(judged('after-restore', '--nobody-erased', '--yes-erase', 'all')).toMatch(/the number of people/);
  });

  it('goes to after-restore only while the sandbox stands still', () => {
    expect(commands['after-restore']?.stopped).toBe(true);
  });
});

describe('the list of the erased', () => {
  it('destroys no key that lives unless it was said of how many people', () => {
    const counts = fc.nat(50);
    fc.assert(
      fc.property(counts, fc.option(counts, { nil: undefined }), (alive, confirmed) => {
        const said = refusalOf(() => mustBeConfirmed(alive, alive + 3, confirmed));
        if (alive === 0 || alive === confirmed) expect(said).toBe('it was taken');
        else expect(said).toContain(`say --yes-erase ${alive}`);
      }),
    );
  });

  const folder = mkdtempSync(join(tmpdir(), 'erasures-'));
  const list = join(folder, 'list');
  afterAll(() => rmSync(folder, { recursive: true }));
  const read = (text: string): readonly string[] => {
    writeFileSync(list, text);
    return subjectsIn(list);
  };

  it('holds ids and nothing else: any other line is refused by its number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }),
        fc.nat(5),
        fc.stringMatching(/^[A-Za-z0-9-]{1,35}$/),
        (ids, place, word) => {
          const given = ids.map((id) => id.toUpperCase()).join('\n\n');
          expect(read(`${given}\n`)).toEqual([...new Set(ids)]);
          const lines = ids.toSpliced(place, 0, word);
          expect(() => read(lines.join('\r\n'))).toThrow(
            new RegExp(`^Line ${lines.indexOf(word) + 1} of .* is not the id`),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  it.each(['', '\n \n'])('is not empty', (text) => {
    expect(() => read(text)).toThrow(/is empty; is it the right file\?/);
  });
});
