import { fork, type ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Environment } from './settings.js';

const longestStartMs = 120_000;
const longestStopMs = 15_000;

export interface Running {
  readonly name: string;
  readonly url: string;
  readonly pid: number;
  /** Moves its clock and resolves when it stands there. */
  moveTo(instant: string): Promise<void>;
  /** Lets its clock go on. */
  goOn(): void;
  stop(): Promise<void>;
}

/** Settings of this machine that a process needs, beside its own. */
const ofMachine = (): Environment =>
  Object.fromEntries(
    ['PATH', 'HOME', 'NODE_ENV', 'TMPDIR'].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const endOf = async (log: string): Promise<string> =>
  (await readFile(log, 'utf8').catch(() => '')).split('\n').slice(-8).join('\n');

/** Starts a program of `dist` whose output goes into a file. */
const start = async (program: string, environment: Environment, log: string): Promise<ChildProcess> => {
  const file = await open(log, 'a', 0o600);
  try {
    return fork(new URL(program, import.meta.url), {
      env: { ...ofMachine(), ...environment },
      execArgv: [],
      stdio: ['ignore', file.fd, file.fd, 'ipc'],
    });
  } finally {
    await file.close();
  }
};

/** Runs the job that installs, to its end. Throws with the end of its log where it fails. */
export const migrate = async (name: string, environment: Environment, log: string): Promise<void> => {
  const child = await start('../node/migrate.js', environment, log);
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${name} ended with ${String(code)}:\n${await endOf(log)}`);
};

const ready = async (url: string): Promise<boolean> =>
  url !== '' &&
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const addressIn = (message: unknown): string | undefined =>
  typeof message === 'object' && message !== null && 'listensAt' in message
    ? String(message.listensAt)
    : undefined;

const movedTo = (message: unknown, instant: string): boolean =>
  typeof message === 'object' && message !== null && 'movedTo' in message && message.movedTo === instant;

const stopped = async (child: ChildProcess): Promise<void> => {
  if (ended(child)) return;
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), longestStopMs);
  await exit;
  clearTimeout(force);
};

/**
 * Starts a process of a node and resolves once it is ready. Throws with the end of its log where it ends instead, or is not
 * ready in two minutes.
 */
export const startProcess = async (
  name: string,
  environment: Environment,
  { log, firstPort }: { readonly log: string; readonly firstPort: number },
): Promise<Running> => {
  let url = '';
  const child = await start('./node.child.js', { ...environment, HTTP_PORT: String(firstPort) }, log);
  child.on('message', (message) => {
    url = addressIn(message) ?? url;
  });
  for (const end = Date.now() + longestStartMs; !(await ready(url)); await pause(100)) {
    if (ended(child)) throw new Error(`${name} ended at its start:\n${await endOf(log)}`);
    if (Date.now() < end) continue;
    await stopped(child);
    throw new Error(
      `${name} was not ready within two minutes. The end of its log (--data DIR keeps it):\n${await endOf(log)}`,
    );
  }
  return {
    name,
    url,
    pid: child.pid ?? 0,
    moveTo: (instant) =>
      new Promise((resolve, reject) => {
        const gone = (): void =>
          void endOf(log).then((end) =>
            reject(
              new Error(
                `${name} ended with ${String(child.exitCode ?? child.signalCode)}. The end of its log (--data DIR keeps it):\n${end}`,
              ),
            ),
          );
        const heard = (message: unknown): void => {
          if (!movedTo(message, instant)) return;
          child.off('message', heard).off('exit', gone);
          resolve();
        };
        if (ended(child)) return gone();
        child.on('message', heard).once('exit', gone);
        child.send({ moveTo: instant });
      }),
    goOn: () => {
      child.send({ goOn: true });
    },
    stop: () => stopped(child),
  };
};
