import { randomUUID } from 'node:crypto';
import {
  BACKWARDS,
  END,
  jsonEvent,
  NO_STREAM,
  StreamNotFoundError,
  WrongExpectedVersionError,
  type AppendToStreamOptions,
  type EventStoreDBClient,
  type JSONEventType,
} from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { untilDone } from './failures.js';
import { within } from './patience.js';
import { readingOf } from './reading.js';

/** The stream that says which history this is. Its last event counts; the one before are histories left behind. */
export const historyStream = 'homeward';

type HistoryBegan = JSONEventType<'HistoryBegan', { readonly epoch: string }>;

const newest = async (
  client: EventStoreDBClient,
): Promise<{ readonly epoch: string; readonly revision: bigint } | undefined> => {
  const options = { direction: BACKWARDS, fromRevision: END, maxCount: 1, requiresLeader: true } as const;
  try {
    for await (const { event } of readingOf(client.readStream<HistoryBegan>(historyStream, options)))
      if (event) return { epoch: event.data.epoch, revision: event.revision };
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  return undefined;
};

/** The identity of the history that this store holds. */
export const epochOf = async (connection: Connection, giveUpAfterMs: number): Promise<string> => {
  const history = await untilDone(connection, giveUpAfterMs, newest);
  if (!history) throw new Error('The event store has no epoch: it was not installed completely.');
  return history.epoch;
};

const began = (epoch: string) => jsonEvent<HistoryBegan>({ type: 'HistoryBegan', data: { epoch } });

const deadline = 2_000;

const write = async (connection: Connection, giveUpAfterMs: number, again: boolean): Promise<string> => {
  const event = began(randomUUID());
  return untilDone(connection, giveUpAfterMs, async (client) => {
    const found = await newest(client);
    if (found && (!again || found.epoch === event.data.epoch)) return found.epoch;
    const expectedRevision = found?.revision ?? NO_STREAM;
    const options: AppendToStreamOptions = {
      expectedRevision,
      credentials: connection.login,
      requiresLeader: true,
      deadline,
    };
    try {
      await within(2 * deadline, client.appendToStream(historyStream, event, options));
      return event.data.epoch;
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      throw new Error('Another process wrote the history first.', { cause: error });
    }
  });
};

/** Gives the store its epoch, unless it has one. */
export const beginHistory = (connection: Connection, giveUpAfterMs: number): Promise<string> =>
  write(connection, giveUpAfterMs, false);

/** Gives a store that was restored another epoch, so that no checkpoint taken before is followed. */
export const beginAnotherHistory = (connection: Connection, giveUpAfterMs: number): Promise<string> =>
  write(connection, giveUpAfterMs, true);
