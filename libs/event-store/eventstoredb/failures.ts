import {
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  StreamDeletedError,
  StreamNotFoundError,
  UnsupportedError,
  WrongExpectedVersionError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { EventStoreUnavailableError } from '../port.js';
import type { Connection } from './connection.js';
import { pauseAfter, rest } from './patience.js';
import { UnreadableEventError } from './stored.js';

const final = [
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  UnsupportedError,
  WrongExpectedVersionError,
  UnreadableEventError,
  TypeError,
  EventStoreUnavailableError,
];

/** Whether it may be otherwise in a moment: a server that restarts, an election, a lost connection, a late answer. */
export const passing = (error: unknown): boolean => !final.some((kind) => error instanceof kind);

/** After a failure a new client is taken: to the leader where a node names it. */
export const recover = (connection: Connection, client: EventStoreDBClient, error: unknown): void =>
  connection.renew(client, error instanceof NotLeaderError ? error.leader : undefined);

/** What went wrong, in a word. */
export const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'type' in error && typeof error.type === 'string' ? error.type : error.name;
};

/**
 * Does what can be repeated without harm until it succeeds, fails for good, or the time is over: then
 * `EventStoreUnavailableError`.
 */
export const untilDone = async <T>(
  connection: Connection,
  giveUpAfterMs: number,
  attempt: (client: EventStoreDBClient) => Promise<T>,
): Promise<T> => {
  const giveUpAt = Date.now() + giveUpAfterMs;
  for (let failures = 1; ; failures += 1) {
    const client = connection.client();
    try {
      return await attempt(client);
    } catch (error) {
      if (!passing(error)) throw error;
      recover(connection, client, error);
      if (Date.now() + pauseAfter(failures) >= giveUpAt)
        throw new EventStoreUnavailableError('EventStoreDB does not answer.', { cause: error });
      await rest(pauseAfter(failures));
    }
  }
};
