import pg from 'pg';
import { appendFunction } from './append-function.js';

/** The SQL names of one event store. */
export interface SchemaNames {
  readonly schema: string;
  readonly events: string;
  readonly append: string;
  /** The table whose lock is the turn to append. */
  readonly turn: string;
  readonly epoch: string;
  /** NOTIFY channel, as a plain string. */
  readonly channel: string;
}

export const defaultSchema = 'event_store';

export const schemaNames = (schema: string = defaultSchema): SchemaNames => {
  const quoted = pg.escapeIdentifier(schema);
  return {
    schema: quoted,
    events: `${quoted}.events`,
    append: `${quoted}.append_events`,
    turn: `${quoted}.turn`,
    epoch: `${quoted}.current_epoch`,
    channel: `${schema}_appended`,
  };
};

const tables = ({ schema, events, turn }: SchemaNames): string => `
  create schema if not exists ${schema};
  create table if not exists ${events} (
    position bigint primary key,
    id uuid not null unique,
    stream text collate "C" not null,
    revision integer not null,
    type text not null,
    version integer not null,
    open json not null,
    sealed json not null,
    meta json not null,
    unique (stream, revision)
  );
  create table if not exists ${turn} ();
  create table if not exists ${schema}.epoch (
    only_row boolean primary key default true check (only_row),
    id uuid not null default gen_random_uuid()
  );
  insert into ${schema}.epoch default values on conflict do nothing;`;

/*
 * A restored table has another oid, a restored or upgraded server another system identifier, and a server recovered to
 * a point in time another timeline: each makes another epoch without anybody having to remember it. The timeline is that
 * of the WAL being written: the control file names the old one until the first checkpoint after a recovery.
 */
const epochFunction = ({ schema, events, epoch }: SchemaNames): string => `
  create or replace function ${epoch}() returns text
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  as $body$
    select md5(concat_ws('/', e.id, s.system_identifier,
      ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer,
      (select oid from pg_database where datname = current_database()),
      '${events.replaceAll("'", "''")}'::regclass::oid))
    from ${schema}.epoch e, pg_control_system() s
  $body$;`;

const readingRights = ({ schema, events, epoch }: SchemaNames, role: string): string => `
  revoke all on all tables in schema ${schema} from ${role};
  revoke all on all functions in schema ${schema} from ${role};
  grant usage on schema ${schema} to ${role};
  grant select on ${events} to ${role};
  grant execute on function ${epoch} to ${role};`;

const rights = ({ schema, events, append, epoch }: SchemaNames, appendRole: string): string => `
  revoke all on all functions in schema ${schema} from public;
  revoke all on all tables in schema ${schema} from ${appendRole};
  revoke all on schema ${schema} from ${appendRole};
  grant usage on schema ${schema} to ${appendRole};
  grant select on ${events} to ${appendRole};
  grant execute on function ${append}, ${epoch} to ${appendRole};`;

/** The append function of earlier installations took arrays. */
const withoutEarlier = ({ append }: SchemaNames): string => `
  drop function if exists ${append}(text[], integer[], integer[], integer[], uuid[], text[], integer[],
    text[], integer[], json[], json[], json[]);`;

/** All statements that make an event store, each safe to run again. */
export const installation = (names: SchemaNames, appendRole: string, readRoles: readonly string[]): string =>
  [
    tables(names),
    withoutEarlier(names),
    appendFunction(names),
    epochFunction(names),
    ...readRoles.map((role) => readingRights(names, pg.escapeIdentifier(role))),
    rights(names, pg.escapeIdentifier(appendRole)),
  ].join('\n');
