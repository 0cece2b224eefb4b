import pg from 'pg';
import { DataSource } from 'typeorm';
import { accessGrants, accessMigrations } from '#access';
import { agencyMigrations } from '#agencies';
import { bridgeMigrations } from '#bridge';
import { deskGrants, deskMigrations } from '#desk';
import { installEventStore, keyRingMigrations } from '#event-store';
import type { NodeConfig } from './config.js';

const roleIn = (url: string): string => decodeURIComponent(new URL(url).username);

/** What the running node may do with its relational tables; erasures can be added and never taken back. */
const grants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  return [
    ...accessGrants(role),
    ...deskGrants(role),
    `grant usage on schema key_ring, bridge, projections to ${name}`,
    `grant select, insert, update, delete on key_ring.data_keys to ${name}`,
    `grant select, insert on key_ring.erased_subjects to ${name}`,
    `grant select, update on key_ring.erasure_epoch to ${name}`,
    `grant select, insert, update, delete on all tables in schema bridge to ${name}`,
    `grant select on all tables in schema projections to ${name}`,
  ];
};

/** Brings a node's database up to date: migrations, event store, rights. Run as the owner; may be repeated. */
export const install = async ({
  database: { ownerUrl, eventsUrl, appUrl },
}: Pick<NodeConfig, 'database'>): Promise<void> => {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: [
      ...keyRingMigrations,
      ...accessMigrations,
      ...deskMigrations,
      ...agencyMigrations,
      ...bridgeMigrations,
    ],
    migrationsTableName: 'migrations',
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
    for (const grant of grants(roleIn(appUrl))) await source.query(grant);
  } finally {
    await source.destroy();
  }
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 1 });
  try {
    await installEventStore(owner, { appendRole: roleIn(eventsUrl) });
  } finally {
    await owner.end();
  }
};
