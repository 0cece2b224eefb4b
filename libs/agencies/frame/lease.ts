import type { Pool } from 'pg';
import { viewId } from './tables.js';
import type { View } from './view.js';

/** The right of one projector to move one version of a view; another holder has another epoch. */
export interface Lease {
  readonly view: View;
  readonly holder: string;
  readonly epoch: string;
}

/** The checkpoint did not move: the lease went to another projector, or the position is no longer the one it knew. */
export class LeaseLost extends Error {
  constructor(view: string) {
    super(`Another projector follows ${view} now.`);
  }
}

/** Takes the lease where it is free or has run out, by the database's clock. */
export const takeLease = async (
  pool: Pool,
  view: View,
  holder: string,
  leaseMs: number,
): Promise<Lease | undefined> => {
  const { rows } = await pool.query<{ epoch: string }>(
    `insert into projections.leases as held (view, version, holder, epoch, expires)
     values ($1, $2, $3, 1, clock_timestamp() + $4 * interval '1 millisecond')
     on conflict (view, version) do update
       set holder = excluded.holder, epoch = held.epoch + 1, expires = excluded.expires
       where held.expires < clock_timestamp()
     returning epoch`,
    [viewId(view), view.version, holder, leaseMs],
  );
  const epoch = rows[0]?.epoch;
  return epoch === undefined ? undefined : { view, holder, epoch };
};

/** Prolongs it; false where it is no longer this holder's. */
export const renewLease = async (
  pool: Pool,
  { view, holder, epoch }: Lease,
  leaseMs: number,
): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `update projections.leases set expires = clock_timestamp() + $5 * interval '1 millisecond'
     where view = $1 and version = $2 and holder = $3 and epoch = $4`,
    [viewId(view), view.version, holder, epoch, leaseMs],
  );
  return rowCount === 1;
};

/** Gives it back at once, so that another need not wait for its end. */
export const releaseLease = async (pool: Pool, { view, holder, epoch }: Lease): Promise<void> => {
  await pool.query(
    `update projections.leases set expires = '-infinity' where view = $1 and version = $2 and holder = $3 and epoch = $4`,
    [viewId(view), view.version, holder, epoch],
  );
};
