import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Disk } from '../disk.js';
import { guardOf, type Guard } from '../guard.js';
import { randomFrom } from '../random.js';
import { startServer, type Server } from './server.js';

describe('a server of a run', () => {
  let folder: string;
  let guard: Guard;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'homeward-server-'));
    guard = guardOf(folder);
  });
  afterEach(async () => {
    await guard.end();
    await rm(folder, { recursive: true, force: true });
  });

  const serve = (script: string, disk?: Disk): Promise<Server> =>
    startServer({
      name: 'a store',
      command: process.execPath,
      args: ['-e', script],
      log: join(folder, 'log'),
      answers: () => Promise.resolve(true),
      guard,
      kind: 'store',
      disk,
    });

  it('that ends by itself is told with its last words', async () => {
    const server = await serve('console.log("no leader"); setTimeout(() => process.exit(3), 200)');
    while (server.endedByItself().length === 0) await pause(20);
    expect(server.endedByItself()).toEqual(['a store ended with 3; it said last: no leader']);
    await server.stop();
  });

  it('that is killed by the run is not', async () => {
    const server = await serve('setInterval(() => undefined, 1000)');
    const killing = server.weaknesses.find(({ kind }) => kind === 'store');
    expect(killing).toBeDefined();
    await killing?.inflict(0, randomFrom(1));
    await server.stop();
    expect(server.endedByItself()).toEqual([]);
  });

  it('that ends some time after its disk was full is not told, and serves again', async () => {
    const full = join(folder, 'full');
    const disk: Disk = { folder, fill: () => writeFile(full, ''), free: () => rm(full) };
    const server = await serve(
      `console.log("serves");
       const look = setInterval(() => {
         if (!require("node:fs").existsSync(${JSON.stringify(full)})) return;
         clearInterval(look);
         setTimeout(() => process.exit(1), 1500);
       }, 20);
       setInterval(() => undefined, 1000)`,
      disk,
    );
    const starts = async (): Promise<number> =>
      (await readFile(join(folder, 'log'), 'utf8')).split('\n').filter((line) => line === 'serves').length;
    while ((await starts()) < 1) await pause(20);
    await server.weaknesses.find(({ kind }) => kind === 'disk')?.inflict(500, randomFrom(1));
    while ((await starts()) < 2) await pause(20);
    await pause(2_000);
    expect(server.endedByItself()).toEqual([]);
    await server.stop();
  });
});
