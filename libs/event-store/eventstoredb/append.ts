import { NO_STREAM, WrongExpectedVersionError, type AppendToStreamOptions } from '@eventstore/db-client';
import type { AppendResult, EventStore } from '../port.js';
import { refuseTooLarge, serialised } from '../size.js';
import { refuseMalformed } from '../whole.js';
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

/**
 * Appends one call at a time: with a login of its own a call goes by itself and not over the client's shared stream of
 * appends, where one client's lost server fails the others' calls and an unanswered one waits for ever. A call without
 * an answer is made again as it was: by its expected revision and event ids the server knows it.
 */
export const appendingTo =
  (connection: Connection, { deadlineMs, giveUpAfterMs }: AppendTimes): EventStore['append'] =>
  async (stream, expected, events): Promise<AppendResult> => {
    const revision = expected === 'none' ? -1 : expected;
    // The client answers a malformed append with a rejection that nobody can catch, so none may reach it.
    refuseMalformed(stream, expected, events);
    refuseTooLarge(events.map(serialised));
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
