import { spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries, type Binaries } from './postgres/binaries.js';
import { takeFolder, writeSecret, type DataFolder } from './postgres/folder.js';
import { stopLeftover } from './postgres/leftover.js';
import { freePortFrom } from './postgres/port.js';
import { endProcess } from './postgres/processes.js';
import { whoRuns, type RunAs } from './postgres/run-as.js';
import { passwordsOf } from './secrets.js';

const administrator = 'homeward';
const defaultPort = 54_320;
const startLimitMs = 60_000;

export interface PostgresOptions {
  /** Made where absent; must be empty or a sandbox's own. */
  readonly dataDir: string;
  /** First port to try; the next free one is taken where it is in use. */
  readonly port?: number;
  /** The data go with `stop()`, and after a kill -9 of this process too. */
  readonly ephemeral?: boolean;
}

export interface RunningPostgres {
  /** As the administrator of the server, on its database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  /** Ends the server, gently or else by force; answers within half a minute and may be called again. */
  stop(): Promise<void>;
}

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'synchronous_commit=on',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  'jit=off',
  // Values of rows stand in details and statements of errors: neither is written to the log.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
];

/** What goes with this process need not outlive the machine: nothing of it waits for the disk. */
const settingsFor = (ephemeral: boolean): readonly string[] =>
  [...settings, `fsync=${ephemeral ? 'off' : 'on'}`, `full_page_writes=${ephemeral ? 'off' : 'on'}`].flatMap(
    (setting) => ['-c', setting],
  );

interface Server {
  readonly binaries: Binaries;
  readonly data: DataFolder;
  readonly runAs: RunAs | undefined;
  readonly password: string;
  readonly ephemeral: boolean;
}

const finished = (child: ChildProcess): Promise<number | string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });

/** Makes the cluster beside its place and moves it there when whole, so that a half-made one is never taken for one. */
const initialise = async ({ binaries, data, runAs, password, ephemeral }: Server): Promise<void> => {
  const making = join(dirname(data.cluster), `postgres.making-${process.pid}`);
  const passwordFile = `${making}.password`;
  await mkdir(making, { mode: 0o700 });
  if (runAs) await chown(making, runAs.uid, runAs.gid);
  await writeSecret(passwordFile, password, runAs);
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${making}`,
      `--username=${administrator}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
      ...(ephemeral ? ['--no-sync'] : []),
    ],
    { ...runAs, cwd: '/', detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await finished(child).finally(() => rm(passwordFile, { force: true }));
  if (code !== 0) throw new Error(`PostgreSQL could not prepare its files (${code}): ${said.trim()}`);
  await rename(making, data.cluster);
};

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** Ends the server and removes its data as soon as this process is gone, however it went. */
const endWithUs = (pid: number, data: DataFolder): ChildProcess => {
  const script =
    'cat >/dev/null; kill -QUIT "$0"; i=0; while kill -0 "$0" && [ $i -lt 100 ]; do i=$((i+1)); sleep 0.1; done; rm -rf -- "$@"';
  const child = spawn('sh', ['-c', script, String(pid), data.cluster, data.folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.unref();
  return child;
};

const serve = async (server: Server, port: number): Promise<'port_taken' | ChildProcess> => {
  const { binaries, data, runAs, ephemeral } = server;
  const logPath = join(data.folder, 'postgres.log');
  const log = await open(logPath, 'w', 0o600);
  // A session of its own: Ctrl-C must reach the nodes first, and the server only through stop().
  const child = spawn(
    binaries.postgres,
    ['-D', data.cluster, '-p', String(port), ...settingsFor(ephemeral)],
    {
      ...runAs,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    },
  );
  await log.close();
  const end = { code: undefined as number | string | undefined };
  void finished(child).then(
    (code) => (end.code = code),
    (error: unknown) => (end.code = String(error)),
  );
  const url = adminUrlOf(server, port);
  for (const limit = Date.now() + startLimitMs; Date.now() < limit; await pause(30)) {
    if (end.code !== undefined) {
      const text = await readFile(logPath, 'utf8').catch(() => '');
      if (/address already in use/i.test(text)) return 'port_taken';
      throw new Error(
        `PostgreSQL ended while starting (${end.code}). Its log ${logPath} ends:\n${text.slice(-2_000)}`,
      );
    }
    if (await answers(url)) return child;
  }
  await endServer(child);
  throw new Error(`PostgreSQL did not answer within ${startLimitMs / 1_000} s. See its log ${logPath}.`);
};

const adminUrlOf = ({ password }: Server, port: number): string =>
  `postgres://${administrator}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

const endServer = async (child: ChildProcess): Promise<void> => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await endProcess(child.pid, [
    ['SIGINT', 15_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 2_000],
  ]);
};

const startOnFreePort = async (
  server: Server,
  first: number,
): Promise<{ child: ChildProcess; port: number }> => {
  for (let port = await freePortFrom(first); ; port = await freePortFrom(port + 1)) {
    const child = await serve(server, port);
    if (child !== 'port_taken') return { child, port };
  }
};

/**
 * Starts a durable PostgreSQL on a data folder, listening on 127.0.0.1 only. Works as root (as another user then) and as
 * an ordinary user; takes the next free port; stops the server that a killed sandbox left; begins again where an
 * initialisation was interrupted. Throws with a sentence that says what to do.
 */
export const startPostgres = async (options: PostgresOptions): Promise<RunningPostgres> => {
  const runAs = await whoRuns();
  const data = await takeFolder(options.dataDir, runAs);
  try {
    const binaries = await findBinaries(runAs);
    const passwords = await passwordsOf(data.folder, [administrator]);
    const password = passwords.get(administrator) ?? '';
    const server: Server = { binaries, data, runAs, password, ephemeral: options.ephemeral ?? false };
    await stopLeftover(data.cluster);
    if (!(await readFile(join(data.cluster, 'PG_VERSION')).catch(() => undefined))) await initialise(server);
    const { child, port } = await startOnFreePort(server, options.port ?? defaultPort);
    await data.markReady();
    const guard = server.ephemeral && child.pid !== undefined ? endWithUs(child.pid, data) : undefined;
    child.unref();
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      guard?.kill('SIGKILL');
      await endServer(child);
      await (server.ephemeral ? data.remove() : data.release());
    };
    return {
      adminUrl: adminUrlOf(server, port),
      port,
      dataDir: data.folder,
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    await data.release();
    throw error;
  }
};
