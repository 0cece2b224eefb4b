import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventStoreUnavailableError } from '../port.js';
import { within } from './patience.js';
import { settingsOf, type Login } from './settings.js';

export interface Host {
  readonly address: string;
  readonly port: number;
}

/** A connection to the event store that outlives the clients it is made of. */
export interface Connection {
  readonly login: Login;
  /** Throws `EventStoreUnavailableError` once it is closed. */
  readonly client: () => EventStoreDBClient;
  /**
   * Takes a new client from now on, unless somebody already did since this one failed: by the connection string, or to
   * one host of the cluster.
   */
  readonly renew: (failed: EventStoreDBClient, to?: Host) => void;
  readonly close: () => Promise<void>;
}

/** How long what runs on a client that was given up may need to end, in milliseconds: longer than any deadline. */
const lastCallsMs = 30_000;
const closeWithinMs = 1_000;

/** The client has no way to close its connection; when it reconnects it does so itself, by this method. */
interface WithChannel {
  readonly getChannel: () => Promise<{ close(): void }>;
}
const closeChannel = async (client: EventStoreDBClient): Promise<void> => {
  const { getChannel } = client as unknown as WithChannel;
  const channel = await getChannel();
  // A call that waited for the connection as well must find it open: the client lets what it throws end the process.
  await sleep(50);
  channel.close();
};

/**
 * The client reconnects by itself where one call fails, and closes the connection under the others: an append that meets
 * it closed ends the process. So it may not; clients are renewed here instead.
 */
const clientTo = (url: string): EventStoreDBClient =>
  Object.assign(EventStoreDBClient.connectionString(url), { handleError: () => Promise.resolve() });

/**
 * Connects when first used. After a failure a new client is taken, which asks anew who leads the cluster; what runs on
 * the old one goes on.
 */
export const connectTo = (connectionString: string): Connection => {
  const { url, urlTo, login } = settingsOf(connectionString);
  const old = new Set<EventStoreDBClient>();
  let current = clientTo(url);
  let closed = false;

  const end = async (client: EventStoreDBClient): Promise<void> => {
    old.delete(client);
    await within(closeWithinMs, closeChannel(client)).catch(() => undefined);
  };

  return {
    login,
    client: () => {
      if (closed) throw new EventStoreUnavailableError('The connection to EventStoreDB was closed.');
      return current;
    },
    renew: (failed, to) => {
      if (failed !== current || closed) return;
      old.add(failed);
      current = clientTo(to ? urlTo(to.address, to.port) : url);
      setTimeout(() => void end(failed), lastCallsMs).unref();
    },
    close: async () => {
      closed = true;
      const clients = [...old, current];
      await Promise.all(
        clients.map((client) => within(closeWithinMs, client.dispose()).catch(() => undefined)),
      );
      await Promise.all(clients.map(end));
    },
  };
};
