import type { DataSource } from 'typeorm';

/** How far a follower of the event store has come, and in which history. */
export interface Checkpoint {
  readonly epoch: string;
  readonly position: string;
}

/** Where a follower keeps its checkpoint durably. */
export interface Checkpoints {
  load(follower: string): Promise<Checkpoint | undefined>;
  save(follower: string, checkpoint: Checkpoint): Promise<void>;
}

export const checkpointTable = (database: DataSource): Checkpoints => ({
  load: async (follower) => {
    const rows = await database.query<Checkpoint[]>(
      'select epoch, position from bridge.checkpoint where follower = $1',
      [follower],
    );
    return rows[0];
  },
  save: async (follower, { epoch, position }) => {
    await database.query(
      `insert into bridge.checkpoint (follower, epoch, position) values ($1, $2, $3)
       on conflict (follower) do update set epoch = excluded.epoch, position = excluded.position, moved_at = now()`,
      [follower, epoch, position],
    );
  },
});
