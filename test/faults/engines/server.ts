import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Disk } from '../disk.js';
import type { Guard } from '../guard.js';
import { lastLine } from '../log-ends.js';
import type { FaultKind, Weakness } from '../plan.js';

export interface ServerOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** File to which what it writes is added. */
  readonly log: string;
  readonly answers: () => Promise<boolean>;
  readonly guard: Guard;
  /** The kind under which its killing is planned. */
  readonly kind: FaultKind;
  /** Where what it keeps lies on a disk of its own. */
  readonly disk?: Disk | undefined;
}

/** A server that is a process of ours: killed without a warning, started again on what it kept. */
export interface Server {
  readonly weaknesses: readonly Weakness[];
  /** A line for each time that it ended, having served, without our doing; but for want of room, for which it may. */
  readonly endedByItself: () => readonly string[];
  stop(): Promise<void>;
}

const longestStartMs = 120_000;

/** Starts a server and resolves when it answers. A start that fails is tried again: ports and locks free themselves. */
export const startServer = async ({
  name,
  command,
  args,
  env,
  log,
  answers,
  guard,
  kind,
  disk,
}: ServerOptions): Promise<Server> => {
  let child: ChildProcess | undefined;
  /** It serves, and nobody wants it to end. */
  let expected = false;
  const byItself: string[] = [];

  const ended = (): boolean => !child || child.exitCode !== null || child.signalCode !== null;

  const launch = (): void => {
    const file = openSync(log, 'a', 0o600);
    child = spawn(command, args, {
      detached: true,
      stdio: ['ignore', file, file],
      env: { ...process.env, ...env },
    });
    closeSync(file);
    child.on('error', () => undefined);
    child.once('exit', (code, signal) => {
      if (!expected) return;
      expected = false;
      byItself.push(`${name} ended with ${String(code ?? signal)}; it said last: ${lastLine(log)}`);
    });
    guard.watch(name, child.pid);
  };

  const start = async (): Promise<void> => {
    launch();
    for (const until = Date.now() + longestStartMs; !(await answers()); await pause(200)) {
      if (Date.now() > until) throw new Error(`${name} did not answer within ${longestStartMs / 1_000} s.`);
      if (ended()) launch();
    }
    expected = true;
  };

  const kill = async (): Promise<void> => {
    expected = false;
    const running = child;
    if (!running || ended()) return;
    const exit = once(running, 'exit');
    running.kill('SIGKILL');
    await exit;
    guard.watch(name, undefined);
  };

  /**
   * A server that finds no room may end, EventStoreDB some ten seconds after it decided to; whoever runs it starts it again
   * when there is room.
   */
  const filled =
    (room: Disk) =>
    async (lastsMs: number): Promise<void> => {
      expected = false;
      await room.fill();
      await pause(lastsMs);
      await room.free();
      await kill();
      await start();
    };

  await start();
  return {
    weaknesses: [
      {
        kind,
        target: name,
        lastsMs: [0, 4_000],
        inflict: async (lastsMs) => {
          await kill();
          await pause(lastsMs);
          await start();
        },
      },
      {
        kind: 'freeze',
        target: name,
        lastsMs: [500, 7_000],
        inflict: async (lastsMs) => {
          const running = child;
          running?.kill('SIGSTOP');
          await pause(lastsMs);
          running?.kill('SIGCONT');
        },
      },
      ...(disk
        ? [{ kind: 'disk', target: name, lastsMs: [500, 4_000], inflict: filled(disk) } as const]
        : []),
    ],
    endedByItself: () => byItself,
    stop: kill,
  };
};
