import { fence, heldLease, LeaseLost, type Lease } from '#following';
import type { TablesDatabase } from './database.js';

/** How far a follower of the event store has come, and in which history. */
export interface Checkpoint {
  readonly epoch: string;
  readonly position: string;
}

/** Where a follower keeps its checkpoint durably. */
export interface Checkpoints {
  load(follower: string): Promise<Checkpoint | undefined>;
  /** Under a lease, only while it is held: throws `LeaseLost` where it is not. */
  save(follower: string, checkpoint: Checkpoint, lease?: Lease): Promise<void>;
}

/** The name under which the outbound side keeps its checkpoint. */
export const outboundFollower = 'outbound';

/** Where the outbound side stands, and for how long it has not moved, in seconds; for metrics. */
export const outboundStanding = (
  database: TablesDatabase,
): Promise<readonly { readonly name: string; readonly position: string; readonly idleSeconds: number }[]> =>
  database.query(
    `select follower as name, position, extract(epoch from clock_timestamp() - moved_at)::float8 as "idleSeconds"
     from bridge.checkpoint where follower = $1`,
    [outboundFollower],
  );

export const checkpointTable = (database: TablesDatabase): Checkpoints => ({
  load: async (follower) => {
    const rows = await database.query<Checkpoint[]>(
      'select epoch, position from bridge.checkpoint where follower = $1',
      [follower],
    );
    return rows[0];
  },
  save: async (follower, { epoch, position }, lease) => {
    const [saved] = await database.query<{ rows: number }[]>(
      `with ${lease ? `held as (${heldLease(4)}), ` : ''}saved as (
         insert into bridge.checkpoint (follower, epoch, position)
         select $1, $2, $3 ${lease ? 'from held' : ''}
         on conflict (follower) do update set epoch = excluded.epoch, position = excluded.position, moved_at = now()
         returning 1
       ) select count(*)::integer as rows from saved`,
      [follower, epoch, position, ...(lease ? fence(lease) : [])],
    );
    if (saved?.rows !== 1) throw new LeaseLost(follower);
  },
});
