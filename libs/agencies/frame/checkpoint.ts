import type { Pool } from 'pg';
import { fence, heldLease, LeaseLost } from '#following';
import { ForeignCheckpointError, start, type Position } from '#event-store';
import { leaseOf, type ViewLease } from './lease.js';
import { shapeOf, viewId } from './tables.js';
import type { View } from './view.js';

/** How far a version of a view has come. */
export interface Checkpoint {
  readonly position: Position;
  /** It has caught up once: its table answers from then on. */
  readonly ready: boolean;
}

/** The checkpoint of a view's version, made at the start where there is none; refused where it is another store's. */
export const loadCheckpoint = async (pool: Pool, view: View, storeEpoch: string): Promise<Checkpoint> => {
  const name = leaseOf(view);
  await pool.query(
    `with known as (
       insert into projections.views (view, version, shape) values ($4, $5, $6) on conflict do nothing
     )
     insert into following.checkpoints (name, epoch, position) values ($1, $2, $3) on conflict do nothing`,
    [name, storeEpoch, start, viewId(view), view.version, JSON.stringify(shapeOf(view))],
  );
  const { rows } = await pool.query<{ position: string; epoch: string; ready: boolean }>(
    `select c.position, c.epoch, v.ready from following.checkpoints c, projections.views v
     where c.name = $1 and v.view = $2 and v.version = $3`,
    [name, viewId(view), view.version],
  );
  const found = rows[0];
  if (found === undefined || found.epoch !== storeEpoch)
    throw new ForeignCheckpointError(
      `${viewId(view)} was built from another event store (the store has another epoch, as after a restore). ` +
        'It is not followed. Start the view over to build it from this store.',
    );
  return { position: found.position, ready: found.ready };
};

/** Notes that a view has caught up once: from now on its table answers. Only for who holds its lease. */
export const becomeReady = async (pool: Pool, { view, ...lease }: ViewLease): Promise<void> => {
  const { rowCount } = await pool.query(
    `with held as (${heldLease(3)})
     update projections.views set ready = true from held where view = $1 and version = $2`,
    [viewId(view), view.version, ...fence(lease)],
  );
  if (rowCount !== 1) throw new LeaseLost(viewId(view));
};
