import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each file is looked at next. */
class Clocks1764550000000 implements MigrationInterface {
  readonly name = 'Clocks1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema clocks`);
    await runner.query(`
      create table clocks.wake_ups (
        stream text primary key,
        at timestamptz not null,
        changes bigint not null default 1,
        attempts integer not null default 0
      )`);
    await runner.query(`create index wake_ups_at on clocks.wake_ups (at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema clocks cascade`);
  }
}

/** TypeORM migrations of the table of wake-ups, in the node's own relational database. */
export const clockMigrations: readonly (new () => MigrationInterface)[] = [Clocks1764550000000];

/** What the owner grants a role whose processes watch over what falls due. */
export const clockGrants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  return [
    `grant usage on schema clocks to ${name}`,
    `grant select, insert, update, delete on clocks.wake_ups to ${name}`,
  ];
};
