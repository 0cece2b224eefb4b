import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres, type RunningPostgres } from '../../../apps/sandbox/postgres.js';
import { gone } from '../../../apps/sandbox/postgres/processes.js';
import type { Disk } from '../disk.js';
import type { Guard } from '../guard.js';
import type { Weakness } from '../plan.js';

/** A PostgreSQL that can be broken in every way and is started again. */
export interface Database {
  readonly name: string;
  readonly running: () => RunningPostgres;
  readonly weaknesses: readonly Weakness[];
  /** Files of what it logged: in its earlier lives, and in this one. */
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
};

const postmasterOf = async (dataDir: string): Promise<number | undefined> => {
  const text = await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || undefined;
};

const childrenOf = async (parent: number): Promise<number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent ? [Number(pid)] : [];
    }),
  );
  return found.flat();
};

/** How long a server may take to serve again after it was broken; the rest of a crashed one has to end first. */
const longestStartMs = 90_000;

/** A small log of its own work, so that a small disk carries it. */
const keepSmall = async (adminUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const [setting, value] of [
      ['max_wal_size', '96MB'],
      ['min_wal_size', '32MB'],
    ] as const)
      await client.query(`alter system set ${setting} = '${value}'`);
    await client.query('select pg_reload_conf()');
  } finally {
    await client.end();
  }
};

export interface DatabaseOptions {
  readonly dataDir: string;
  /** The first one tried. */
  readonly port: number;
  /** File to which its log is added whenever it starts again. */
  readonly log: string;
  readonly guard: Guard;
  /** Where the folder is a disk of its own. */
  readonly disk: Disk | undefined;
}

/** Starts a PostgreSQL in a folder. */
export const startDatabase = async (
  name: string,
  { dataDir, port, log, guard, disk }: DatabaseOptions,
): Promise<Database> => {
  let running = await startPostgres({ dataDir, port });
  const watch = async (): Promise<void> => guard.watch(name, await postmasterOf(dataDir));
  await watch();
  await keepSmall(running.adminUrl);

  const keepLog = async (): Promise<void> => {
    const text = await readFile(join(dataDir, 'postgres.log')).catch(() => undefined);
    if (text) await appendFile(log, text);
  };

  const startAgain = async (): Promise<void> => {
    for (const until = Date.now() + longestStartMs; ; await pause(200)) {
      await keepLog();
      try {
        running = await startPostgres({ dataDir, port: running.port });
        return await watch();
      } catch (error) {
        await watch();
        if (Date.now() > until) throw error;
      }
    }
  };

  /** Kills it, its first process alone or all of them, and starts it again after a while. */
  const killed = async (whole: boolean, lastsMs: number): Promise<void> => {
    const postmaster = await postmasterOf(dataDir);
    if (postmaster === undefined) return startAgain();
    const pids = whole ? [postmaster, ...(await childrenOf(postmaster))] : [postmaster];
    for (const pid of pids) signal(pid, 'SIGKILL');
    guard.watch(name, undefined);
    await gone(postmaster, 5_000);
    await pause(lastsMs);
    await startAgain();
  };

  const frozen = async (lastsMs: number): Promise<void> => {
    const postmaster = await postmasterOf(dataDir);
    if (postmaster === undefined) return;
    signal(postmaster, 'SIGSTOP');
    const children = await childrenOf(postmaster);
    for (const pid of children) signal(pid, 'SIGSTOP');
    await pause(lastsMs);
    for (const pid of [...children, postmaster]) signal(pid, 'SIGCONT');
  };

  /** A server that finds no room may end; whoever runs it starts it again when there is room. */
  const filled =
    (room: Disk) =>
    async (lastsMs: number): Promise<void> => {
      await room.fill();
      await pause(lastsMs);
      await room.free();
      await pause(1_000);
      const postmaster = await postmasterOf(dataDir);
      if (postmaster === undefined || (await gone(postmaster, 0))) await startAgain();
    };

  return {
    name,
    running: () => running,
    logs: [log, join(dataDir, 'postgres.log')],
    weaknesses: [
      { kind: 'postmaster', target: name, lastsMs: [0, 3_000], inflict: (lastsMs) => killed(false, lastsMs) },
      { kind: 'database', target: name, lastsMs: [0, 4_000], inflict: (lastsMs) => killed(true, lastsMs) },
      { kind: 'freeze', target: name, lastsMs: [500, 7_000], inflict: frozen },
      ...(disk
        ? [{ kind: 'disk', target: name, lastsMs: [500, 4_000], inflict: filled(disk) } as const]
        : []),
    ],
    stop: async () => {
      await running.stop();
      guard.watch(name, undefined);
    },
  };
};
