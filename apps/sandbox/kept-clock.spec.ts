import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keptClock } from './kept-clock.js';

describe('the clock of a sandbox', () => {
  let folder: string;
  let machine: number;
  const clockFrom = (startAt?: string) => keptClock(folder, startAt, () => machine);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-clock-'));
    machine = Date.parse('2026-03-01T00:00:00Z');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is the machine’s where no story is played', async () => {
    const clock = await clockFrom();
    machine += 20_000; // While the nodes start.
    await clock.goOn();
    machine += 1_500;
    expect(clock.now()).toBe('2026-03-01T00:00:21.500Z');
    await clock.stop();
  });

  it('stands where a story stands, and goes on from there after it', async () => {
    const clock = await clockFrom('2012-11-16T00:00:00Z');
    await clock.moveTo('2014-08-04T00:00:00Z');
    machine += 1_500;
    expect(clock.now()).toBe('2014-08-04T00:00:00.000Z');
    await clock.goOn();
    machine += 1_500;
    expect(clock.now()).toBe('2014-08-04T00:00:01.500Z');
    await clock.stop();
  });

  it('never starts on kept data before what was recorded there, also where the sandbox was killed', async () => {
    const first = await clockFrom('2040-01-01T00:00:00Z');
    await first.goOn();
    machine += 4_000;
    const recorded = first.now();
    const afterKill = await clockFrom();
    expect(afterKill.now() >= recorded).toBe(true);
    await first.stop();
    expect((await clockFrom('2012-01-01T00:00:00Z')).now() >= recorded).toBe(true);
  });

  it('reads the notes of stories where a folder is older than its own', async () => {
    await writeFile(
      join(folder, 'story-x.json'),
      JSON.stringify({ steps: 3, instant: '2040-01-01T00:00:00.000Z' }),
    );
    expect((await clockFrom()).now()).toBe('2040-01-01T00:00:00.000Z');
  });

  it('stays where it is for a step that a story had reached before, and goes to no earlier one', async () => {
    const before = await clockFrom('2014-08-04T00:00:00Z');
    await before.goOn();
    machine += 60_000;
    await before.stop();
    const clock = await clockFrom('2014-08-04T00:00:00Z');
    await clock.moveTo('2014-08-04T00:00:00Z');
    expect(clock.now()).toBe('2014-08-04T00:01:00.000Z');
    await expect(clock.moveTo('2014-08-04T00:00:30Z')).rejects.toThrow('cannot go back');
    await clock.moveTo('2014-08-05T00:00:00Z');
    expect(clock.now()).toBe('2014-08-05T00:00:00.000Z');
  });
});
