import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { metricsToken } from './sandbox.js';

const Line = z.looseObject({ msg: z.string().optional(), url: z.string().optional() });

const Readiness = z.object({
  ready: z.boolean(),
  parts: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
});

/** One process of a node: `dist/apps/node/main.js` with an environment of its own. */
export interface NodeProcess {
  readonly name: string;
  readonly url: string;
  readonly said: () => string;
  get(path: string): Promise<Response>;
  /** What it answers on health, and with which status. */
  ready(): Promise<{ readonly status: number } & z.output<typeof Readiness>>;
  untilReady(): Promise<void>;
  metrics(): Promise<string>;
  /** Ends it without a warning, kill -9. */
  kill(): Promise<void>;
  /** SIGTERM; its exit code, and how long it took in milliseconds. */
  stop(): Promise<{ readonly code: number | null; readonly ms: number }>;
}

const programOf = (name: string): string => join(process.cwd(), 'dist', 'apps', 'node', `${name}.js`);

type Environment = Readonly<Record<string, string>>;

const launch = (program: string, environment: Environment) => {
  const child = spawn(process.execPath, [programOf(program)], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const take = (chunk: Buffer): void => void (said += chunk.toString());
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return { child, said: () => said };
};

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> => {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
};

/** Runs the job that installs; its exit code, and what it said. */
export const runMigration = async (environment: Environment) => {
  const { child, said } = launch('migrate', environment);
  await once(child, 'exit');
  return { code: child.exitCode, said: said() };
};

const longestStartMs = 60_000;

/** Starts a process and resolves as soon as it listens; whether it serves is asked with `ready`. */
export const startProcess = async (name: string, environment: Environment): Promise<NodeProcess> => {
  const { child, said } = launch('main', { HTTP_PORT: '0', METRICS_TOKEN: metricsToken, ...environment });
  const urlIn = (text: string): string | undefined =>
    text
      .split('\n')
      .filter((line) => line.startsWith('{') && line.endsWith('}'))
      .map((line) => Line.parse(JSON.parse(line)))
      .find(({ msg }) => msg === 'listening')?.url;
  let url: string | undefined;
  for (const until = Date.now() + longestStartMs; !url; url = urlIn(said())) {
    if (child.exitCode !== null || Date.now() > until) {
      await ended(child, 'SIGKILL');
      throw new Error(`${name} does not listen (${child.exitCode}):\n${said()}`);
    }
    await pause(20);
  }
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${url}${path}`, { headers: { connection: 'close', ...headers } });
  const ready: NodeProcess['ready'] = async () => {
    const answer = await get('/health/ready');
    return { status: answer.status, ...Readiness.parse(await answer.json()) };
  };
  return {
    name,
    url,
    said,
    get,
    ready,
    untilReady: async () => {
      for (const until = Date.now() + longestStartMs; !(await ready()).ready; await pause(50))
        if (Date.now() > until)
          throw new Error(`${name} is not ready: ${JSON.stringify(await ready())}\n${said()}`);
    },
    metrics: async () => (await get('/metrics', { authorization: `Bearer ${metricsToken}` })).text(),
    kill: async () => void (await ended(child, 'SIGKILL')),
    stop: async () => {
      const began = Date.now();
      return { code: await ended(child, 'SIGTERM'), ms: Date.now() - began };
    },
  };
};
