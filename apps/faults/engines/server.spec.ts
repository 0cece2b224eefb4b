import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
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

  const serve = (script: string): Promise<Server> =>
    startServer({
      name: 'a store',
      command: process.execPath,
      args: ['-e', script],
      log: join(folder, 'log'),
      answers: () => Promise.resolve(true),
      guard,
      kind: 'store',
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
});
