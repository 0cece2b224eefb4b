import { AccessDeniedError, type EventStoreDBClient } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import { untilDone } from './failures.js';
import { within } from './patience.js';

/** What the user of a node must not be able to do. */
export type ExcessiveRight = 'delete' | 'tombstone' | 'truncate';

/** A stream that never exists. Being refused for its revision shows that one would have been allowed. */
const probe = 'homewardprobe-rights';
const impossible = 9_000_000_000n;
const deadline = 2_000;

const attempts: Readonly<
  Record<ExcessiveRight, (client: EventStoreDBClient, of: Connection) => Promise<unknown>>
> = {
  delete: (client, { login }) =>
    client.deleteStream(probe, {
      expectedRevision: impossible,
      credentials: login,
      requiresLeader: true,
      deadline,
    }),
  tombstone: (client, { login }) =>
    client.tombstoneStream(probe, {
      expectedRevision: impossible,
      credentials: login,
      requiresLeader: true,
      deadline,
    }),
  truncate: (client, { login }) =>
    client.setStreamMetadata(
      probe,
      { truncateBefore: 1 },
      { expectedRevision: impossible, credentials: login, requiresLeader: true, deadline },
    ),
};

/** Which of these rights the connection's user has. Nothing is changed by asking. */
export const excessiveRights = async (
  connection: Connection,
  giveUpAfterMs: number,
): Promise<readonly ExcessiveRight[]> => {
  const allowed = async (right: ExcessiveRight): Promise<boolean> =>
    untilDone(connection, giveUpAfterMs, async (client) => {
      try {
        await within(2 * deadline, attempts[right](client, connection));
        return true;
      } catch (error) {
        if (error instanceof AccessDeniedError) return false;
        if (error instanceof Error && 'type' in error && error.type === 'wrong-expected-version') return true;
        throw error;
      }
    });
  const rights: readonly ExcessiveRight[] = ['delete', 'tombstone', 'truncate'];
  const found: ExcessiveRight[] = [];
  for (const right of rights) if (await allowed(right)) found.push(right);
  return found;
};
