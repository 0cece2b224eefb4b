import { createHash, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  beyondAnyLease,
  fences,
  heldLeases,
  LeaseLost,
  releaseLeases,
  takeLease,
  type Lease,
  type LeaseDatabase,
} from './lease.js';

/** A lease as its holder has it. */
export interface HeldLease extends Lease {
  /** Whether no other process can have it: false when it could not be renewed in time. By this process's clock. */
  readonly sure: () => boolean;
}

/** A piece of work that one process of a team does at a time: until the signal aborts, or until it fails. */
export type SharedWork = (lease: HeldLease, signal: AbortSignal) => Promise<void>;

export interface WorkReport {
  readonly what: 'took_over' | 'handed_on' | 'failed';
  readonly name: string;
  readonly error?: unknown;
}

export interface ShareOptions {
  /** May write the tables of `followingMigrations`. Better no pool that the work itself can exhaust. */
  readonly database: LeaseDatabase;
  /** P1: `projector`. Processes of one team with the same work share it evenly. */
  readonly team: string;
  /** By the names of their leases. */
  readonly work: ReadonlyMap<string, SharedWork>;
  /** After this long without renewal another process takes over, milliseconds; less than a minute. */
  readonly leaseMs?: number;
  readonly report?: (report: WorkReport) => void;
  /** Whether only a person's decision helps: then it is tried again seldom. */
  readonly hopeless?: (error: unknown) => boolean;
  /** The leases themselves could not be looked after: their database does not answer. Told once each time. */
  readonly trouble?: (error: unknown) => void;
}

interface Running {
  readonly lease: Lease;
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  lost: boolean;
}

interface Failures {
  readonly count: number;
  /** On `performance.now()`. */
  readonly notBefore: number;
}

const defaultLeaseMs = 4_000;
const longestPauseMs = 2_000;
const hopelessPauseMs = 30_000;
/** For so long a process in which work failed leaves it to the others of its team. */
const unfitMs = 15_000;

/** Processes with other work, as during an upgrade, are another team: neither waits for the other to take its share. */
const teamOf = (team: string, names: Iterable<string>): string =>
  `${team} ${createHash('sha256')
    .update([...names].toSorted().join(' '))
    .digest('hex')
    .slice(0, 12)}`;

const look = `
  with me as (
    insert into following.members (holder, team, expires)
    select $1, $2, clock_timestamp() + $3 * interval '1 millisecond' where $7
    on conflict (holder) do update set expires = excluded.expires
  ), held as (${heldLeases('$4', '$5', '$6', 'update')}
  ), renewed as (
    update following.leases l set expires = clock_timestamp() + $3 * interval '1 millisecond'
    from held where l.name = held.name
    returning l.name
  )
  select (select count(*)::integer from following.members m
          where m.team = $2 and m.expires between clock_timestamp() and ${beyondAnyLease} and m.holder <> $1) as others,
         array(select name from renewed) as renewed`;

/**
 * Does work together with other processes: each piece in one process at a time, evenly spread, and taken over by
 * another within about one and a quarter lease times where its process dies. Resolves when the signal has aborted and all
 * that was in hand is finished and given back.
 */
export const shareWork = async (
  {
    database,
    team,
    work,
    leaseMs = defaultLeaseMs,
    report = () => undefined,
    hopeless = () => false,
    trouble = () => undefined,
  }: ShareOptions,
  signal: AbortSignal,
): Promise<void> => {
  const holder = randomUUID();
  const group = teamOf(team, work.keys());
  const running = new Map<string, Running>();
  const failures = new Map<string, Failures>();
  let sureUntil = 0;
  let unfitUntil = 0;
  let troubled = false;
  setMaxListeners(0, signal);

  const failed = (name: string, since: number, error: unknown): void => {
    const count = performance.now() - since > 10 * longestPauseMs ? 1 : (failures.get(name)?.count ?? 0) + 1;
    const wait = hopeless(error) ? hopelessPauseMs : Math.min(longestPauseMs, 100 * 2 ** (count - 1));
    failures.set(name, { count, notBefore: performance.now() + wait });
    unfitUntil = performance.now() + unfitMs;
  };

  const begin = (name: string, doIt: SharedWork, lease: Lease): void => {
    const stop = new AbortController();
    setMaxListeners(0, stop.signal);
    const since = performance.now();
    let over = false;
    const sure = (): boolean =>
      !over && !stop.signal.aborted && running.get(name)?.lost !== true && performance.now() < sureUntil;
    const follow = async (): Promise<void> => {
      report({ what: 'took_over', name });
      try {
        await doIt({ ...lease, sure }, AbortSignal.any([signal, stop.signal]));
        if (stop.signal.aborted) report({ what: 'handed_on', name });
      } catch (error) {
        if (error instanceof LeaseLost) return report({ what: 'handed_on', name });
        failed(name, since, error);
        report({ what: 'failed', name, error });
      } finally {
        over = true;
        await releaseLeases(database, [lease]).catch(() => undefined);
        running.delete(name);
      }
    };
    running.set(name, { lease, stop, lost: false, ended: Promise.resolve().then(follow) });
  };

  const renew = async (): Promise<number> => {
    const asked = performance.now();
    const mine = [...running.values()].map(({ lease }) => lease);
    const fit = asked >= unfitUntil;
    const { rows } = await database.query<{ others: number; renewed: string[] }>(look, [
      holder,
      group,
      leaseMs,
      ...fences(mine),
      fit,
    ]);
    sureUntil = asked + leaseMs;
    const renewed = new Set(rows[0]?.renewed);
    for (const { name } of mine) {
      const one = running.get(name);
      if (!one || renewed.has(name)) continue;
      one.lost = true;
      one.stop.abort();
    }
    return (rows[0]?.others ?? 0) + 1;
  };

  const giveBackBeyond = (share: number): void => {
    const mine = [...running.values()].filter(({ stop }) => !stop.signal.aborted);
    for (const { stop } of mine.slice(share)) stop.abort();
  };

  const takeFree = async (most: number): Promise<void> => {
    const now = performance.now();
    for (const [name, doIt] of work) {
      if (running.size >= most || signal.aborted) return;
      if (running.has(name) || (failures.get(name)?.notBefore ?? 0) > now) continue;
      const lease = await takeLease(database, name, holder, leaseMs);
      if (lease) begin(name, doIt, lease);
    }
  };

  const turn = async (): Promise<void> => {
    const members = await renew();
    const share = Math.ceil(work.size / members);
    giveBackBeyond(share);
    await takeFree(share);
  };

  while (!signal.aborted) {
    try {
      await turn();
      troubled = false;
    } catch (error) {
      if (!troubled) trouble(error);
      troubled = true;
    }
    await sleep(leaseMs / 4, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all([...running.values()].map(({ ended }) => ended));
  await database
    .query(
      `delete from following.members where holder = $1 or expires < clock_timestamp() - interval '1 hour'`,
      [holder],
    )
    .catch(() => undefined);
};
