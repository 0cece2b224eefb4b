import type { Pool } from 'pg';
import type { Needed } from './batch.js';
import { columnName } from './columns.js';
import type { StoredRow, View } from './view.js';

const plain = /^[a-z][a-z0-9_]*$/;

const named = (name: string): string => {
  if (!plain.test(name))
    throw new Error(
      `"${name}" cannot be the name of a table, a column, a schema or a role: use a-z, 0-9 and _.`,
    );
  return name;
};

/** The column of a field. Quoted, since a field may be called what SQL keeps for itself: `order`, `to`, `end`. */
export const quoted = (field: string): string => `"${named(columnName(field))}"`;

/** `focal_point.transfers_board`: the name of a view in checkpoints, leases and health. */
export const viewId = ({ agency, name }: Pick<View, 'agency' | 'name'>): string =>
  `${named(agency)}.${named(name)}`;

/** The table of one version of a view: versions stand beside each other. */
export const tableOf = (view: Pick<View, 'agency' | 'name' | 'version'>, version = view.version): string =>
  `${viewId(view)}_v${version}`;

/** Field names and types, to tell whether an older table can answer this version's query. */
export const shapeOf = (view: View): Record<string, string> =>
  Object.fromEntries(
    Object.entries(view.columns).map(([field, { type, nullable }]) => [
      field,
      `${type}${nullable ? '?' : ''}`,
    ]),
  );

/** Who may do what with a view's table, beside its owner. */
export interface ViewRoles {
  /** Role of the api, which may only select. */
  readonly reader?: string | undefined;
  /** Role of a projector that owns nothing: it writes the views and creates none. */
  readonly writer?: string | undefined;
}

const readerRights = (table: string, agency: string, role: string): string => `
  grant usage on schema ${agency}, projections, following to ${role};
  grant select on ${table}, projections.views, following.checkpoints, following.leases to ${role};
  grant select (follower, lane, reason) on following.parked to ${role};`;

const writerRights = (table: string, agency: string, role: string): string => `
  grant usage on schema ${agency}, projections, following to ${role};
  grant select, insert, update, delete on ${table}, projections.views to ${role};
  do $$ begin
    if current_setting('server_version_num')::integer >= 170000 then
      execute 'grant maintain on ${table} to ${role}';
    end if;
  end $$;`;

const kindOf = ({ columns }: View, fields: readonly string[]): 'gin' | 'btree' =>
  fields.some((field) => columns[field]?.type === 'jsonb') ? 'gin' : 'btree';

/** Creates the schema and the table of a view where they are missing, with the owner's connection. */
export const createTable = async (
  pool: Pick<Pool, 'query'>,
  view: View,
  { reader, writer }: ViewRoles = {},
): Promise<void> => {
  const table = tableOf(view);
  const agency = named(view.agency);
  const columns = Object.entries(view.columns).map(
    ([field, { type, nullable }]) => `${quoted(field)} ${type}${nullable ? '' : ' not null'}`,
  );
  const indexes = view.indexes.map(
    (fields, index) =>
      `create index if not exists ${view.name}_v${view.version}_${index} on ${table} using ${kindOf(view, fields)} (${fields.map(quoted).join(', ')});`,
  );
  await pool.query(`
    lock table projections.turn in exclusive mode;
    create schema if not exists ${agency};
    create table if not exists ${table} (case_id text not null, key text not null, ${columns.join(', ')}, primary key (case_id, key));
    ${indexes.join('\n')}
    ${reader === undefined ? '' : readerRights(table, agency, named(reader))}
    ${writer === undefined ? '' : writerRights(table, agency, named(writer))}`);
};

/** The tables of all views: for who installs. */
export const createTables = async (
  pool: Pick<Pool, 'query'>,
  views: readonly View[],
  roles: ViewRoles,
): Promise<void> => {
  for (const view of views) await createTable(pool, view, roles);
};

/** Names of views whose tables are not there yet. */
export const missingTables = async (
  pool: Pick<Pool, 'query'>,
  views: readonly View[],
): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ name: string }>(
    // By the catalogue, which everybody may read: of a schema that a role may not use, nothing else tells it.
    `select name from unnest($1::text[]) as t (name) where not exists (
       select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname || '.' || c.relname = t.name)`,
    [views.map((view) => tableOf(view))],
  );
  return rows.map(({ name }) => name);
};

/** A row as PostgreSQL's json functions write and read it. */
export const toRecord = ({ key, caseId, fields }: StoredRow): Record<string, unknown> => {
  const record: Record<string, unknown> = { key, case_id: caseId };
  for (const field in fields) record[columnName(field)] = fields[field];
  return record;
};

/** The other way: names and values of a view's columns out of one record. */
export const fromRecord = (
  view: Pick<View, 'columns'>,
  record: Readonly<Record<string, unknown>>,
): StoredRow => ({
  key: String(record['key']),
  caseId: String(record['case_id']),
  fields: Object.fromEntries(Object.keys(view.columns).map((field) => [field, record[columnName(field)]])),
});

/** The rows that a batch needs, of those that there are. */
export const rowsNeeded = async (pool: Pool, view: View, { rows, cases }: Needed): Promise<StoredRow[]> => {
  if (rows.length === 0 && cases.length === 0) return [];
  const found = await pool.query<{ record: Record<string, unknown> }>({
    name: `rows ${tableOf(view)}`,
    text: `
      select to_json(t) as record from unnest($1::text[], $2::text[]) as n (case_id, key)
      join ${tableOf(view)} t on t.case_id = n.case_id and t.key = n.key
      union all
      select to_json(t) from ${tableOf(view)} t where t.case_id = any($3::text[])`,
    values: [rows.map(({ caseId }) => caseId), rows.map(({ key }) => key), cases],
  });
  return found.rows.map(({ record }) => fromRecord(view, record));
};
