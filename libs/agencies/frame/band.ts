import type { Pool } from 'pg';
import { comparePositions, type Delivery, type EventStore, type Position } from '#event-store';
import { lanes, oneAhead, repeat } from '#pacing';
import { foldAhead, type FoldedAhead } from './folding.js';
import type { Member } from './member.js';
import { retryParked } from './parking.js';
import { noteCaughtUp, saveStandings, takeTogether } from './taking.js';
import type { View } from './view.js';

export interface BandOptions {
  readonly pool: Pool;
  readonly store: EventStore;
  /** Events a commit while catching up. */
  readonly batch: number;
  /** How often parked cases are looked at, in milliseconds. */
  readonly retryMs: number;
  readonly moved: (view: View, position: Position) => void;
}

/** What a band does beside following. */
export interface BandHabits {
  /** Waits before it begins to read, so that views which come one after the other read together. */
  readonly gather?: () => Promise<void>;
  /** Told of those that have come to the end of the log. */
  readonly caughtUp?: (members: readonly Member[]) => void;
}

/** Views that are moved together: one subscription, and for each delivery one statement. */
export interface Band {
  /** The log is read anew from the lowest of all positions; each view passes over what it has taken. */
  join(members: readonly Member[]): void;
  /** Ends those whose signal has aborted, after the step in hand and a last save of their checkpoints. */
  leave(): Promise<void>;
  /** Lets those go that another band takes. */
  release(members: readonly Member[]): void;
}

/** How often the checkpoint follows a view that events pass without changing it, in milliseconds. */
const saveEveryMs = 250;

/**
 * A batch at least so full is folded while the one before it is written. Of smaller ones, as they come
 * when live, each waits for the last, so that more events gather in the next.
 */
const aheadFrom = 0.25;

/** So many events at least are taken at once, however many views share a statement. */
const leastBatch = 100;

/** A batch that is being taken. */
interface Taking {
  /** Resolves when its rows are remembered: their write has begun, or there is nothing to write, or it has failed. */
  readonly begun: Promise<void>;
  readonly ended: Promise<void>;
}

const lowestOf = (members: readonly Member[]): Position =>
  members
    .map(({ standing }) => standing.position)
    .reduce((lowest, position) => (comparePositions(position, lowest) < 0 ? position : lowest));

/** Types that none of them needs. */
const unreadByAll = ([first, ...others]: readonly Member[]): readonly string[] =>
  [...(first?.unread ?? [])].filter((type) => others.every(({ unread }) => unread.has(type)));

export const createBand = (
  { pool, store, batch, retryMs, moved }: BandOptions,
  { gather, caughtUp = () => undefined }: BandHabits = {},
): Band => {
  const members = new Set<Member>();
  const inLane = lanes();
  /** One thing after the other, in the order in which they came. */
  const inTurn = (task: () => Promise<void>): Promise<void> => inLane('the band', task);
  let reading = new AbortController();
  let failure: { readonly error: unknown; readonly of: readonly Member[] } | undefined;
  let following = false;
  const told = new WeakMap<Member, Position>();

  const fail = (error: unknown): void => {
    failure ??= { error, of: [...members] };
    reading.abort();
  };
  const release = (gone: Iterable<Member>): void => {
    for (const member of gone) members.delete(member);
    if (members.size === 0) reading.abort();
  };
  const tell = (member: Member): void => {
    const { position } = member.standing;
    if (told.get(member) === position || member.lease.sure?.() === false) return;
    told.set(member, position);
    moved(member.lease.view, position);
  };
  /** Does one thing with the views, one after the other; those that it ended are let go. */
  const move = (task: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      if (failure) return;
      await task();
      release([...members].filter((member) => member.hasEnded()));
      for (const member of members) tell(member);
    });
  const present = (some: readonly Member[]): readonly Member[] =>
    some.filter((member) => members.has(member) && !member.hasEnded());
  const leave = (): Promise<void> =>
    inTurn(async () => {
      const leaving = [...members].filter(({ signal }) => signal.aborted);
      await saveStandings(pool, leaving).catch((error: unknown) =>
        leaving.forEach((member) => member.end(error)),
      );
      for (const member of leaving) member.end();
      release(leaving);
    });

  const save = (): Promise<void> => move(() => saveStandings(pool, [...members]));
  const retry = async (): Promise<void> => {
    for (const member of [...members])
      if (member.standing.parked.size > 0)
        await move(async () => {
          if (present([member]).length === 0) return;
          await retryParked({ pool, store }, member).catch(member.end).finally(member.rows.forget);
        });
  };

  const take = (crew: readonly Member[], delivery: Delivery, folded?: FoldedAhead): Taking => {
    let ended: Promise<void> = Promise.resolve();
    const begun = new Promise<void>((writing) => {
      ended = move(async () => {
        const { position } = delivery;
        if (delivery.kind === 'events')
          return takeTogether({ pool, store }, present(crew), delivery.events, position, { folded, writing });
        await noteCaughtUp(pool, present(crew), position);
        caughtUp(present(crew));
      });
      ended.then(writing, writing);
    });
    return { begun, ended };
  };

  /** Reads the log for the views that are there now, until others join, none is left, or it fails. */
  const read = async (): Promise<void> => {
    reading = new AbortController();
    const { signal } = reading;
    let endedByItself = false;
    const end = (): void => {
      endedByItself = !signal.aborted;
      reading.abort();
    };
    // In one order, so that the same views are written by the same statement.
    const crew = [...members].toSorted((a, b) => (a.lease.name < b.lease.name ? -1 : 1));
    const passOver = unreadByAll(crew);
    // A statement of many views is no longer than one of a single view: who renews their leases waits for it.
    const most = Math.max(Math.min(batch, leastBatch), Math.ceil(batch / crew.length));
    let last: Taking = { begun: Promise.resolve(), ended: Promise.resolve() };
    const deliveries = store.subscribe(lowestOf(crew), { signal, batch: most, passOver });
    for await (const delivery of oneAhead(deliveries, end)) {
      if (signal.aborted) break;
      const full = delivery.kind === 'events' && delivery.events.length >= most * aheadFrom;
      const folded = full ? await foldAhead(store, present(crew), delivery.events) : undefined;
      await last.ended;
      last = take(crew, delivery, folded);
      last.ended.catch(fail);
      await (full ? last.begun : last.ended);
    }
    await last.ended;
    if (endedByItself) throw new Error('The event store ended the subscription.');
  };

  const follow = async (): Promise<void> => {
    following = true;
    failure = undefined;
    // A step in hand may take long; what would be done meanwhile is done once after it.
    const timers = [repeat(saveEveryMs, save, fail), repeat(retryMs, retry, fail)];
    while (members.size > 0) {
      try {
        await gather?.();
        if (!failure && members.size > 0) await read();
      } catch (error) {
        fail(error);
      }
      await endIfFailed();
    }
    timers.forEach(clearInterval);
    following = false;
  };

  /** All fail with the band. Before their leases are given back, so that their next holder need not look at the same events again. */
  const endIfFailed = (): Promise<void> =>
    inTurn(async () => {
      if (!failure) return;
      const { error, of } = failure;
      await saveStandings(pool, of).catch(() => undefined);
      for (const member of of) member.end(error);
      release(of);
      failure = undefined;
    });

  return {
    join: (newcomers) => {
      for (const member of newcomers) members.add(member);
      reading.abort();
      if (!following) void follow();
      if (newcomers.some(({ signal }) => signal.aborted)) void leave();
    },
    leave,
    release,
  };
};
