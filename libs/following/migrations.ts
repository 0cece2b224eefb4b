import pg from 'pg';
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

/** Whose processes do which work: the owner says it, and no other role takes or moves a lease of that work. */
class FollowingWorkers1764300000100 implements MigrationInterface {
  readonly name = 'FollowingWorkers1764300000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table following.workers (role name not null, on_views boolean not null, primary key (role, on_views))`);
    for (const [table, onViews] of [
      ['leases', `position('.' in name) > 0`],
      ['members', `team like 'projector %'`],
    ] as const) {
      const own = `exists (select from following.workers w where w.role = current_user and w.on_views = (${onViews}))`;
      await runner.query(`alter table following.${table} enable row level security`);
      await runner.query(`create policy seen on following.${table} for select using (true)`);
      await runner.query(`create policy own on following.${table} using (${own}) with check (${own})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['leases', 'members']) {
      await runner.query(`drop policy seen on following.${table}`);
      await runner.query(`drop policy own on following.${table}`);
      await runner.query(`alter table following.${table} disable row level security`);
    }
    await runner.query(`drop table following.workers`);
  }
}

/** TypeORM migrations of leases, in the node's own relational database. */
export const followingMigrations: readonly (new () => MigrationInterface)[] = [
  Following1763856000100,
  FollowingWorkers1764300000100,
];

/** The work of a role's processes: views, whose leases bear the names of their tables, or what the node does by itself. */
export type WorkOf = 'views' | 'own work';

/** What the owner grants a role whose processes take the leases of that work, and of no other. */
export const followingGrants = (role: string, work: WorkOf): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  const text = pg.escapeLiteral(role);
  return [
    `grant usage on schema following to ${name}`,
    `grant select on following.workers to ${name}`,
    `grant select, insert, update, delete on following.leases, following.members to ${name}`,
    `insert into following.workers (role, on_views) values (${text}, ${work === 'views'}) on conflict do nothing`,
  ];
};
