import {
  comparePositions,
  ForeignCheckpointError,
  start,
  type Delivery,
  type EventStore,
  type Position,
  type SubscribeOptions,
} from '../port.js';
import { appendingTo } from './append.js';
import { connectTo } from './connection.js';
import { following } from './follow.js';
import { beginAnotherHistory, beginHistory, epochOf } from './history.js';
import { readingFrom } from './reading.js';
import { excessiveRights, type ExcessiveRight } from './rights.js';

export interface EventStoreDbOptions {
  /** How long one attempt to append may take. Default 2,000 ms. */
  readonly deadlineMs?: number;
  /** How long an append or a read is attempted before it fails. Default 6,000 ms, longer than an election takes. */
  readonly giveUpAfterMs?: number;
  /** Told of every drop of a subscription by the name of its error; it is taken up again whatever this does. */
  readonly onTrouble?: (code: string) => void;
}

const batchSize = 1_000;
const patience = 6_000;

/**
 * The event store in EventStoreDB, by a connection string (`esdb://` or `esdb+discover://`). Appends and reads go to the
 * leader. Connects when first used.
 */
export const eventStoreDbEventStore = (
  connectionString: string,
  { deadlineMs = 2_000, giveUpAfterMs = patience, onTrouble = () => undefined }: EventStoreDbOptions = {},
): EventStore => {
  const connection = connectTo(connectionString);
  const closing = new AbortController();
  const { read, readAll, head, stands } = readingFrom(connection, giveUpAfterMs);
  const follow = following({ connection, stands, onTrouble });
  const epoch = (): Promise<string> => epochOf(connection, giveUpAfterMs);

  const refuseForeign = async (after: Position, expected: string | undefined): Promise<void> => {
    if (expected !== undefined && expected !== (await epoch()))
      throw new ForeignCheckpointError(
        'The checkpoint was taken in another history of this event store (restored or replaced). Rebuild the view from the start.',
      );
    if (after === start) return;
    if (comparePositions(after, await head()) > 0)
      throw new ForeignCheckpointError(
        `The checkpoint ${after} lies beyond the last event of this store: it was restored to an earlier state. Rebuild the view from the start.`,
      );
    if (!(await stands(after)))
      throw new ForeignCheckpointError(
        `No event of this store stands at the checkpoint ${after}: it was taken in another history (restored or replaced). Rebuild the view from the start.`,
      );
  };

  async function* subscribe(
    after: Position,
    { signal, batch = batchSize, epoch: expected }: SubscribeOptions,
  ): AsyncGenerator<Delivery> {
    const ending = AbortSignal.any([signal, closing.signal]);
    if (ending.aborted) return;
    await refuseForeign(after, expected);
    yield* follow(after, batch, ending);
  }

  return {
    // The server answers a repeated append with the first result and says no more.
    tellsRepeated: false,
    append: appendingTo(connection, { deadlineMs, giveUpAfterMs }),
    read,
    readAll,
    subscribe,
    epoch,
    head,
    close: async () => {
      closing.abort();
      await connection.close();
    },
  };
};

/** Does one thing over a connection of its own. */
const briefly = async <T>(
  connectionString: string,
  task: (connection: ReturnType<typeof connectTo>, giveUpAfterMs: number) => Promise<T>,
): Promise<T> => {
  const connection = connectTo(connectionString);
  try {
    return await task(connection, patience);
  } finally {
    await connection.close();
  }
};

/** Prepares a store that is new: its history gets an epoch. May be repeated. */
export const installEventStoreDb = async (connectionString: string): Promise<void> => {
  await briefly(connectionString, beginHistory);
};

/** To be called once after a restore: the history that goes on from there is another. Gives the new epoch. */
export const declareRestored = (connectionString: string): Promise<string> =>
  briefly(connectionString, beginAnotherHistory);

/** Rights of the connection's user that the user of a node should not have; empty where all is as it should be. */
export const excessiveRightsOf = (connectionString: string): Promise<readonly ExcessiveRight[]> =>
  briefly(connectionString, excessiveRights);
