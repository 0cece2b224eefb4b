import { DataSource } from 'typeorm';
import type { PlacedEvent } from '#event-store';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { foldBatch } from '../frame/batch.js';
import { createTable, tableOf, toRecord, viewId } from '../frame/tables.js';
import type { View } from '../frame/view.js';
import { agencyMigrations } from '../index.js';

/** A database in which views answer, with no row yet. */
export const databaseOf = async (views: readonly View[]): Promise<ScratchDatabase> => {
  const database = await scratchDatabase();
  const source = new DataSource({ type: 'postgres', url: database.url, migrations: agencyMigrations });
  await (await source.initialize()).runMigrations();
  await source.destroy();
  for (const view of views) {
    await createTable(database.pool, view);
    await database.pool.query(
      `insert into projections.views (view, version, shape, ready) values ($1, $2, '{}', true)`,
      [viewId(view), view.version],
    );
  }
  return database;
};

/** Makes the rows of a view those that follow from some streams, and no others. */
export const fill = async (
  { pool }: ScratchDatabase,
  view: View,
  streams: readonly (readonly PlacedEvent[])[],
): Promise<void> => {
  const rows = streams.flatMap((events) => foldBatch(view, events, []).stored.map(toRecord));
  await pool.query(`truncate ${tableOf(view)}`);
  await pool.query(
    `insert into ${tableOf(view)} select * from json_populate_recordset(null::${tableOf(view)}, $1)`,
    [JSON.stringify(rows)],
  );
};
