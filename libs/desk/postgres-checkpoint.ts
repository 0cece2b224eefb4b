import pg, { type Pool } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fence, heldLease } from '#following';
import { ForeignCheckpointError, start, type Position } from '#event-store';
import { CheckpointMoved, type Checkpoint, type Parked, type Parking } from './checkpoint.js';

class DeskCheckpoints1700000000200 implements MigrationInterface {
  readonly name = 'DeskCheckpoints1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE SCHEMA IF NOT EXISTS desk`);
    await runner.query(`
      CREATE TABLE desk.checkpoints (
        name text PRIMARY KEY,
        epoch text NOT NULL,
        position text NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`);
    await runner.query(`
      CREATE TABLE desk.parked (
        name text NOT NULL,
        lane text NOT NULL,
        position numeric NOT NULL,
        stream text NOT NULL,
        revision integer NOT NULL,
        attempts integer NOT NULL DEFAULT 1,
        next_attempt timestamptz NOT NULL DEFAULT clock_timestamp() + interval '1 second',
        parked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (name, lane, position)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP SCHEMA desk CASCADE`);
  }
}

/** TypeORM migrations of the desk's followers. */
export const deskMigrations: readonly (new () => MigrationInterface)[] = [DeskCheckpoints1700000000200];

/** What the owner grants the node's role after the migrations. */
export const deskGrants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  return [
    `GRANT USAGE ON SCHEMA desk TO ${name}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA desk TO ${name}`,
  ];
};

/** How far a follower has come, and for how long it has not moved, seconds. */
export interface Standing {
  readonly name: string;
  readonly position: Position;
  readonly idleSeconds: number;
  /** Lanes whose first follow-up could not be done yet, and is tried again. */
  readonly parked: number;
}

/** Where the desk's followers stand, for metrics. */
export const checkpointStandings = async (pool: Pool): Promise<readonly Standing[]> => {
  const { rows } = await pool.query<Standing>(
    `SELECT name, position, extract(epoch FROM clock_timestamp() - moved_at)::float8 AS "idleSeconds",
            (SELECT count(DISTINCT lane)::int FROM desk.parked p WHERE p.name = c.name) AS parked
     FROM desk.checkpoints c`,
  );
  return rows;
};

export const postgresCheckpoint = (pool: Pool): Checkpoint => ({
  begin: async (name, epoch) => {
    await pool.query(
      `INSERT INTO desk.checkpoints (name, epoch, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [name, epoch, start],
    );
  },
  load: async (name, epoch) => {
    const { rows } = await pool.query<{ epoch: string; position: string }>(
      `SELECT epoch, position FROM desk.checkpoints WHERE name = $1`,
      [name],
    );
    const [found] = rows;
    if (found && found.epoch !== epoch)
      throw new ForeignCheckpointError(
        `The checkpoint "${name}" was taken in another event store (another epoch, as after a restore). ` +
          'It is not followed. Delete it from desk.checkpoints to follow this store from its start; commands that were ' +
          'carried out before are not repeated.',
      );
    return found?.position ?? start;
  },
  save: async (name, from, to, lease) => {
    const { rowCount } = await pool.query(
      `${lease ? `WITH held AS (${heldLease(4)}) ` : ''}
       UPDATE desk.checkpoints SET position = $3, moved_at = clock_timestamp() ${lease ? 'FROM held' : ''}
       WHERE desk.checkpoints.name = $1 AND position = $2`,
      [name, from, to, ...(lease ? fence(lease) : [])],
    );
    if (rowCount !== 1) throw new CheckpointMoved(name);
  },
});

export const postgresParking = (pool: Pool): Parking => ({
  lanes: async (name) => {
    const { rows } = await pool.query<{ lane: string }>(
      `SELECT DISTINCT lane FROM desk.parked WHERE name = $1`,
      [name],
    );
    return rows.map(({ lane }) => lane);
  },
  park: async (name, { lane, stream, revision, position }) => {
    await pool.query(
      `INSERT INTO desk.parked (name, lane, position, stream, revision) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [name, lane, position, stream, revision],
    );
  },
  due: async (name) => {
    const { rows } = await pool.query<{ lane: string }>(
      `SELECT lane FROM (
         SELECT DISTINCT ON (lane) lane, next_attempt FROM desk.parked WHERE name = $1 ORDER BY lane, position
       ) AS oldest WHERE next_attempt <= clock_timestamp()`,
      [name],
    );
    return rows.map(({ lane }) => lane);
  },
  first: async (name, lane) => {
    const { rows } = await pool.query<Parked>(
      `SELECT lane, stream, revision, position::text AS position FROM desk.parked
       WHERE name = $1 AND lane = $2 ORDER BY desk.parked.position LIMIT 1`,
      [name, lane],
    );
    return rows[0];
  },
  postpone: async (name, lane) => {
    await pool.query(
      `UPDATE desk.parked SET attempts = attempts + 1,
         next_attempt = clock_timestamp() + least(power(2, least(attempts, 10)), 600) * interval '1 second'
       WHERE name = $1 AND lane = $2
         AND position = (SELECT min(position) FROM desk.parked WHERE name = $1 AND lane = $2)`,
      [name, lane],
    );
  },
  done: async (name, { lane, position }) => {
    await pool.query(`DELETE FROM desk.parked WHERE name = $1 AND lane = $2 AND position = $3`, [
      name,
      lane,
      position,
    ]);
  },
});
