import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who does what among several processes of a node: one lease for a piece of work, one row for a process of a team. */
class Following1763856000100 implements MigrationInterface {
  readonly name = 'Following1763856000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema following`);
    await runner.query(`
      create table following.leases (
        name text primary key,
        holder text not null,
        epoch bigint not null,
        expires timestamptz not null
      )`);
    await runner.query(`
      create table following.members (
        holder text primary key,
        team text not null,
        expires timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema following cascade`);
  }
}

/** TypeORM migrations of leases, in the node's own relational database. */
export const followingMigrations: readonly (new () => MigrationInterface)[] = [Following1763856000100];

/** What the owner grants a role whose processes take leases. */
export const followingGrants = (role: string): readonly string[] => {
  const name = `"${role.replaceAll('"', '""')}"`;
  return [
    `grant usage on schema following to ${name}`,
    `grant select, insert, update, delete on all tables in schema following to ${name}`,
  ];
};
