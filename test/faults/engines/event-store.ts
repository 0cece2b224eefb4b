import { mkdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient } from '@eventstore/db-client';
import pg from 'pg';
import { eventStoreDbEventStore, postgresEventStore, type EventStore } from '#event-store';
import { freePortFrom } from '../../../apps/sandbox/postgres/port.js';
import type { Disk } from '../disk.js';
import type { Guard } from '../guard.js';
import type { Weakness } from '../plan.js';
import type { Links } from './links.js';
import { startServer, type ServerOptions } from './server.js';

/** Where the events of the nodes of a run are kept: in their PostgreSQL, in a double of EventStoreDB, or in a real one. */
export const storeKinds = ['postgres', 'double', 'eventstoredb'] as const;
export type StoreKind = (typeof storeKinds)[number];

/** What a process is told of its event store. */
export interface StoreUrls {
  readonly eventsUrl?: string;
  readonly eventStoreDbUrl?: string;
}

/** Where the events of one node are kept. */
export interface StoreEngine {
  /** For one process, over a link of its own. */
  configFor(process: string, links: Links): Promise<StoreUrls>;
  /** Straight to it, whatever becomes of the links. */
  direct(): StoreUrls;
  /** The same, opened. The caller closes it. */
  open(): EventStore;
  /** Puts an event of this type, without its parts, into a stream of its own: what no version can read. */
  putUnreadable(stream: string, type: string): Promise<void>;
  readonly weaknesses: readonly Weakness[];
  readonly logs: readonly string[];
  /** A line for each time that it ended without our doing; but for want of room, for which it may. */
  readonly endedByItself: () => readonly string[];
  stop(): Promise<void>;
}

/** The server's program: EVENTSTOREDB_SERVER, as for the specs. Undefined where none is named. */
export const eventStoreDbProgram = (): string | undefined => process.env['EVENTSTOREDB_SERVER'] || undefined;

/** The node's own PostgreSQL: broken as that, so with no weakness of its own. */
export const inPostgres = (
  urlAt: (port: number) => string,
  ownerUrl: () => string,
  port: () => number,
): StoreEngine => ({
  configFor: async (process, links) => ({
    eventsUrl: urlAt((await links.between(`${process} ⇄ events`, port)).port),
  }),
  direct: () => ({ eventsUrl: urlAt(port()) }),
  open: () => {
    const pool = new pg.Pool({
      connectionString: urlAt(port()),
      max: 6,
      connectionTimeoutMillis: 10_000,
    });
    pool.on('error', () => undefined);
    const store = postgresEventStore(pool);
    return {
      ...store,
      close: async () => {
        await store.close();
        await pool.end();
      },
    };
  },
  putUnreadable: async (stream, type) => {
    const client = new pg.Client({ connectionString: ownerUrl(), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('begin');
      await client.query('lock table event_store.turn in exclusive mode');
      await client.query(
        `insert into event_store.events (position, id, stream, revision, type, version, open, sealed, meta)
         select coalesce(max(position), -1) + 1, $1, $2, 0, $3, 1, 'null', '{}', '{}' from event_store.events`,
        [randomUUID(), stream, type],
      );
      await client.query('commit');
    } finally {
      await client.end().catch(() => undefined);
    }
  },
  weaknesses: [],
  logs: [],
  endedByItself: () => [],
  stop: () => Promise.resolve(),
});

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const lives = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(1_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const urlAt = (port: number): string => `esdb://127.0.0.1:${port}?tls=false`;

type Started = Pick<ServerOptions, 'command' | 'args' | 'env' | 'answers'>;

const doubleAt = (dir: string, port: number): Started => ({
  command: process.execPath,
  args: [
    fileURLToPath(new URL('../../doubles/eventstoredb/main.js', import.meta.url)),
    '--port',
    `${port}`,
    '--file',
    join(dir, 'events'),
  ],
  answers: () => listens(port),
});

const serverAt = (program: string, dir: string, port: number, replication: number): Started => {
  const [command, first] = program.endsWith('.dll') ? ['dotnet', [program]] : [program, []];
  return {
    command,
    args: [
      ...first,
      ...['--insecure', '--disable-log-file', '--node-ip', '127.0.0.1'],
      ...['--node-port', `${port}`, '--replication-ip', '127.0.0.1', '--replication-port', `${replication}`],
      ...['--db', join(dir, 'data'), '--index', join(dir, 'index'), '--log', join(dir, 'log')],
    ],
    env: { DOTNET_ROLL_FORWARD: 'Major', DOTNET_gcServer: '0', EVENTSTORE_TELEMETRY_OPTOUT: 'true' },
    answers: () => lives(port),
  };
};

export interface EventStoreDbOptions {
  readonly name: string;
  readonly kind: 'double' | 'eventstoredb';
  readonly dir: string;
  /** First port tried. */
  readonly port: number;
  readonly log: string;
  readonly guard: Guard;
  /** Where the folder is a disk of its own. */
  readonly disk: Disk | undefined;
}

/** An EventStoreDB of one node's own, or its double, as a process that can be killed. */
export const inEventStoreDb = async ({
  name,
  kind,
  dir,
  port: first,
  log,
  guard,
  disk,
}: EventStoreDbOptions): Promise<StoreEngine> => {
  await mkdir(dir, { recursive: true });
  const port = await freePortFrom(first);
  const program = eventStoreDbProgram();
  if (kind === 'eventstoredb' && program === undefined)
    throw new Error('Set EVENTSTOREDB_SERVER to the program of EventStoreDB.');
  const started =
    program !== undefined && kind === 'eventstoredb'
      ? serverAt(program, dir, port, await freePortFrom(port + 1_000))
      : doubleAt(dir, port);
  const server = await startServer({ ...started, name, log, guard, disk, kind: 'store' });
  return {
    configFor: async (process, links) => ({
      eventStoreDbUrl: urlAt((await links.between(`${process} ⇄ events`, () => port)).port),
    }),
    direct: () => ({ eventStoreDbUrl: urlAt(port) }),
    open: () => eventStoreDbEventStore(urlAt(port)),
    putUnreadable: async (stream, type) => {
      const client = EventStoreDBClient.connectionString(urlAt(port));
      try {
        await client.appendToStream(stream, {
          ...{ id: randomUUID(), type, contentType: 'application/json', data: {} },
          metadata: { homeward: 1 },
        });
      } finally {
        await client.dispose();
      }
    },
    weaknesses: server.weaknesses,
    logs: [log],
    endedByItself: server.endedByItself,
    stop: () => server.stop(),
  };
};
