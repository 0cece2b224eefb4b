import type { Pool } from 'pg';
import { columnName } from './columns.js';
import { leaseOf } from './lease.js';
import { shapeOf, tableOf, viewId } from './tables.js';
import type { View } from './view.js';

/*
 * A raised version is followed from the start into a table of its own, in batches, while the older table stands. Once
 * it has caught up it is noted as `ready`, after its rows and its checkpoint, and from then on it answers.
 */

/** No version of a view can answer yet: the door says 503 with Retry-After. */
export class ViewNotReady extends Error {
  constructor(view: string) {
    super(`${view} is being built and cannot be asked yet. Try again shortly.`);
  }
}

const covers = (shape: Readonly<Record<string, unknown>>, view: View): boolean =>
  Object.entries(shapeOf(view)).every(([field, type]) => shape[field] === type);

/**
 * The version of a view that answers now: its own once that is ready, until then the newest older one that is ready and
 * has every column that the query reads.
 */
export const answeringVersion = async (
  pool: Pool,
  view: View,
): Promise<Pick<View, 'agency' | 'name' | 'version'>> => {
  const { rows } = await pool.query<{ version: number; shape: Record<string, unknown> }>({
    name: 'answering_version',
    text: `select version, shape from projections.views
           where view = $1 and version <= $2 and ready order by version desc`,
    values: [viewId(view), view.version],
  });
  const found = rows.find(({ version, shape }) => version === view.version || covers(shape, view));
  if (found === undefined) throw new ViewNotReady(viewId(view));
  const { agency, name } = view;
  return { agency, name, version: found.version };
};

/** The table of that version. */
export const answeringTable = async (pool: Pool, view: View): Promise<string> =>
  tableOf(await answeringVersion(pool, view));

/** How many rows a version of a view has, and a hash of them that their order does not change. */
export const digest = async (
  pool: Pool,
  view: View,
  version = view.version,
): Promise<{ rows: number; hash: string }> => {
  const fields = ['key', 'case_id', ...Object.keys(view.columns).map(columnName)];
  const record = fields.map((field) => `'${field}', t.${field}`).join(', ');
  const { rows } = await pool.query<{ rows: number; hash: string }>(
    `select count(*)::integer as rows,
            coalesce(sum(('x' || left(h, 16))::bit(64)::bigint::numeric), 0) || ':' ||
            coalesce(sum(('x' || right(h, 16))::bit(64)::bigint::numeric), 0) as hash
     from (select md5(jsonb_build_object(${record})::text) as h from ${tableOf(view, version)} t) hashes`,
  );
  return rows[0] ?? { rows: 0, hash: '0:0' };
};

/** How far a version of a view has come, and all that is noted beside it. */
const forgotten = (view: View, version = view.version): string => `
  delete from following.checkpoints where name = '${tableOf(view, version)}';
  delete from following.parked where follower = '${tableOf(view, version)}';
  delete from projections.views where view = '${viewId(view)}' and version = ${version};`;

/**
 * Forgets what a version of a view holds, so that it is built from the start of the present store. The lease is taken
 * from whoever holds it: that projector then begins anew instead of waiting, unaware, for the next event. Table, lease,
 * checkpoint: in this order a projector's statement has them too.
 */
export const startOver = async (pool: Pool, view: View): Promise<void> => {
  await pool.query(`
    begin;
    lock table ${tableOf(view)} in access exclusive mode;
    update following.leases set epoch = epoch + 1, expires = '-infinity' where name = '${leaseOf(view)}';
    ${forgotten(view)}
    truncate ${tableOf(view)};
    commit`);
};

/** Drops the tables of versions before this one, once this one answers and no older process follows them. */
export const dropOlder = async (pool: Pool, view: View): Promise<readonly number[]> => {
  const { rows } = await pool.query<{ version: number }>(
    `select old.version from projections.views old
     join projections.views own on own.view = old.view and own.version = $2 and own.ready
     left join following.leases l on l.name = old.view || '_v' || old.version and l.expires > clock_timestamp()
     where old.view = $1 and old.version < $2 and l.name is null`,
    [viewId(view), view.version],
  );
  for (const { version } of rows)
    await pool.query(`
      begin;
      drop table if exists ${tableOf(view, version)};
      delete from following.leases where name = '${tableOf(view, version)}';
      ${forgotten(view, version)}
      commit`);
  return rows.map(({ version }) => version);
};
