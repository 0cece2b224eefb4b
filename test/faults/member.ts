import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, closeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Guard } from './guard.js';
import type { Stop } from './judge/index.js';
import { lastLine } from './log-ends.js';
import type { Begin } from '../kit/node.child.js';
import type { Weakness } from './plan.js';

/** One process of a node under a supervisor that starts it again whenever it ends. */
export interface Member {
  readonly name: string;
  readonly weaknesses: readonly Weakness[];
  /** A line for each time that it ended, or did not start, without having been killed by us: how, and what it said last. */
  readonly endedByItself: () => readonly string[];
  readonly serves: () => boolean;
  /** Asks it to end (SIGTERM). Killed after half a minute. */
  stop(): Promise<Stop>;
}

export interface MemberOptions {
  readonly name: string;
  readonly begin: Omit<Begin, 'skewMs' | 'wholeLog'>;
  /** File of what it writes to standard output and standard error. */
  readonly output: string;
  readonly guard: Guard;
}

const betweenStartsMs = 500;
const longestEndMs = 30_000;
const hourMs = 3_600_000;

export const startMember = ({ name, begin, output, guard }: MemberOptions): Member => {
  let child: ChildProcess | undefined;
  let serving = false;
  let held = false;
  let stopped = false;
  let skewMs = 0;
  const byItself: string[] = [];

  const start = (): void => {
    const file = openSync(output, 'a', 0o600);
    const started = fork(new URL('../kit/node.child.js', import.meta.url), {
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', file, file, 'ipc'],
    });
    closeSync(file);
    child = started;
    guard.watch(name, started.pid);
    started.on('error', () => undefined);
    started.once('message', () => (serving = true));
    started.once('exit', (code, signal) => {
      serving = false;
      guard.watch(name, undefined);
      if (stopped || held) return;
      byItself.push(`${name} ended with ${String(code ?? signal)}; it said last: ${lastLine(output)}`);
      setTimeout(() => {
        if (!stopped && !held) start();
      }, betweenStartsMs);
    });
    started.send({ ...begin, skewMs, wholeLog: true } satisfies Begin, () => undefined);
  };

  const killed = async (): Promise<void> => {
    held = true;
    const running = child;
    if (running && running.exitCode === null && running.signalCode === null) {
      const exit = once(running, 'exit');
      running.kill('SIGKILL');
      await exit;
    }
  };
  const startAgain = (): void => {
    held = false;
    if (!stopped) start();
  };

  start();
  return {
    name,
    endedByItself: () => byItself,
    serves: () => serving,
    weaknesses: [
      {
        kind: 'kill',
        target: name,
        lastsMs: [0, 3_000],
        inflict: async (lastsMs) => {
          await killed();
          await pause(lastsMs);
          startAgain();
        },
      },
      {
        kind: 'freeze',
        target: name,
        lastsMs: [500, 9_000],
        inflict: async (lastsMs) => {
          const running = child;
          running?.kill('SIGSTOP');
          await pause(lastsMs);
          running?.kill('SIGCONT');
        },
      },
      {
        kind: 'clock',
        target: name,
        lastsMs: [5_000, 20_000],
        inflict: async (lastsMs, random) => {
          skewMs = random.pick([-1, 1]) * random.between(1, 7) * hourMs;
          await killed();
          startAgain();
          await pause(lastsMs);
          skewMs = 0;
          await killed();
          startAgain();
        },
      },
    ],
    stop: async () => {
      stopped = true;
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null)
        return { name, tookMs: 0, how: undefined };
      // One that was started again a moment ago has no work to end yet: the signal itself may end it.
      const idle = !serving;
      const began = Date.now();
      const exit = once(running, 'exit');
      running.kill('SIGTERM');
      const late = setTimeout(() => running.kill('SIGKILL'), longestEndMs);
      await exit;
      clearTimeout(late);
      const how = running.exitCode ?? running.signalCode ?? undefined;
      return { name, tookMs: Date.now() - began, how: idle && how === 'SIGTERM' ? 0 : how };
    },
  };
};
