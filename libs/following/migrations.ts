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

/** Whether work of views is meant, by the name in a column: a view's name has a dot. */
const ofViews = (column: string): string => `position('.' in ${column}) > 0`;

/** How far followers have come and what of theirs waits, of all followers in one table each. */
class FollowingCheckpoints1764500000000 implements MigrationInterface {
  readonly name = 'FollowingCheckpoints1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table following.checkpoints (
        name text primary key,
        epoch text not null,
        position text not null,
        moved_at timestamptz not null default clock_timestamp()
      )`);
    await runner.query(`
      create table following.parked (
        follower text not null,
        lane text not null,
        position numeric not null,
        stream text not null,
        revision integer,
        event_id text,
        event_type text,
        reason text not null default '',
        overtakes boolean not null default false,
        shown jsonb,
        attempts integer not null default 1,
        parked_at timestamptz not null default clock_timestamp(),
        next_attempt timestamptz not null default clock_timestamp() + interval '1 second',
        primary key (follower, lane, position)
      )`);
    for (const [table, column] of [
      ['checkpoints', 'name'],
      ['parked', 'follower'],
    ] as const) {
      const own = `exists (select from following.workers w where w.role = current_user and w.on_views = (${ofViews(column)}))`;
      await runner.query(`alter table following.${table} enable row level security`);
      await runner.query(`create policy seen on following.${table} for select using (true)`);
      await runner.query(`create policy own on following.${table} using (${own}) with check (${own})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table following.parked, following.checkpoints`);
  }
}

/** TypeORM migrations of leases, checkpoints and what is parked, in the node's own relational database. */
export const followingMigrations: readonly (new () => MigrationInterface)[] = [
  Following1763856000100,
  FollowingWorkers1764300000100,
  FollowingCheckpoints1764500000000,
];

/** The work of a role's processes: views, whose leases bear the names of their tables, or what the node does by itself. */
export type WorkOf = 'views' | 'own work';

/** What the owner grants a role whose processes do that work, and no other: its leases, checkpoints and what it parks. */
export const followingGrants = (role: string, work: WorkOf): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  const text = pg.escapeLiteral(role);
  return [
    `grant usage on schema following to ${name}`,
    `grant select on following.workers to ${name}`,
    `grant select, insert, update, delete on following.leases, following.members, following.checkpoints, following.parked to ${name}`,
    `insert into following.workers (role, on_views) values (${text}, ${work === 'views'}) on conflict do nothing`,
  ];
};
