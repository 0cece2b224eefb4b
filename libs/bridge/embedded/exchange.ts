import pg from 'pg';
import type { ConsumeOptions, Exchange, ExchangeRecord, RecordHandler } from '../exchange.js';
import { eachInLanes, backOff, createBell, pause } from '#pacing';

export interface EmbeddedExchangeOptions {
  /** The exchange database, logged in as this node's exchange role. */
  readonly connection: pg.PoolConfig;
  /** Milliseconds after which a follower looks again without having been woken. */
  readonly pollEvery?: number;
  /** Records of one page. */
  readonly page?: number;
  /** Milliseconds before the first redelivery; doubles up to a minute. */
  readonly firstPause?: number;
  /** Told when a connection was lost, a handler failed or a right is lacking, by the error's name alone; it goes on by itself. */
  readonly onTrouble?: (what: 'connection_lost' | 'handler_failed' | 'refused', errorName: string) => void;
}

interface Row {
  readonly position_: string;
  readonly key: string;
  /** As somebody wrote them: of any form. */
  readonly headers: unknown;
  readonly message: Buffer;
}

/** What of headers is text: nothing signs them, and what is of another form tells nobody anything. */
const textsIn = (headers: unknown): Readonly<Record<string, string>> =>
  typeof headers === 'object' && headers !== null && !Array.isArray(headers)
    ? Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'Error');

/** Milliseconds between deletions of what was kept long enough. */
const dropEvery = 3_600_000;

/** The longest pauses before a new connection, milliseconds: a right that is lacking does not come back by itself. */
const longestPause = 5_000;
const longestPauseRefused = 30_000;

const isRefused = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '42501';

/** The exchange as a log table in PostgreSQL, shared by the nodes of one machine. `installEmbeddedExchange` prepares it. */
export const embeddedExchange = ({
  connection,
  pollEvery = 1_000,
  page = 100,
  firstPause = 100,
  onTrouble = () => undefined,
}: EmbeddedExchangeOptions): Exchange => {
  const pool = new pg.Pool({ max: 4, ...connection });
  pool.on('error', (error) => onTrouble('connection_lost', error.name));
  const closing = new AbortController();

  const untilHandled = async (
    record: ExchangeRecord,
    handler: RecordHandler,
    signal: AbortSignal,
  ): Promise<boolean> => {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        await handler(record);
        return true;
      } catch (error) {
        onTrouble('handler_failed', nameOf(error));
        await pause(backOff(attempt, firstPause), signal);
      }
    }
    return false;
  };

  /** Hands a page over and returns the last position before the first record that was not handled. */
  const handlePage = async (
    topic: string,
    after: string,
    rows: readonly Row[],
    handler: RecordHandler,
    signal: AbortSignal,
  ): Promise<string> => {
    const handled = new Set<string>();
    await eachInLanes(
      rows,
      (row) => row.key,
      async ({ position_: position, key, headers, message }) => {
        if (await untilHandled({ topic, key, message, headers: textsIn(headers), position }, handler, signal))
          handled.add(position);
      },
    );
    const firstLeft = rows.findIndex((row) => !handled.has(row.position_));
    return (firstLeft === -1 ? rows.at(-1) : rows[firstLeft - 1])?.position_ ?? after;
  };

  /* One session holds the lock of topic and group and listens: while it lives, no other consumer is served. */
  const serve = async (
    topic: string,
    group: string,
    handler: RecordHandler,
    signal: AbortSignal,
    onReading: ConsumeOptions['onReading'],
  ): Promise<void> => {
    const session = new pg.Client(connection);
    const lost = new AbortController();
    const wake = createBell();
    session.on('error', (error) => {
      onTrouble('connection_lost', error.name);
      lost.abort();
    });
    session.on('notification', ({ payload }) => {
      if (payload === topic) wake.ring();
    });
    const here = AbortSignal.any([signal, lost.signal]);
    try {
      await session.connect();
      const lock = async (): Promise<boolean> => {
        const { rows } = await session.query<{ mine: boolean }>('select exchange.take_turn($1, $2) as mine', [
          topic,
          group,
        ]);
        return rows[0]?.mine ?? false;
      };
      const progress = async (): Promise<string> => {
        const { rows } = await session.query<{ position: string }>(
          'select exchange.progress_of($1, $2)::text as position',
          [topic, group],
        );
        return rows[0]?.position ?? '0';
      };
      await progress();
      onReading?.(true);
      while (!here.aborted && !(await lock())) await pause(pollEvery, here);
      // A place forgotten by a server that fell is a record brought again: what is handled need not wait for the disk.
      await session.query('listen exchange; set synchronous_commit = off');
      let after = await progress();
      let droppedAt = -Infinity;
      while (!here.aborted) {
        if (Date.now() - droppedAt > dropEvery) {
          droppedAt = Date.now();
          // Whoever installed the exchange before it kept anything for a time only reads on all the same.
          await session
            .query('select exchange.drop_ended()')
            .catch((error: unknown) => onTrouble('refused', nameOf(error)));
        }
        const rung = wake.rings();
        const { rows } = await session.query<Row>('select * from exchange.page($1, $2, $3)', [
          topic,
          after,
          page,
        ]);
        const reached = await handlePage(topic, after, rows, handler, here);
        if (reached !== after)
          await session.query('select exchange.move($1, $2, $3)', [topic, group, reached]);
        after = reached;
        if (rows.length < page) await wake.next(rung, pollEvery, here);
      }
    } finally {
      await session.end().catch(() => undefined);
    }
  };

  return {
    publish: async (topic, key, message, headers = {}) => {
      await pool.query('select exchange.publish($1, $2, $3, $4)', [
        topic,
        key,
        JSON.stringify(headers),
        typeof message === 'string' ? Buffer.from(message) : Buffer.from(message),
      ]);
    },
    consume: async (topic, group, handler, { signal, onReading }) => {
      const until = AbortSignal.any([signal, closing.signal]);
      for (let attempt = 1; !until.aborted; attempt += 1) {
        const begun = Date.now();
        let refused = false;
        try {
          await serve(topic, group, handler, until, onReading);
        } catch (error) {
          refused = isRefused(error);
          onTrouble(refused ? 'refused' : 'connection_lost', nameOf(error));
        }
        if (until.aborted) return;
        onReading?.(false);
        if (Date.now() - begun > 60_000) attempt = 1;
        await pause(backOff(attempt, firstPause, refused ? longestPauseRefused : longestPause), until);
      }
    },
    flow: async (topic, group) => {
      const { rows } = await pool.query<{ waiting: string; last_at: Date | null }>(
        'select * from exchange.flow($1, $2)',
        [topic, group],
      );
      const { waiting = '0', last_at: lastAt = null } = rows[0] ?? {};
      return { waiting: Number(waiting), ...(lastAt && { lastAt: lastAt.toISOString() }) };
    },
    close: async () => {
      closing.abort();
      await pool.end();
    },
  };
};
