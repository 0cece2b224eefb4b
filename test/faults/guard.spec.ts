import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { guardOf } from './guard.js';

/** A process with the command line of a PostgreSQL in a folder. */
const postgresIn = (folder: string) =>
  spawn('bash', ['-c', `exec -a "postgres -D ${folder}/th" sleep 60`], { stdio: 'ignore' });

describe('the guard of a run', () => {
  it('ends a PostgreSQL of its folder of which nobody told it, and no other', async () => {
    const [ours, theirs] = await Promise.all(
      ['homeward-guard-', 'homeward-other-'].map((name) => mkdtemp(join(tmpdir(), name))),
    );
    if (ours === undefined || theirs === undefined) throw new Error('no folders');
    const [here, elsewhere] = [postgresIn(ours), postgresIn(theirs)];
    await Promise.all([once(here, 'spawn'), once(elsewhere, 'spawn')]);
    const ended = once(here, 'exit');
    await guardOf(ours).end();
    expect((await ended)[1]).toBe('SIGKILL');
    expect(existsSync(ours)).toBe(false);
    expect(elsewhere.exitCode ?? elsewhere.signalCode).toBeNull();
    elsewhere.kill('SIGKILL');
    await guardOf(theirs).end();
  });
});
