import {
  BACKWARDS,
  END,
  START,
  StreamNotFoundError,
  UnknownError,
  type EventStoreDBClient,
  type ReadAllOptions,
  type ReadPosition,
  type StreamingRead,
} from '@eventstore/db-client';
import {
  comparePositions,
  EventStoreUnavailableError,
  start,
  type PlacedEvent,
  type Position,
} from '../port.js';
import type { Connection } from './connection.js';
import { passing, recover, untilDone } from './failures.js';
import { pauseAfter, rest, within } from './patience.js';
import { placedEvent } from './stored.js';

/** How long a read may stay silent, in milliseconds: the client gives reads no deadline of their own. */
const silenceMs = 5_000;

/**
 * Reads to the end or until left, and then calls the read off: the client would go on with it, and wait for it for ever
 * when it is closed.
 */
export async function* readingOf<E>(stream: StreamingRead<E>): AsyncGenerator<E> {
  // What fails after nobody listens any more would end the process.
  stream.on('error', () => undefined);
  const events: AsyncIterator<E, undefined> = stream[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await within(silenceMs, events.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    stream.destroy();
    void stream.cancel().catch(() => undefined);
  }
}

export const positionOf = (position: Position): ReadPosition =>
  position === start ? START : { commit: BigInt(position), prepare: BigInt(position) };

/** Of how many events a page of $all is made at least: among them may be many that are not ours. */
const smallestPage = 256;

type PageOptions = Pick<ReadAllOptions, 'fromPosition' | 'direction'>;

interface PageOfAll {
  readonly found: readonly PlacedEvent[];
  /** Commit position of the last event seen, ours or not. */
  readonly last?: bigint;
  readonly more: boolean;
}

const pageOfAll = async (
  client: EventStoreDBClient,
  options: PageOptions,
  after: Position,
  limit: number,
): Promise<PageOfAll> => {
  const found: PlacedEvent[] = [];
  const maxCount = Math.max(limit + 1, smallestPage);
  let seen = 0;
  let last: bigint | undefined;
  for await (const { event } of readingOf(client.readAll({ ...options, maxCount, requiresLeader: true }))) {
    seen += 1;
    last = event?.position.commit ?? last;
    const placed = placedEvent(event);
    // The server begins with the event that stands at the position.
    if (placed && placed.position !== after) found.push(placed);
    if (found.length === limit) break;
  }
  const more = found.length < limit && seen === maxCount;
  return last === undefined ? { found, more } : { found, last, more };
};

export const readingFrom = (connection: Connection, giveUpAfterMs: number) => {
  const again = <T>(attempt: (client: EventStoreDBClient) => Promise<T>): Promise<T> =>
    untilDone(connection, giveUpAfterMs, attempt);

  /** A stream from the leader: a follower may not have what was acknowledged. Goes on where a connection broke. */
  async function* read(stream: string, from = 0): AsyncGenerator<PlacedEvent> {
    let next = from;
    for (let failures = 0, failedAt = 0; ;) {
      const client = connection.client();
      try {
        const fromRevision = BigInt(next);
        for await (const { event } of readingOf(
          client.readStream(stream, { fromRevision, requiresLeader: true }),
        )) {
          const placed = placedEvent(event);
          if (!placed) continue;
          next = placed.revision + 1;
          failures = 0;
          yield placed;
        }
        return;
      } catch (error) {
        if (error instanceof StreamNotFoundError) return;
        if (!passing(error)) throw error;
        recover(connection, client, error);
        if (failures === 0) failedAt = Date.now();
        failures += 1;
        if (Date.now() + pauseAfter(failures) >= failedAt + giveUpAfterMs)
          throw new EventStoreUnavailableError('EventStoreDB does not answer.', { cause: error });
        await rest(pauseAfter(failures));
      }
    }
  }

  const readAll = async (after: Position, limit: number): Promise<readonly PlacedEvent[]> => {
    const found: PlacedEvent[] = [];
    let fromPosition = positionOf(after);
    for (let more = true; more && found.length < limit;) {
      const from = found.at(-1)?.position ?? after;
      const page = await again((client) => pageOfAll(client, { fromPosition }, from, limit - found.length));
      found.push(...page.found);
      more = page.more;
      if (page.last !== undefined) fromPosition = { commit: page.last, prepare: page.last };
    }
    return found;
  };

  /** The newest event known to be ours: looking back from the end needs to go no further. */
  let known: Position = start;

  const head = async (): Promise<Position> => {
    let fromPosition: ReadPosition = END;
    for (;;) {
      const options: PageOptions = { fromPosition, direction: BACKWARDS };
      const { found, last, more }: PageOfAll = await again((client) => pageOfAll(client, options, start, 1));
      const [newest] = found;
      if (newest && comparePositions(newest.position, known) > 0) known = newest.position;
      if (newest || !more || last === undefined || last <= BigInt(known)) return newest?.position ?? known;
      fromPosition = { commit: last, prepare: last };
    }
  };

  /** Whether an event stands at exactly this position, ours or not. */
  const stands = async (position: Position): Promise<boolean> =>
    again(async (client) => {
      const options = { fromPosition: positionOf(position), maxCount: 1, requiresLeader: true };
      try {
        for await (const { event } of readingOf(client.readAll(options)))
          return event?.position.commit === BigInt(position);
      } catch (error) {
        // What the server says of a position in the midst of a record.
        if (!(error instanceof UnknownError && error.message.includes('ReadAllResult: Error'))) throw error;
      }
      return false;
    });

  return { read, readAll, head, stands };
};

export type LogReading = ReturnType<typeof readingFrom>;
