import type { Pool } from 'pg';
import { ForeignCheckpointError, start, type Position } from '#event-store';
import { fence, heldLease, type Lease } from './lease.js';

/** How far a follower has come, durably. */
export interface Checkpoints {
  /**
   * Where a follower stands: at the start where it never was. Throws `ForeignCheckpointError` where that was in another
   * history of the store.
   */
  load(name: string, epoch: string): Promise<Position>;
  /** The history in which something was noted under a name; absent where nothing was. */
  epochOf(name: string): Promise<string | undefined>;
  /** Notes a place in a history under a name, whatever was noted before. */
  note(name: string, epoch: string, at: Position): Promise<void>;
  /** Notes the start where nothing was noted yet; what was parked before that is found again on the way. */
  begin(name: string, epoch: string): Promise<void>;
  /**
   * Moves it only from the old position, and under a lease only while that is held; throws `CheckpointMoved` where
   * another process moved it or has the lease.
   */
  save(name: string, from: Position, to: Position, lease?: Lease): Promise<void>;
}

/** Another process follows under the same name and was first. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
  constructor(follower: string) {
    super(`The checkpoint "${follower}" was moved by another process.`);
  }
}

/** Checkpoints in the table of `followingMigrations`. */
export const postgresCheckpoints = (database: Pick<Pool, 'query'>): Checkpoints => ({
  load: async (name, epoch) => {
    const { rows } = await database.query<{ epoch: string; position: string }>(
      'select epoch, position from following.checkpoints where name = $1',
      [name],
    );
    const found = rows[0];
    if (!found) return start;
    if (found.epoch === epoch) return found.position;
    throw new ForeignCheckpointError(
      `The checkpoint "${name}" was taken in another event store (another epoch, as after a restore). ` +
        'It is not followed. Delete it from following.checkpoints to follow this store from its start; what was done before is ' +
        'not done twice.',
    );
  },
  epochOf: async (name) => {
    const { rows } = await database.query<{ epoch: string }>(
      'select epoch from following.checkpoints where name = $1',
      [name],
    );
    return rows[0]?.epoch;
  },
  begin: async (name, epoch) => {
    await database.query(
      `with begun as (
         insert into following.checkpoints (name, epoch, position) values ($1, $2, $3) on conflict do nothing
         returning name
       ) delete from following.parked p using begun where p.follower = begun.name`,
      [name, epoch, start],
    );
  },
  note: async (name, epoch, at) => {
    await database.query(
      `insert into following.checkpoints (name, epoch, position) values ($1, $2, $3)
       on conflict (name) do update set epoch = excluded.epoch, position = excluded.position, moved_at = clock_timestamp()`,
      [name, epoch, at],
    );
  },
  save: async (name, from, to, lease) => {
    const { rowCount } = await database.query(
      `${lease ? `with held as (${heldLease(4)}) ` : ''}
       update following.checkpoints c set position = $3, moved_at = clock_timestamp() ${lease ? 'from held' : ''}
       where c.name = $1 and c.position = $2`,
      [name, from, to, ...(lease ? fence(lease) : [])],
    );
    if (rowCount !== 1) throw new CheckpointMoved(name);
  },
});

/** How far a follower has come, and for how long it has not moved, seconds. */
export interface FollowerStanding {
  readonly name: string;
  readonly position: Position;
  readonly idleSeconds: number;
  /** Lanes whose first deed could not be done yet, and is tried again. */
  readonly parked: number;
}

/** Where followers stand, for metrics and health; those that never followed are not told. */
export const standings = async (
  database: Pick<Pool, 'query'>,
  names: readonly string[],
): Promise<readonly FollowerStanding[]> => {
  const { rows } = await database.query<FollowerStanding>(
    `select name, position, extract(epoch from clock_timestamp() - moved_at)::float8 as "idleSeconds",
            (select count(distinct lane)::int from following.parked p where p.follower = c.name) as parked
     from following.checkpoints c where name = any($1) order by name`,
    [names],
  );
  return rows;
};
