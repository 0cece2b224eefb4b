import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

describe('npm start', () => {
  it('hands every signal to what it starts: no shell stands between', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync('package.json', 'utf8')));
    for (const name of ['start', 'start:engines', 'test'])
      expect(scripts[name]).toMatch(/^exec node -r \.\/apps\/required-node\.cjs /);
  });

  it('leaves no node that serves on, even where it is killed without a word', async () => {
    const npm = spawn('npm', ['start', '--', '--no-story'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    npm.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    for (const limit = Date.now() + 60_000; Date.now() < limit; await pause(100))
      if (said.includes('The nodes stay up.')) break;
    const urls = [...said.matchAll(/^\w+ +(http:\S+) +documentation/gm)].map(([, url = '']) => url);
    expect(urls).toHaveLength(2);
    expect(await Promise.all(urls.map(answers))).toEqual([true, true]);
    const gone = new Promise((resolve) => npm.once('close', resolve));
    npm.kill('SIGKILL');
    for (const limit = Date.now() + 40_000; Date.now() < limit; await pause(250))
      if (!(await Promise.all(urls.map(answers))).includes(true)) break;
    expect(await Promise.all(urls.map(answers))).toEqual([false, false]);
    await gone;
  }, 120_000);
});
