import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { journalOf, noteIn } from './journal.js';
import { parseStory, type PlayableStory } from './story/index.js';
import { knownHere } from './known-here.js';

const step = (say: string) => `  - { say: ${say}, as: police, see: /v1/cases/x, shows: {} }\n`;

const story = async (steps: string, agency = 'atpd', sex = 'male'): Promise<PlayableStory> => {
  const text = `story: training\ntitle: Training\nactors: { police: TH/${agency} }\npeople: { man: { sex: ${sex} } }\nsteps:\n${steps}`;
  const parsed = await parseStory({ file: 't.yaml', text }, () => Promise.resolve(undefined), knownHere);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.story;
};

describe('the note of how far a story has come', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-journal-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const two = `${step('One')}${step('Two')}`;
  const noted = async () =>
    noteIn(folder, await story(two), { steps: 1, values: {}, crossed: [] }, '2020-01-01T00:00:00.000Z');

  it('lets a story go on that is as it was, or was changed where it has not been played yet', async () => {
    expect(await journalOf(folder, await story(two))).toBeUndefined();
    await noted();
    expect(await journalOf(folder, await story(two))).toMatchObject({ steps: 1 });
    expect(
      await journalOf(folder, await story(`${step('One')}${step('Other')}${step('More')}`)),
    ).toMatchObject({
      steps: 1,
    });
  });

  it.each([
    ['a step', () => story(`${step('Another')}${step('Two')}`), /t\.yaml:6 {2}step 1 was played otherwise/],
    ['who took it', () => story(two, 'immigration'), /step 1 was played otherwise/],
    ['a person', () => story(two, 'atpd', 'female'), /"man" was something else/],
  ])('refuses one in which %s was changed after it was played', async (_what, changed, reason) => {
    await noted();
    await expect(changed().then((now) => journalOf(folder, now))).rejects.toThrow(reason);
  });

  it('of before these digests lets the story go on', async () => {
    await noted();
    const path = join(folder, 'story-training.json');
    const { played, given, ...before } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    expect([played, given]).not.toContain(undefined);
    await writeFile(path, JSON.stringify(before));
    expect(await journalOf(folder, await story(`${step('Another')}`))).toMatchObject({ steps: 1 });
  });
});
