import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { knownHere } from './known-here.js';
import { storyNamed } from './stories.js';
import type { KnownCommand } from './story/index.js';

const shelf = 'apps/sandbox/stories';
const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length));

describe('what the nodes of the sandbox know', () => {
  const wrongIn = (command: string, body: Parameters<KnownCommand['wrongIn']>[0]) =>
    knownHere.commands
      .get(command)
      ?.wrongIn(body, 'TH')
      .map(({ path, reason }) => [path.join('.'), reason]);

  it('is asked for every code of a body, unless only the course of the story gives it', () => {
    const plan = { to: 'MM', point: 'mae-sot', on: '2014-08-04', legs: [] };
    expect(wrongIn('PlanJourney', { ...plan, legs: [{ from: 'a', to: 'b', mode: 'road' }] })).toEqual([
      ['point', expect.stringMatching(/^there is no "mae-sot" here; there are .*mae-sot-myawaddy/)],
    ]);
    expect(wrongIn('ReferToAgency', { agency: 'datipp', reason: 'case_work' })).toEqual([
      ['agency', expect.stringMatching(/no "datipp"/)],
    ]);
    expect(wrongIn('ReferToAgency', { agency: '${someone.office}', reason: 'case_work' })).toEqual([]);
    expect(wrongIn('ReferToAgency', { agency: 'datip', reason: 'case_work', why: 'x' })).toEqual([
      ['why', expect.stringMatching(/^the command knows no "why"; it has agency, reason/)],
    ]);
  });
});

describe('a story that is named', () => {
  it.each([
    ['./nowhere.yaml', /^There is no file \.\/nowhere\.yaml\.$/],
    ['README.md', /^README\.md is no \.yaml file/],
    ['docs', /^There is no story "docs"\. Give a \.yaml file or one of: /],
    ['no-such-story', /^There is no story "no-such-story"/],
  ])('%s is refused with a sentence that fits', async (name, sentence) => {
    await expect(storyNamed(name)).rejects.toThrow(sentence);
  });
});

describe('the stories that come with the sandbox', () => {
  it.each([...namesIn(shelf), ...namesIn(`${shelf}/preludes`)])(
    '%s names no command, agency, address or person that there is not',
    async (name) => {
      expect((await storyNamed(name)).story).toBe(name);
    },
  );

  it.each(namesIn('docs/how-to'))('%s of the guides neither', async (name) => {
    expect((await storyNamed(`docs/how-to/${name}.yaml`)).story).toBe(name);
  });
});
