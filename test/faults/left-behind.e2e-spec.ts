import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';

const program = join(process.cwd(), 'dist', 'test', 'faults', 'main.js');
const longestMs = 180_000;

/** A run under load, and the folder that it told. */
const running = async (): Promise<{ readonly child: ChildProcess; readonly folder: string }> => {
  const child = spawn(
    process.execPath,
    [program, ...['--minutes', '5', '--exchange', 'embedded', '--event-store', 'double']],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let said = '';
  const take = (chunk: Buffer): void => {
    said += chunk.toString();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  while (!/acknowledged TH [1-9]/.test(said)) {
    if (child.exitCode !== null) throw new Error(said);
    await pause(100);
  }
  return { child, folder: /^folder (\S+)$/m.exec(said)?.[1] ?? '' };
};

/** Command lines of processes that name a folder. */
const processesIn = (folder: string): readonly string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        return line.includes(folder) ? [line] : [];
      } catch {
        return [];
      }
    });

const left = (folder: string) => ({
  folder: existsSync(folder),
  mounts: readFileSync('/proc/mounts', 'utf8').includes(folder),
  processes: processesIn(folder),
});

describe('a run of faults', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'that is ended by %s leaves no process, no mount and no folder behind',
    async (signal) => {
      const { child, folder } = await running();
      expect(left(folder).folder).toBe(true);
      // Faults end processes and start them again: how many there are at one instant says nothing.
      expect(processesIn(folder)).not.toEqual([]);
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      expect(code).toBe(signal === 'SIGTERM' ? 1 : null);
      const nothing = { folder: false, mounts: false, processes: [] };
      for (const until = Date.now() + 40_000; Date.now() < until; await pause(250))
        if (JSON.stringify(left(folder)) === JSON.stringify(nothing)) break;
      expect(left(folder)).toEqual(nothing);
    },
    longestMs,
  );
});
