import { NO_STREAM, WrongExpectedVersionError, type AppendToStreamOptions } from '@eventstore/db-client';
import { EventIdTakenError, type AppendResult, type EventStore, type StoredEvent } from '../port.js';
import { refuseTooLarge, serialised } from '../size.js';
import type { Connection } from './connection.js';
import { untilDone } from './failures.js';
import { within } from './patience.js';
import { toEventData } from './stored.js';

export interface AppendTimes {
  /** For one attempt, in milliseconds. */
  readonly deadlineMs: number;
  /** For all attempts, in milliseconds. */
  readonly giveUpAfterMs: number;
}

/** What the client waits for before its deadline begins: discovery, a connection. */
const beforeDeadlineMs = 500;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The client answers a malformed append with a rejection that nobody can catch, so none may reach it. */
const refuseMalformed = (stream: string, expected: number, events: readonly StoredEvent[]): void => {
  if (stream === '' || stream.includes('\0')) throw new Error('A stream needs a name without NUL.');
  if (stream.startsWith('$')) throw new Error('A stream whose name begins with $ belongs to EventStoreDB.');
  if (events.length === 0) throw new Error('An append needs at least one event.');
  if (!Number.isSafeInteger(expected) || expected < -1)
    throw new Error('The expected revision is "none" or an integer from 0.');
  if (new Set(events.map(({ id }) => id)).size < events.length)
    throw new EventIdTakenError('Two events of one append have the same id.');
  for (const { id, type } of events) {
    if (!uuid.test(id)) throw new Error('An event id is a UUID in lower case.');
    if (type === '' || type.startsWith('$') || type.includes('\0'))
      throw new Error('An event type is a name without NUL that does not begin with $.');
  }
  refuseTooLarge(events.map(serialised));
};

/**
 * Appends one call at a time: with a login of its own a call goes by itself and not over the client's shared stream of
 * appends, where one client's lost server fails the others' calls and an unanswered one waits for ever. A call without
 * an answer is made again as it was: by its expected revision and event ids the server knows it.
 */
export const appendingTo =
  (connection: Connection, { deadlineMs, giveUpAfterMs }: AppendTimes): EventStore['append'] =>
  async (stream, expected, events): Promise<AppendResult> => {
    const revision = expected === 'none' ? -1 : expected;
    refuseMalformed(stream, expected === 'none' ? -1 : expected < 0 ? NaN : expected, events);
    const messages = events.map(toEventData);
    const options: AppendToStreamOptions = {
      expectedRevision: revision < 0 ? NO_STREAM : BigInt(revision),
      credentials: connection.login,
      requiresLeader: true,
      deadline: deadlineMs,
    };
    try {
      const { nextExpectedRevision, position } = await untilDone(connection, giveUpAfterMs, (client) =>
        within(deadlineMs + beforeDeadlineMs, client.appendToStream(stream, messages, options)),
      );
      if (position === undefined) throw new Error('EventStoreDB gave an append no position.');
      return { ok: true, revision: Number(nextExpectedRevision), position: position.commit.toString() };
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError)) throw error;
      const { actualVersion } = error;
      return {
        ok: false,
        reason: 'wrong_revision',
        current: typeof actualVersion === 'bigint' ? Number(actualVersion) : 'none',
      };
    }
  };
