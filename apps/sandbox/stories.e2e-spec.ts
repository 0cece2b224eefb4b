import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { endingOf, runProgram, type Ended } from '../../test/kit/program.js';

const shelf = join(process.cwd(), 'apps', 'sandbox', 'stories');
const longestStoryMs = 300_000;
const shelfMs = 900_000;

/** Plays a story on a sandbox of its own. */
const played = (story: string): Promise<Ended> =>
  runProgram('sandbox/main.js', ['--exit', '--story', story], { longestMs: longestStoryMs - 20_000 });

/** Another sandbox may take a port between the look and the use: then once more. */
const playedThrough = async (story: string): Promise<Ended> => {
  const ended = await played(story);
  return ended.code !== 0 && ended.said.includes('EADDRINUSE') ? played(story) : ended;
};

const stories = readdirSync(shelf)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length));

const nodesComeUp = 'Bringing up PostgreSQL';

/** Plays stories one after the other in one program, and tells of each what was said while it was played. */
const playedInTurn = async (names: readonly string[]): Promise<readonly (readonly [string, string])[]> => {
  const asked = names.flatMap((name) => ['--story', name]);
  const { said } = await runProgram('sandbox/main.js', ['--exit', ...asked], { longestMs: shelfMs - 20_000 });
  const parts = said.split(nodesComeUp).slice(1);
  return names.map((name, index) => [name, parts[index] ?? endingOf(said)]);
};

describe('a story of the sandbox', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-stories-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const written = async (name: string, text: string): Promise<string> => {
    const file = join(folder, `${name}.yaml`);
    await writeFile(file, text);
    return file;
  };

  describe('from the shelf', () => {
    let told: ReadonlyMap<string, string>;

    beforeAll(async () => {
      const turns = [0, 1].map((turn) => stories.filter((_, index) => index % 2 === turn));
      told = new Map((await Promise.all(turns.map(playedInTurn))).flat());
    }, shelfMs);

    it.each(stories)('%s ends with every step done on its nodes', async (story) => {
      const said = told.get(story) ?? '';
      const [, steps] = /\((\d+) steps\)/.exec(said) ?? [];
      const done = said.includes('The story ended with every step done.');
      expect({ done, ending: endingOf(said) }).toEqual({ done: true, ending: expect.anything() as unknown });
      expect(said).toMatch(new RegExp(`^ *${steps}/${steps} `, 'm'));
      if (/^histories:/m.test(await readFile(join(shelf, `${story}.yaml`), 'utf8')))
        expect(said.slice(said.indexOf('The story ended'))).toMatch(/\d{4}-\d\d-\d\d {2}CaseOpened/);
    });
  });

  it(
    'that ends otherwise than it says stops there, and the exit code tells',
    async () => {
      const story = await written(
        'otherwise',
        `story: otherwise
title: A story that expects what does not happen
steps:
  - say: The police open a case.
    at: 2014-02-03
    as: TH/atpd/officer
    do: OpenCase
    body: { channel: raid, sex: male, ageBand: adult, mainLanguage: my, urgency: normal }
    keep: { man.caseId: body.caseId }
  - say: The screening is wrongly expected to be refused.
    as: TH/atpd/officer
    do: CompleteScreening
    on: { caseId: '\${man.caseId}' }
    body: { outcome: presumed, indicators: [debt] }
    expect: { refusal: wrong_state }
  - say: Nobody comes to this step.
`,
      );
      const { code, said } = await playedThrough(story);
      expect(said).toMatch(
        /Step 2 \(line 10 of .*otherwise\.yaml\) ended otherwise than it says: .* answered 200, not a refusal/,
      );
      expect(said).not.toContain('Nobody comes to this step.');
      expect(said).not.toContain('every step done');
      expect(code).toBe(1);
    },
    longestStoryMs,
  );

  it.each([
    [
      'with a word that no story knows',
      `story: broken
title: A broken story
steps:
  - say: Something.
    sendd: POST /v1/cases
`,
      ':5:5  "sendd" is not known in steps.0',
    ],
    [
      'that refers to what nobody has given',
      `story: broken
title: A broken story
steps:
  - say: Something.
    as: TH/datip
    do: NotifyCountry
    on: { caseId: '\${nobody.caseId}' }
    body: { country: MM, locationType: shelter }
`,
      ':7:5  ${nobody.caseId} is not known at this step',
    ],
    ['that is no YAML', 'story: broken\ntitle: "never closed\n', ':3:1  Missing closing "quote'],
  ])(
    'is refused with line and reason, before anything is brought up, where it is one %s',
    async (_how, text, problem) => {
      const story = await written('broken', text);
      const { code, said } = await played(story);
      expect(said).toContain('The story cannot be played:');
      expect(said).toContain(`${story}${problem}`);
      expect(said).not.toContain('Bringing up');
      expect(code).toBe(1);
    },
    30_000,
  );

  it('that does not exist is refused with the names of those that do', async () => {
    const { code, said } = await played('a-story-nobody-wrote');
    expect(said).toContain('There is no story "a-story-nobody-wrote"');
    for (const name of stories) expect(said).toContain(name);
    expect(code).toBe(1);
  }, 30_000);
});
