import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where the desk's followers kept how far they had come, before all followers did in one place. */
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

/** Moves them into the tables of all followers (`followingMigrations`). */
class DeskFollowing1764500000100 implements MigrationInterface {
  readonly name = 'DeskFollowing1764500000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`LOCK TABLE desk.checkpoints, desk.parked IN ACCESS EXCLUSIVE MODE`);
    await runner.query(`
      INSERT INTO following.checkpoints (name, epoch, position, moved_at)
      SELECT name, epoch, position, moved_at FROM desk.checkpoints`);
    await runner.query(`
      INSERT INTO following.parked (follower, lane, position, stream, revision, attempts, parked_at, next_attempt)
      SELECT name, lane, position, stream, revision, attempts, parked_at, next_attempt FROM desk.parked`);
    await runner.query(`DROP SCHEMA desk CASCADE`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await new DeskCheckpoints1700000000200().up(runner);
  }
}

/** TypeORM migrations of what the desk once kept beside the events. It keeps nothing there now. */
export const deskMigrations: readonly (new () => MigrationInterface)[] = [
  DeskCheckpoints1700000000200,
  DeskFollowing1764500000100,
];
