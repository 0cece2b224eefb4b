import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { sandboxIssuer, type SandboxIssuer } from '#access';
import { askingAs, type Asking, type Node, type Who } from './asking.js';

export type { Node, Who } from './asking.js';

/** The built sandbox as a child process, with what a test needs to ask it and to look behind it. */
export interface TestSandbox extends Asking {
  readonly dataDir: string;
  readonly urls: Readonly<Record<Node, string>>;
  /** Tokens of every agency, by `TH/datip`. */
  readonly tokens: Readonly<Record<string, string>>;
  token(who: Who): string;
  /** Signs tokens that the nodes accept: for expired ones, other people, strange agencies. */
  issuer(): Promise<SandboxIssuer>;
  /** Runs a statement as the owner of a node's database, or as the administrator of the exchange. */
  sql<R extends pg.QueryResultRow>(where: Node | 'exchange', statement: string): Promise<R[]>;
  /** How to log in to a node's database or the exchange as one of their roles. */
  login(where: Node | 'exchange', role: string): pg.ClientConfig;
  /** Everything that both nodes have logged. */
  log(): Promise<string>;
  /** Kills it without a warning (kill -9) and keeps its data: for `startTestSandboxOn`. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** With which monitoring reads the metrics of the nodes. */
export const metricsToken = 'monitoring-of-a-test-and-of-nobody-else';

const program = join(process.cwd(), 'dist', 'apps', 'sandbox', 'main.js');
const longestStartMs = 60_000;
const texts = z.record(z.string(), z.string());
const json = async (path: string): Promise<z.output<typeof texts>> =>
  texts.parse(JSON.parse(await readFile(path, 'utf8')));

/** Resolves with what the sandbox printed once it serves; rejects with it where it ends before. */
const served = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`not ready in time:\n${said}`)), longestStartMs);
    const take = (chunk: Buffer): void => {
      said += chunk.toString();
      if (!said.includes('The nodes stay up.')) return;
      clearTimeout(late);
      resolve(said);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the sandbox ended with ${code}:\n${said}`));
    });
  });

const ended = async (child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await exit;
};

const launch = async (dataDir: string, options: readonly string[]) => {
  const child = spawn(process.execPath, [program, '--no-story', '--data', dataDir, ...options], {
    env: { ...process.env, METRICS_TOKEN: metricsToken },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    return { child, said: await served(child) };
  } catch (error) {
    await ended(child);
    throw error;
  }
};

/** Another sandbox may take the port between the look and the use: then once more. */
const launched = (dataDir: string, options: readonly string[]) =>
  launch(dataDir, options).catch((error: unknown) => {
    if (error instanceof Error && /EADDRINUSE|port/i.test(error.message)) return launch(dataDir, options);
    throw error;
  });

const urlIn = (said: string, name: string): string => {
  const url = new RegExp(`^${name}\\s+(http://\\S+)`, 'm').exec(said)?.[1];
  if (!url) throw new Error(`the sandbox did not say where ${name} listens`);
  return url;
};

const databases = { TH: 'homeward_th', MM: 'homeward_mm', exchange: 'homeward_exchange' } as const;

/** Starts the sandbox that `npm test` built, on data of its own. `options` are those of its command line. */
export const startTestSandbox = async (...options: readonly string[]): Promise<TestSandbox> =>
  startTestSandboxOn(await mkdtemp(join(tmpdir(), 'homeward-e2e-')), ...options);

/** The same on the data that an earlier one left. */
export const startTestSandboxOn = async (
  dataDir: string,
  ...options: readonly string[]
): Promise<TestSandbox> => {
  const { child, said } = await launched(dataDir, options);
  const urls = { TH: urlIn(said, 'Thailand'), MM: urlIn(said, 'Myanmar') };
  const tokens = await json(join(dataDir, 'tokens.json'));
  const passwords = await json(join(dataDir, 'passwords.json'));
  const [, , , port] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const pools = new Map<string, pg.Pool>();

  const login = (where: keyof typeof databases, user: string): pg.ClientConfig => ({
    host: '127.0.0.1',
    port: Number(port),
    user,
    password: passwords[user] ?? '',
    database: databases[where],
  });
  const poolOf = (where: keyof typeof databases): pg.Pool => {
    const user = where === 'exchange' ? 'homeward' : `${databases[where]}_owner`;
    const pool = pools.get(where) ?? new pg.Pool({ ...login(where, user), max: 1 });
    pools.set(where, pool);
    return pool;
  };
  const endPools = async (): Promise<void> => {
    for (const pool of pools.values()) await pool.end();
    pools.clear();
  };

  const token = (who: Who): string => {
    const found = tokens[who];
    if (!found) throw new Error(`no token for ${who}`);
    return found;
  };
  const urlOf = (who: Who): string => (who.startsWith('TH/') ? urls.TH : urls.MM);

  return {
    dataDir,
    urls,
    tokens,
    token,
    issuer: async () =>
      sandboxIssuer({
        audience: 'homeward',
        privateKey: await readFile(join(dataDir, 'token-issuer.pem'), 'utf8'),
      }),
    ...askingAs(urlOf, token),
    sql: async <R extends pg.QueryResultRow>(where: keyof typeof databases, statement: string) =>
      (await poolOf(where).query<R>(statement)).rows,
    login,
    log: () => readFile(join(dataDir, 'nodes.log'), 'utf8'),
    kill: async () => {
      await endPools();
      await ended(child, 'SIGKILL');
    },
    stop: async () => {
      await endPools();
      await ended(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
