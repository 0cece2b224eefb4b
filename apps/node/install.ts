import pg, { type PoolConfig } from 'pg';
import { accessGrants, accessMigrations } from '#access';
import { agencyMigrations, createTables, missingTables, type View } from '#agencies';
import { bridgeMigrations } from '#bridge';
import { deskGrants, deskMigrations } from '#desk';
import {
  followingGrants,
  followingMigrations,
  installEventStore,
  installEventStoreDb,
  keyRingMigrations,
  type EventStore,
} from '#event-store';
import type { NodeConfig } from './config.js';
import { connectionsTo } from './connections.js';
import { NotInstalled } from './waiting.js';

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

const migrations = [
  ...new Set([
    ...keyRingMigrations,
    ...accessMigrations,
    ...deskMigrations,
    ...followingMigrations,
    ...agencyMigrations,
    ...bridgeMigrations,
  ]),
];

/** What the running node may do with its relational tables; erasures can be added and never taken back. */
const grants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  return [
    ...accessGrants(role),
    ...deskGrants(role),
    ...followingGrants(role),
    `grant usage on schema key_ring, bridge, projections to ${name}`,
    `grant select, insert, update, delete on key_ring.data_keys to ${name}`,
    `grant select, insert on key_ring.erased_subjects to ${name}`,
    `grant select, update on key_ring.erasure_epoch to ${name}`,
    `grant select, insert, update, delete on all tables in schema bridge to ${name}`,
    `grant select on all tables in schema projections to ${name}`,
    `grant select on migrations to ${name}`,
  ];
};

/** Held by whoever installs, for as long as that takes: processes that start together take turns. */
const installing = `pg_advisory_lock(hashtextextended('homeward installation', 727004))`;

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
 * Brings a node's database up to date: migrations, event store, tables of the views, rights. Run as the owner; may be repeated, and by
 * several processes at once. Rejects where one statement takes longer than `statementMs`, answered or not.
 */
export const install = async (
  { database: { ownerUrl, eventsUrl, eventStoreDbUrl, appUrl, projectorUrl } }: Pick<NodeConfig, 'database'>,
  views: readonly View[] = [],
  statementMs = installMs,
): Promise<void> => {
  if (ownerUrl === undefined) throw new Error('Only with DATABASE_OWNER_URL can anything be installed.');
  const connections = connectionsTo(ownerUrl, { max: 2, name: 'homeward installation', statementMs });
  const owner = new pg.Pool(connections);
  owner.on('error', () => undefined);
  try {
    const turn = await owner.connect();
    turn.on('error', () => undefined);
    try {
      await turn.query(`select ${installing}`);
      if (await needsMigration(turn)) await migrate(ownerUrl, connections);
      for (const grant of grants(roleIn(appUrl))) await turn.query(grant);
      if (eventStoreDbUrl !== undefined) await installEventStoreDb(eventStoreDbUrl);
      else if (eventsUrl !== undefined) await installEventStore(owner, { appendRole: roleIn(eventsUrl) });
      await createTables(owner, views, {
        reader: roleIn(appUrl),
        writer: projectorUrl === undefined ? undefined : roleIn(projectorUrl),
      });
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
