import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import {
  comparePositions,
  ForeignCheckpointError,
  start,
  type Delivery,
  type EventStore,
  type PlacedEvent,
  type Position,
  type SubscribeOptions,
} from '../port.js';
import { coalesced, createBell, groupCommit, together } from '#pacing';
import { asRead } from '../whole.js';
import { listenTo, type Listener } from './listener.js';
import { pagesOf } from './paging.js';
import { lostConnection, unavailable } from './lost.js';
import {
  appendArgument,
  eventColumns,
  prepareAppend,
  resultOf,
  type EventRow,
  type PreparedAppend,
  type VerdictRow,
} from './rows.js';
import { schemaNames } from './schema.js';
import { sharedTail } from './tail.js';

export interface PostgresEventStoreOptions {
  /** Default `event_store`. */
  readonly schema?: string;
  /** How often a follower looks by itself, in case a notice was lost. Default 1,000 ms. */
  readonly pollMs?: number;
}

const pageSize = 1_000;
/** Streams read by one statement, and statements at once: a long stream must not hold up all others. */
const mostReadTogether = 64;
const readsAtOnce = 2;
/** Milliseconds between two notices to other processes. */
const leastBetweenNotices = 5;
/** How often in a row a follower tries again, once every `pollMs`, while the database does not answer. */
const mostFailures = 30;
/** How often an append is sent while its connection breaks. */
const mostAttempts = 3;
/** After so long, in milliseconds, it is not sent again. */
const longestAppendMs = 5_000;
/**
 * The event store in PostgreSQL, on a pool of the append role (`installEventStore`). The pool stays the caller's: end
 * it after `close()`. Uses one connection for appends at a time and, while somebody follows, one of its own to listen.
 */
