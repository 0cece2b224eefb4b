import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { judgeLogs } from './gather.js';

describe('the logs of a run', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-logs-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are read each, but those that were never begun', async () => {
    const [clean, leaking] = [join(folder, 'clean.log'), join(folder, 'leaking.log')];
    await writeFile(clean, 'listening\n');
    await writeFile(leaking, 'zq7m1x Ma Myint\n');
    const { logs, findings } = await judgeLogs([clean, leaking, join(folder, 'none.log')], 'zq7m1x');
    expect(logs).toBe(2);
    expect(findings).toEqual([{ what: 'personal_data_in_log', where: 'leaking.log, line 1' }]);
  });

  it('that cannot be read end the run, instead of counting as clean', async () => {
    await mkdir(join(folder, 'a.log'));
    await expect(judgeLogs([join(folder, 'a.log')], 'zq7m1x')).rejects.toThrow('EISDIR');
  });
});
