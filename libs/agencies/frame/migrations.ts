import type { MigrationInterface, QueryRunner } from 'typeorm';
import { followingMigrations } from '#following';

const leases = `
  create table if not exists projections.leases (
    view text not null,
    version integer not null,
    holder text not null,
    epoch bigint not null,
    expires timestamptz not null,
    primary key (view, version)
  )`;

const checkpoints = `
  create table if not exists projections.checkpoints (
    view text not null,
    version integer not null,
    store_epoch text not null,
    position text not null,
    shape jsonb not null,
    ready boolean not null default false,
    recorded_at timestamptz,
    moved_at timestamptz not null default now(),
    primary key (view, version)
  )`;

const parkedCases = `
  create table if not exists projections.parked_cases (
    view text not null,
    version integer not null,
    stream text not null,
    revision integer not null,
    event_id text not null,
    event_type text not null,
    reason text not null,
    attempts integer not null default 1,
    parked_at timestamptz not null default now(),
    next_attempt timestamptz not null default now(),
    primary key (view, version, stream)
  )`;

/** What every projector needs beside the tables of its views: checkpoints, leases, parked cases. */
export class Projections1700000000000 implements MigrationInterface {
  readonly name = 'Projections1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema if not exists projections`);
    await runner.query(checkpoints);
    await runner.query(leases);
    await runner.query(parkedCases);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema projections cascade`);
  }
}

/** Leases of views stand beside those of the other followers now; a projector of before then moves nothing more. */
export class SharedLeases1763856000200 implements MigrationInterface {
  readonly name = 'SharedLeases1763856000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table projections.leases`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(leases);
  }
}

/** When a view was last known to show all that had been recorded. */
export class ViewAges1763856000300 implements MigrationInterface {
  readonly name = 'ViewAges1763856000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table projections.checkpoints add column current_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table projections.checkpoints drop column current_at`);
  }
}

/** Whose turn it is to make tables of views: nobody but the owner has a right on it. */
export class ViewsTurn1764300000300 implements MigrationInterface {
  readonly name = 'ViewsTurn1764300000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table projections.turn ()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table projections.turn`);
  }
}

/** Checkpoints of views and what is parked in them stand beside those of the other followers now; what is a view's alone stays. */
export class SharedCheckpoints1764500000100 implements MigrationInterface {
  readonly name = 'SharedCheckpoints1764500000100';

  async up(runner: QueryRunner): Promise<void> {
    // A process of before may not move one between the copy and the end of the table.
    await runner.query(`
      lock table projections.checkpoints, projections.parked_cases in access exclusive mode;
      create table projections.views (
        view text not null,
        version integer not null,
        shape jsonb not null,
        ready boolean not null default false,
        current_at timestamptz,
        primary key (view, version)
      );
      insert into projections.views (view, version, shape, ready, current_at)
        select view, version, shape, ready, current_at from projections.checkpoints;
      insert into following.checkpoints (name, epoch, position, moved_at)
        select view || '_v' || version, store_epoch, position, moved_at from projections.checkpoints;
      insert into following.parked
        (follower, lane, position, stream, revision, event_id, event_type, reason, attempts, parked_at, next_attempt)
        select view || '_v' || version, stream, 0, stream, revision, event_id, event_type, reason, attempts, parked_at, next_attempt
        from projections.parked_cases;
      drop table projections.checkpoints, projections.parked_cases`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${checkpoints};
      alter table projections.checkpoints add column current_at timestamptz;
      ${parkedCases};
      insert into projections.checkpoints (view, version, store_epoch, position, shape, ready, moved_at, current_at)
        select v.view, v.version, c.epoch, c.position, v.shape, v.ready, c.moved_at, v.current_at
        from projections.views v join following.checkpoints c on c.name = v.view || '_v' || v.version;
      insert into projections.parked_cases
        select v.view, v.version, p.stream, p.revision, p.event_id, p.event_type, p.reason, p.attempts, p.parked_at, p.next_attempt
        from projections.views v join following.parked p on p.follower = v.view || '_v' || v.version;
      delete from following.parked p using projections.views v where p.follower = v.view || '_v' || v.version;
      delete from following.checkpoints c using projections.views v where c.name = v.view || '_v' || v.version;
      drop table projections.views`);
  }
}

export const agencyMigrations = [
  ...followingMigrations,
  Projections1700000000000,
  SharedLeases1763856000200,
  ViewAges1763856000300,
  ViewsTurn1764300000300,
  SharedCheckpoints1764500000100,
];
