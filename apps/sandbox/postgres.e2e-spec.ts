import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import typescript from 'typescript';
import { prepareDatabases } from './databases.js';
import { startPostgres, type RunningPostgres } from './postgres.js';
import { alive } from './postgres/processes.js';

jest.setTimeout(60_000);

const folders: string[] = [];
const running: RunningPostgres[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-lifecycle-'));
  folders.push(folder);
  return folder;
};
const start = async (options: Parameters<typeof startPostgres>[0]): Promise<RunningPostgres> => {
  const postgres = await startPostgres(options);
  running.push(postgres);
  return postgres;
};
const ask = async (url: string, sql: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(sql)).rows[0]?.answer;
  } finally {
    await client.end();
  }
};
const postmasterPid = async (adminUrl: string): Promise<number> => {
  const folder = String(
    await ask(adminUrl, `select setting as answer from pg_settings where name = 'data_directory'`),
  );
  return Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
};
const until = async (condition: () => Promise<boolean>, withinMs: number): Promise<boolean> => {
  for (const end = Date.now() + withinMs; Date.now() < end; await pause(50))
    if (await condition()) return true;
  return false;
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
const nobody = (): { uid: number; gid: number } => ({
  uid: Number(execFileSync('id', ['-u', 'nobody'])),
  gid: Number(execFileSync('id', ['-g', 'nobody'])),
});

const here = join(process.cwd(), 'apps', 'sandbox');
let program: Promise<string> | undefined;
/** The lifecycle as a program of its own, which can be killed: compiled beside node_modules, where imports resolve. */
const compiled = async (): Promise<string> => {
  const target = await mkdtemp(join(process.cwd(), 'node_modules', 'lifecycle-'));
  folders.push(target);
  await chmod(target, 0o755);
  await mkdir(join(target, 'postgres'));
  const files = [
    'postgres.ts',
    'secrets.ts',
    ...(await readdir(join(here, 'postgres'))).map((name) => `postgres/${name}`),
  ];
  for (const file of files) {
    const { outputText } = typescript.transpileModule(await readFile(join(here, file), 'utf8'), {
      compilerOptions: { module: typescript.ModuleKind.ESNext, target: typescript.ScriptTarget.ES2022 },
    });
    await writeFile(join(target, file.replace(/ts$/, 'js')), outputText);
  }
  await writeFile(join(target, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(
    join(target, 'main.js'),
    `import { startPostgres } from './postgres.js';
     const postgres = await startPostgres(JSON.parse(process.argv[2]));
     console.log(postgres.adminUrl);
     const open = setInterval(() => undefined, 1000);
     process.on('SIGTERM', () => void postgres.stop().then(() => clearInterval(open)));`,
  );
  return join(target, 'main.js');
};

interface Child {
  readonly adminUrl: string;
  kill(): Promise<void>;
  end(): Promise<void>;
}
/** Starts PostgreSQL from another process, perhaps as another user. */
const inChild = async (
  options: Parameters<typeof startPostgres>[0],
  user?: { uid: number; gid: number },
): Promise<Child> => {
  const child = spawn(process.execPath, [await (program ??= compiled()), JSON.stringify(options)], {
    ...user,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const adminUrl = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    void exit.then(() => reject(new Error(`The child ended: ${said}`)));
  });
  const send = (signal: NodeJS.Signals) => async (): Promise<void> => {
    child.kill(signal);
    await exit;
  };
  return { adminUrl, kill: send('SIGKILL'), end: send('SIGTERM') };
};

afterEach(async () => {
  for (const postgres of running.splice(0)) await postgres.stop();
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

let first: Promise<string> | undefined;
/** A data folder that was initialised and served once, copied as often as one is needed. */
const served = async (): Promise<string> => {
  first ??= (async () => {
    const dataDir = await newFolder();
    const postgres = await startPostgres({ dataDir });
    await ask(postgres.adminUrl, 'create table kept as select 42 as answer');
    await postgres.stop();
    return dataDir;
  })();
  const dataDir = await newFolder();
  execFileSync('cp', ['-a', `${await first}/.`, dataDir]);
  return dataDir;
};

describe('the embedded PostgreSQL', () => {
  it('keeps what was written over a stop and a start, is durable and listens on this machine alone', async () => {
    const dataDir = await served();
    const { adminUrl, port } = await start({ dataDir });
    expect(await ask(adminUrl, 'select answer from kept')).toBe(42);
    expect(
      await ask(
        adminUrl,
        `select current_setting('fsync') || current_setting('synchronous_commit') as answer`,
      ),
    ).toBe('onon');
    expect(await ask(adminUrl, `select current_setting('unix_socket_directories') as answer`)).toBe('');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ family, internal }) => family === 'IPv4' && !internal);
    if (outside)
      await expect(
        ask(adminUrl.replace('127.0.0.1', outside.address), 'select 1 as answer'),
      ).rejects.toThrow();
    expect(port).toBeGreaterThan(1024);
    const wrong = adminUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(ask(wrong, 'select 1 as answer')).rejects.toThrow(/password authentication failed/);
  });

  it('takes the next free port where one is taken', async () => {
    const dataDir = await served();
    const blocker = await new Promise<Server>((resolve) => {
      const server = createServer();
      server.listen(0, '127.0.0.1', () => resolve(server));
    });
    const address = blocker.address();
    const taken = typeof address === 'object' && address ? address.port : 0;
    const { adminUrl, port } = await start({ dataDir, port: taken });
    expect(port).toBeGreaterThan(taken);
    expect(await ask(adminUrl, 'select answer from kept')).toBe(42);
    blocker.close();
  });

  it('goes on after a kill -9 of the process that started it, with what was committed', async () => {
    const dataDir = await served();
    const child = await inChild({ dataDir });
    await ask(child.adminUrl, 'create table committed as select 7 as answer');
    const pid = await postmasterPid(child.adminUrl);
    await child.kill();
    expect(alive(pid)).toBe(true);
    const second = await start({ dataDir });
    expect(await until(() => Promise.resolve(!alive(pid)), 2_000)).toBe(true);
    expect(await ask(second.adminUrl, 'select answer from committed')).toBe(7);
  });

  it('refuses a folder that another running sandbox has', async () => {
    const dataDir = await served();
    const child = await inChild({ dataDir });
    await expect(startPostgres({ dataDir })).rejects.toThrow(/in use by another sandbox \(process \d+\)/);
    expect(await ask(child.adminUrl, 'select answer from kept')).toBe(42);
    await child.kill();
    await (await startPostgres({ dataDir })).stop();
  });

  it('leaves nothing behind when it was ephemeral, after a stop and after a kill -9', async () => {
    const [stopped, killed] = [await newFolder(), await newFolder()];
    const postgres = await startPostgres({ dataDir: stopped, ephemeral: true });
    await postgres.stop();
    await expect(stat(stopped)).rejects.toThrow(/ENOENT/);
    const child = await inChild({ dataDir: killed, ephemeral: true });
    const pid = await postmasterPid(child.adminUrl);
    await child.kill();
    expect(await until(async () => !alive(pid) && !(await exists(killed)), 10_000)).toBe(true);
  });

  it('begins again where an initialisation was interrupted', async () => {
    const dataDir = await newFolder();
    await chmod(dataDir, 0o711);
    await writeFile(
      join(dataDir, 'homeward-data.json'),
      JSON.stringify({ holds: 'homeward sandbox', ready: false }),
    );
    await mkdir(join(dataDir, 'postgres', 'base'), { recursive: true });
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    await mkdir(join(dataDir, 'postgres.making-1', 'base'), { recursive: true });
    const { adminUrl } = await start({ dataDir });
    expect(await ask(adminUrl, 'select 1 as answer')).toBe(1);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres.making'))).toEqual([]);
  });

  it('never wipes a database that has served, nor a folder that holds something else', async () => {
    const damaged = await served();
    await rm(join(damaged, 'postgres', 'PG_VERSION'));
    await expect(startPostgres({ dataDir: damaged })).rejects.toThrow(/has served before and is damaged/);
    expect(await exists(join(damaged, 'postgres', 'base'))).toBe(true);

    const foreign = await newFolder();
    await writeFile(join(foreign, 'thesis.txt'), 'years of work');
    await expect(startPostgres({ dataDir: foreign })).rejects.toThrow(/not a sandbox's/);
    expect(await readdir(foreign)).toEqual(['thesis.txt']);
  });

  it('signals no process that is not its own, whatever postmaster.pid says', async () => {
    const dataDir = await served();
    const stranger = spawn('sleep', ['30']);
    await writeFile(
      join(dataDir, 'postgres', 'postmaster.pid'),
      `${stranger.pid}\n${join(dataDir, 'postgres')}\n`,
    );
    const { adminUrl } = await start({ dataDir });
    expect(await ask(adminUrl, 'select answer from kept')).toBe(42);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    stranger.kill();
  });

  it('stops at once where the server has died already, and can be stopped twice', async () => {
    const postgres = await startPostgres({ dataDir: await served() });
    process.kill(await postmasterPid(postgres.adminUrl), 'SIGKILL');
    await pause(200);
    const begun = Date.now();
    await Promise.all([postgres.stop(), postgres.stop()]);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it('serves an ordinary user', async () => {
    const dataDir = await newFolder();
    const user = process.getuid?.() === 0 ? nobody() : undefined;
    if (user) await chown(dataDir, user.uid, user.gid);
    const child = await inChild({ dataDir }, user);
    expect(await ask(child.adminUrl, 'select 1 as answer')).toBe(1);
    const pid = await postmasterPid(child.adminUrl);
    await child.end();
    expect(alive(pid)).toBe(false);
  });

  it('serves root below a folder that only root may enter', async () => {
    const closed = await newFolder();
    await chmod(closed, 0o700);
    const dataDir = join(closed, 'data');
    const postgres = await start({ dataDir, ephemeral: true });
    expect(await ask(postgres.adminUrl, 'select 1 as answer')).toBe(1);
    const folder = await ask(postgres.adminUrl, `select current_setting('data_directory') as answer`);
    expect(String(folder).startsWith(dataDir)).toBe(process.getuid?.() !== 0);
    await postgres.stop();
    expect(await exists(String(folder))).toBe(false);
  });
});

describe('the databases of the nodes', () => {
  it('are apart: each role reaches its own, and passwords stay over a restart in a file of their owner', async () => {
    const postgres = await start({ dataDir: await served() });
    const { nodes, exchangeAdminUrl } = await prepareDatabases(postgres, ['TH', 'MM']);
    const [thailand, myanmar] = [nodes.get('TH'), nodes.get('MM')];
    if (!thailand || !myanmar) throw new Error('a node without a database');

    const who = "select current_user || ' ' || current_database() as answer";
    expect(await ask(thailand.owner.url, who)).toBe('homeward_th_owner homeward_th');
    expect(await ask(myanmar.app.url, who)).toBe('homeward_mm_app homeward_mm');
    expect(await ask(myanmar.exchange.url, who)).toBe('homeward_mm_exchange homeward_exchange');
    expect(await ask(exchangeAdminUrl, 'select current_database() as answer')).toBe('homeward_exchange');

    for (const login of [thailand.owner, thailand.events, thailand.app, thailand.exchange])
      for (const database of [myanmar.database, 'postgres']) {
        const elsewhere = new URL(login.url);
        elsewhere.pathname = `/${database}`;
        await expect(ask(elsewhere.toString(), who)).rejects.toThrow(/permission denied/);
      }
    await expect(ask(thailand.app.url, 'create table mine (a int)')).rejects.toThrow(/permission denied/);
    await expect(ask(thailand.owner.url, 'create role friend superuser')).rejects.toThrow(
      /permission denied/,
    );
    expect(
      await ask(thailand.owner.url, 'create schema events; select 1 as answer').catch(String),
    ).not.toMatch(/denied/);

    const again = await prepareDatabases(postgres, ['TH', 'MM']);
    expect(again.nodes.get('TH')?.app.password).toBe(thailand.app.password);
    const secrets = await stat(join(postgres.dataDir, 'passwords.json'));
    expect(secrets.mode & 0o777).toBe(0o600);
    const passwords = [...nodes.values()].flatMap(({ owner, events, app, exchange }) => [
      owner,
      events,
      app,
      exchange,
    ]);
    expect(new Set(passwords.map(({ password }) => password)).size).toBe(8);
  });
});
