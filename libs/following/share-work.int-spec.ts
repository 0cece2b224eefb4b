import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { fence, heldLease } from './lease.js';
import { followingGrants, followingMigrations } from './migrations.js';
import { shareWork, type HeldLease, type WorkReport } from './share-work.js';

const leaseMs = 400;
const names = ['a', 'b', 'c', 'd', 'e'];

describe('work shared by processes', () => {
  let database: ScratchDatabase;
  let role: string;
  let members: Member[];

  /** A process of the team; its death is the end of its connections. */
  interface Member {
    readonly doing: Map<string, HeldLease>;
    readonly reports: WorkReport[];
    readonly stop: () => Promise<void>;
    readonly die: () => Promise<void>;
  }

  const join = (work: readonly string[] = names, fails?: string): Member => {
    const pool = database.poolAs(role, 2);
    const stop = new AbortController();
    const doing = new Map<string, HeldLease>();
    const reports: WorkReport[] = [];
    const one =
      (name: string) =>
      async (lease: HeldLease, signal: AbortSignal): Promise<void> => {
        if (name === fails) throw new Error('cannot');
        doing.set(name, lease);
        await sleep(60_000, undefined, { signal }).catch(() => undefined);
        doing.delete(name);
      };
    const running = shareWork(
      {
        database: pool,
        team: 'spec',
        leaseMs,
        work: new Map(work.map((name) => [name, one(name)])),
        report: (report) => reports.push(report),
      },
      stop.signal,
    );
    const end = async (): Promise<void> => {
      stop.abort();
      await running;
    };
    const member: Member = {
      doing,
      reports,
      stop: end,
      die: async () => {
        await pool.end();
        await end();
      },
    };
    members.push(member);
    return member;
  };

  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (let tries = 0; !holds(); tries += 1) {
      if (tries > 400) throw new Error(`it did not come about in 10 s: ${what}`);
      await sleep(25);
    }
  };
  const all = (...some: readonly Member[]): string[] =>
    some.flatMap(({ doing }) => [...doing.keys()]).toSorted();

  beforeEach(async () => {
    members = [];
    database = await scratchDatabase();
    role = await database.role();
    const migrations = [...followingMigrations];
    const source = new DataSource({ type: 'postgres', url: database.url, migrations });
    await (await source.initialize()).runMigrations();
    await source.destroy();
    for (const grant of followingGrants(role, 'own work')) await database.pool.query(grant);
  });
  afterEach(async () => {
    await Promise.all(members.map(({ stop }) => stop()));
    await database.drop();
  });

  it('is done by the one there is, dealt out evenly when others come, and each piece by one at a time', async () => {
    const first = join();
    await until('all of it', () => first.doing.size === names.length);
    const second = join();
    const third = join();
    const shares = (): string =>
      [first, second, third]
        .map(({ doing }) => doing.size)
        .toSorted()
        .join();
    await until('an even share for each', () => shares() === '1,2,2');
    await until('all of it, each once', () => all(first, second, third).join() === names.join());
  });

  it('goes to the others when a process dies, after its leases have run out', async () => {
    const first = join();
    const second = join();
    await until('a share for each', () => first.doing.size >= 2 && second.doing.size >= 2);
    const died = Date.now();
    await first.die();
    await until('all of it', () => second.doing.size === names.length);
    expect(Date.now() - died).toBeLessThan(20 * leaseMs);
  });

  it('is given back at once by a process that stops', async () => {
    const first = join();
    await until('all of it', () => first.doing.size === names.length);
    await first.stop();
    const { rows } = await database.pool.query(
      `select from following.leases where expires > clock_timestamp()`,
    );
    expect(rows).toHaveLength(0);
  });

  it('is left to the others by a process in which it fails', async () => {
    const broken = join(names, 'c');
    await until('a failure', () =>
      broken.reports.some(({ what, name }) => what === 'failed' && name === 'c'),
    );
    const sound = join();
    await until('it is done', () => sound.doing.has('c'));
  });

  it('is taken over in time from a process that died before the clock of the database was set back', async () => {
    const first = join();
    await until('all of it', () => first.doing.size === names.length);
    await first.die();
    for (const table of ['leases', 'members'])
      await database.pool.query(`update following.${table} set expires = expires + interval '2 hours'`);
    const second = join();
    await until('all of it', () => second.doing.size === names.length);
  });

  it('does not wait for a process that has other work, as during an upgrade', async () => {
    const older = join(['a', 'b', 'c_v1']);
    await until('all of the older', () => older.doing.size === 3);
    const newer = join(['a', 'b', 'c_v2']);
    await until('what is new', () => newer.doing.has('c_v2'));
    expect(all(older)).toEqual(['a', 'b', 'c_v1']);
  });

  it('is fenced: who lost it is told, is not sure of it, and writes nothing beside it', async () => {
    const first = join(['a']);
    await until('it is held', () => first.doing.has('a'));
    const lease = first.doing.get('a');
    if (!lease) throw new Error('no lease');
    expect(lease.sure()).toBe(true);
    const mayWrite = async (): Promise<boolean> =>
      (await database.pool.query(heldLease(1), [...fence(lease)])).rows.length === 1;
    expect(await mayWrite()).toBe(true);
    await database.pool.query(
      `update following.leases set epoch = epoch + 1, holder = 'another', expires = clock_timestamp() + interval '30 seconds'`,
    );
    expect(await mayWrite()).toBe(false);
    await until('the work has ended', () => !first.doing.has('a'));
    expect(lease.sure()).toBe(false);
    expect(first.reports.at(-1)?.what).toBe('handed_on');
  });
});
