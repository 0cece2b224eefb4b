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

/** What every projector needs beside the tables of its views: checkpoints, leases, parked cases. */
export class Projections1700000000000 implements MigrationInterface {
  readonly name = 'Projections1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema if not exists projections`);
    await runner.query(`
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
      )`);
    await runner.query(leases);
    await runner.query(`
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
      )`);
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

export const agencyMigrations = [
  ...followingMigrations,
  Projections1700000000000,
  SharedLeases1763856000200,
  ViewAges1763856000300,
  ViewsTurn1764300000300,
];
