import pg, { type PoolConfig } from 'pg';
import { accessMigrations } from '#access';
import { agencyMigrations, createTables, dropOlder, missingTables, type View } from '#agencies';
import { bridgeMigrations } from '#bridge';
import { clockMigrations } from '#clocks';
import { deskMigrations } from '#desk';
import { followingMigrations } from '#following';
import { installEventStore, installEventStoreDb, type EventStore } from '#event-store';
import { keyRingMigrations } from '#sealing';
import type { NodeConfig } from './config.js';
import { connectionsTo } from './connections.js';
import { rightsFor, roleIn } from './rights.js';
import { NotInstalled } from './waiting.js';

const migrations = [
  ...new Set([
    ...keyRingMigrations,
    ...accessMigrations,
    ...deskMigrations,
    ...followingMigrations,
    ...agencyMigrations,
    ...bridgeMigrations,
    ...clockMigrations,
  ]),
];

/** Two that make one table at once: the other was first (SQLSTATE). */
const madeByAnother = new Set(['23505', '42P07', '42710']);

/**
 * Begins the turn of whoever installs, which ends with the connection: processes that start together take turns. It is
 * the lock of a table of the owner's, since an advisory one could be kept by every role.
 */
const takeTurn = async (client: pg.ClientBase): Promise<void> => {
  for (;;)
    try {
      await client.query('create table if not exists installation_turn ()');
      break;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && madeByAnother.has(error.code ?? ''))) throw error;
    }
  await client.query('begin; set local idle_in_transaction_session_timeout = 0');
  await client.query('lock table installation_turn in access exclusive mode');
};

/** All at once, so that no process of the node is without a right that it keeps. */
const grantRights = async (owner: pg.Pool, database: NodeConfig['database']): Promise<void> => {
  await owner.query(['begin', ...rightsFor(database), 'commit'].join(';\n'));
};

/** A migration may rewrite a large table, and waits for the one before it: no limit but ten minutes. */
const installMs = 600_000;

/** The tables are not there, or not readable yet (SQLSTATE). */
const absent = new Set(['42P01', '42501', '3F000', '42883']);
const isAbsent = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && absent.has(error.code ?? '');

/** How many of this version's migrations have not been run; rejects where there is no table of them. */
const missingMigrations = async (database: Pick<pg.Pool, 'query'>): Promise<number> => {
  const { rows } = await database.query<{ name: string }>('select name from migrations');
  const done = new Set(rows.map(({ name }) => name));
  return migrations.filter((migration) => !done.has(new migration().name ?? '')).length;
};

const needsMigration = async (database: Pick<pg.Pool, 'query'>): Promise<boolean> => {
  try {
    return (await missingMigrations(database)) > 0;
  } catch (error) {
    if (isAbsent(error)) return true;
    throw error;
  }
};

const migrate = async (url: string, extra: PoolConfig): Promise<void> => {
  // Most starts have nothing to migrate, and loading it takes a tenth of them.
  const { DataSource } = await import('typeorm');
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'migrations',
    extra,
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
};

/**
 * Brings a node's database up to date: migrations, event store, tables of the views, rights; what older versions of views
 * hold goes once a newer one answers. Run as the owner; may be repeated, and by several processes at once. Rejects where one
 * statement takes longer than `statementMs`, answered or not.
 */
export const install = async (
  { database }: Pick<NodeConfig, 'database'>,
  views: readonly View[] = [],
  statementMs = installMs,
): Promise<void> => {
  const { ownerUrl, eventsUrl, eventStoreDbUrl, appUrl, projectorUrl } = database;
  if (ownerUrl === undefined) throw new Error('Only with DATABASE_OWNER_URL can anything be installed.');
  const connections = connectionsTo(ownerUrl, { max: 3, name: 'homeward installation', statementMs });
  const owner = new pg.Pool(connections);
  owner.on('error', () => undefined);
  try {
    const turn = await owner.connect();
    turn.on('error', () => undefined);
    try {
      await takeTurn(turn);
      if (await needsMigration(owner)) await migrate(ownerUrl, connections);
      await grantRights(owner, database);
      if (eventStoreDbUrl !== undefined) await installEventStoreDb(eventStoreDbUrl);
      else if (eventsUrl !== undefined)
        await installEventStore(owner, {
          appendRole: roleIn(eventsUrl),
          readRoles: projectorUrl === undefined ? [] : [roleIn(projectorUrl)],
        });
      await createTables(owner, views, {
        reader: roleIn(appUrl),
        writer: projectorUrl === undefined ? undefined : roleIn(projectorUrl),
      });
      for (const view of views) await dropOlder(owner, view);
    } finally {
      // The lock goes with its connection.
      turn.release(true);
    }
  } finally {
    await owner.end();
  }
};

/** Throws `NotInstalled` where this version's migrations have not all been run by whoever may. */
export const mustBeInstalled = async ({
  database,
  store,
  views,
}: {
  readonly database: pg.Pool;
  readonly store: Pick<EventStore, 'epoch'>;
  readonly views: readonly View[];
}): Promise<void> => {
  try {
    const missing = await missingMigrations(database);
    if (missing > 0) throw new NotInstalled(`${missing} migrations have not been run yet`);
    const tables = await missingTables(database, views);
    if (tables.length > 0) throw new NotInstalled(`${tables.length} views have no tables yet`);
    await store.epoch();
  } catch (error) {
    if (isAbsent(error)) throw new NotInstalled('the installation has not been run yet');
    throw error;
  }
};