export const postgresEventStore = (pool: pg.Pool, options: PostgresEventStoreOptions = {}): EventStore => {
  const names = schemaNames(options.schema);
  const pollMs = options.pollMs ?? 1_000;
  const bell = createBell();
  const closing = new AbortController();
  let listener: Listener | undefined;
  let stopped: Promise<void> | undefined;
  let followers = 0;
  // Without a listener the loss of an idle connection would end the process; the pool replaces it by itself.
  if (pool.listenerCount('error') === 0) pool.on('error', bell.ring);

  // Followers of this process are woken by the bell, and pass over the notice that the others get.
  const own = randomUUID();
  const notify = coalesced(
    () =>
      pool.query({
        name: `${names.channel}_notify`,
        // A notice holds nothing that must outlive a crash, so its commit does not wait for the disk.
        text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
        values: [names.channel, own],
      }),
    leastBetweenNotices,
  );
  const heard = (payload?: string): void => {
    if (payload !== own) bell.ring();
  };

  const callAppend = async (group: readonly PreparedAppend[]): Promise<readonly VerdictRow[]> => {
    const query = {
      name: `${names.channel}_append`,
      text: `select stream, verdict, at_revision, at_position from ${names.append}($1)`,
      values: [appendArgument(group)],
    };
    const began = Date.now();
    for (let attempt = 1; ; attempt += 1)
      try {
        return (await pool.query<VerdictRow>(query)).rows;
      } catch (error) {
        // Whether it was committed is unknown; repeating the same call tells.
        if (attempt === mostAttempts || !lostConnection(error) || Date.now() - began > longestAppendMs)
          throw error;
        await pause(attempt * 100);
      }
  };

  const commit = groupCommit({
    run: async (group: readonly PreparedAppend[]) => {
      const verdicts = await callAppend(group);
      if (verdicts.some(({ verdict }) => verdict === 'appended')) {
        bell.ring();
        notify.ask();
      }
      // Of several rows about an append the last counts: its last event's.
      const byStream = new Map(verdicts.map((verdict) => [verdict.stream, verdict]));
      return group.map(
        ({ stream }) =>
          () =>
            resultOf(byStream.get(stream)),
      );
    },
    claims: ({ stream, ids }) => [stream, ...ids],
    rows: ({ ids }) => ids.length,
    separable: (error) => !lostConnection(error),
  });

  const { readAll, readPage } = pagesOf(pool, names);
  const tail = sharedTail({ readAll, readPage, rings: bell.rings, size: pageSize });

  const head = async (): Promise<Position> => {
    const { rows } = await pool.query<{ position: string | null }>(
      `select max(position) as position from ${names.events}`,
    );
    return rows[0]?.position ?? start;
  };

  const epoch = async (): Promise<string> => {
    const { rows } = await pool.query<{ epoch: string }>(`select ${names.epoch}() as epoch`);
    const [row] = rows;
    if (!row) throw new Error('The event store has no epoch: it was not installed completely.');
    return row.epoch;
  };

  const refuseForeign = async (after: Position, expected: string | undefined): Promise<void> => {
    if (expected !== undefined && expected !== (await epoch()))
      throw new ForeignCheckpointError(
        'The checkpoint was taken in another history of this event store (restored or replaced). Rebuild the view from the start.',
      );
    if (comparePositions(after, await head()) > 0)
      throw new ForeignCheckpointError(
        `The checkpoint ${after} lies beyond the last event of this store: it was restored to an earlier state. Rebuild the view from the start.`,
      );
  };

  const readStreams = together({
    run: async (asked: readonly { readonly stream: string; readonly from: number }[]) => {
      const { rows } = await pool.query<EventRow & { readonly asked: number }>({
        name: `${names.channel}_streams`,
        text: `select q.asked::integer, e.* from unnest($1::text[], $2::integer[]) with ordinality q(stream, first, asked)
          cross join lateral (
            select ${eventColumns} from ${names.events} s where s.stream = q.stream and s.revision >= q.first
            order by s.revision limit ${pageSize}
          ) e`,
        values: [asked.map(({ stream }) => stream), asked.map(({ from }) => from)],
      });
      const pages: PlacedEvent[][] = asked.map(() => []);
      for (const { asked: place, ...event } of rows) pages[place - 1]?.push(asRead(event));
      return pages;
    },
    most: mostReadTogether,
    width: readsAtOnce,
  });

  async function* read(stream: string, from = 0): AsyncGenerator<PlacedEvent> {
    for (let next = from; ; next += pageSize) {
      const rows = await readStreams({ stream, from: next }).catch(unavailable);
      yield* rows;
      if (rows.length < pageSize) return;
    }
  }

  /** The answer, asked for again once every `pollMs` while the connection is lost; nothing once the signal aborts. */
  const answered = async <T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> => {
    for (let losses = 1; !signal.aborted; losses += 1) {
      const answer = await orAborted(ask().catch(lossOrThrow), signal);
      if (!(answer instanceof Error)) return answer;
      if (losses > mostFailures) throw answer;
      await bell.next(bell.rings(), pollMs, signal);
    }
    return undefined;
  };

  async function* follow(
    after: Position,
    { batch = pageSize, passOver }: Pick<SubscribeOptions, 'batch' | 'passOver'>,
    signal: AbortSignal,
  ): AsyncGenerator<Delivery> {
    let position = after;
    let toldCaughtUp = false;
    while (!signal.aborted) {
      const seen = bell.rings();
      const page = await answered(() => tail(position, batch, passOver), signal);
      if (!page || signal.aborted) return;
      const last = page.events.at(-1);
      if (last) {
        position = last.position;
        toldCaughtUp = false;
        yield { kind: 'events', events: page.events, position };
      }
      if (page.more) continue;
      if (!toldCaughtUp && !signal.aborted) yield { kind: 'caught_up', position };
      toldCaughtUp = true;
      await bell.next(seen, pollMs, signal);
    }
  }

  async function* subscribe(
    after: Position,
    { signal, epoch, ...how }: SubscribeOptions,
  ): AsyncGenerator<Delivery> {
    const ending = AbortSignal.any([signal, closing.signal]);
    if (ending.aborted) return;
    await answered(() => refuseForeign(after, epoch), ending);
    followers += 1;
    listener ??= listenTo(pool.options, names.channel, heard);
    try {
      yield* follow(after, how, ending);
    } finally {
      followers -= 1;
      if (followers === 0) {
        const unused = listener;
        listener = undefined;
        stopped = unused?.close();
      }
    }
  }

  return {
    tellsRepeated: true,
    append: async (stream, expected, events) =>
      commit(prepareAppend(stream, expected, events)).catch(unavailable),
    read,
    readAll: (after, limit) => readAll(after, limit).catch(unavailable),
    subscribe,
    epoch: () => epoch().catch(unavailable),
    head: () => head().catch(unavailable),
    close: async () => {
      closing.abort();
      await commit.idle();
      await notify.idle();
      await Promise.all([listener?.close(), stopped]);
    },
  };
};

const lossOrThrow = (error: unknown): Error => {
  if (error instanceof Error && lostConnection(error)) return error;
  throw error;
};

/** The value, or nothing as soon as the signal aborts. */
const orAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T | undefined> => {
  let stop = (): void => undefined;
  const aborted = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop);
  });
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
