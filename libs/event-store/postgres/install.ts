import type pg from 'pg';
import { installation, schemaNames } from './schema.js';

export interface InstallOptions {
  /** Default `event_store`. */
  readonly schema?: string;
  /** The database role of the node: it must exist, and not own the schema. It may read, and append by the function. */
  readonly appendRole: string;
  /** Roles that may read and no more, as of who keeps views. */
  readonly readRoles?: readonly string[];
}

/** Makes the tables, functions and rights of an event store, or brings them up to date. Run as their owner. */
export const installEventStore = async (
  ownerPool: pg.Pool,
  { schema, appendRole, readRoles = [] }: InstallOptions,
): Promise<void> => {
  const names = schemaNames(schema);
  const client = await ownerPool.connect();
  try {
    const { rows } = await client.query<{ known: boolean; owner: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as known, current_user = $1 as owner`,
      [appendRole],
    );
    if (!rows[0]?.known)
      throw new Error(
        `The database role "${appendRole}" does not exist. Create it before installing the event store.`,
      );
    if (rows[0].owner)
      throw new Error(
        `The role "${appendRole}" would own the event store and could change events. Install as another role.`,
      );
    await client.query('begin');
    await client.query(installation(names, appendRole, readRoles));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
};
