import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The bridge's tables in the node's relational database. Nothing in them above P1 stands in clear. */
export class Bridge1760000000000 implements MigrationInterface {
  readonly name = 'Bridge1760000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create schema if not exists bridge`);
    await runner.query(`create table bridge.checkpoint (
      follower text primary key, epoch text not null, position text not null,
      moved_at timestamptz not null default now())`);
    await runner.query(`create table bridge.parked_event (
      number bigint generated always as identity unique,
      event_id uuid primary key, case_id uuid not null, type text not null, message_id uuid not null, event jsonb not null,
      reason text not null, attempts integer not null default 1,
      parked_at timestamptz not null default now(), next_try_at timestamptz not null)`);
    await runner.query(`create index parked_event_case on bridge.parked_event (case_id, number)`);
    await runner.query(`create table bridge.parked_message (
      sender text not null, message_id uuid not null, case_id uuid not null, sequence integer not null,
      topic text not null, key text not null, headers jsonb not null, message bytea not null,
      reason text not null, attempts integer not null default 1,
      parked_at timestamptz not null default now(), next_try_at timestamptz not null,
      primary key (sender, message_id))`);
    await runner.query(
      `create index parked_message_case on bridge.parked_message (case_id, sender, sequence)`,
    );
    await runner.query(`create table bridge.dead_letter (
      id uuid primary key default gen_random_uuid(),
      topic text not null, key text not null, headers jsonb not null, message bytea not null, digest bytea not null,
      reason text not null, received_at timestamptz not null default now(), retaken_at timestamptz,
      unique (topic, digest))`);
    await runner.query(`create table bridge.paper_document (
      message_id uuid primary key, case_id uuid not null, to_country text not null, kind text not null,
      sequence integer not null, sealed text not null, released_at timestamptz not null,
      written_at timestamptz not null default now(), handed_over_at timestamptz, receipt text)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop schema bridge cascade`);
  }
}

/** A sender may write any number that the wire allows: what does not fit here could be put aside nowhere. */
export class BridgeSequences1763880000000 implements MigrationInterface {
  readonly name = 'BridgeSequences1763880000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.parked_message alter column sequence type bigint`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.parked_message alter column sequence type integer`);
  }
}

/** What was sent and has no receipt, and when something was last heard on a topic. */
export class BridgeReceipts1763900000000 implements MigrationInterface {
  readonly name = 'BridgeReceipts1763900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table bridge.awaited_receipt (
      message_id uuid primary key, case_id uuid not null, to_country text not null, event jsonb not null,
      attempts integer not null default 1, kept_back boolean not null default false,
      sent_at timestamptz not null default now(), next_try_at timestamptz not null)`);
    await runner.query(`create index awaited_receipt_due on bridge.awaited_receipt (next_try_at)`);
    await runner.query(`create index awaited_receipt_case on bridge.awaited_receipt (case_id)`);
    await runner.query(`create table bridge.heard (
      exchange text not null, topic text not null, last_at timestamptz not null, primary key (exchange, topic))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bridge.heard, bridge.awaited_receipt`);
  }
}

/** Approved messages that wait for their hour. */
export class BridgeWaitingReleases1764000000000 implements MigrationInterface {
  readonly name = 'BridgeWaitingReleases1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table bridge.waiting_release (
      event_id uuid primary key, case_id uuid not null, event jsonb not null, not_before timestamptz not null,
      attempts integer not null default 0, next_try_at timestamptz not null default now())`);
    await runner.query(`create index waiting_release_due on bridge.waiting_release (not_before)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bridge.waiting_release`);
  }
}

/** Parked messages that wait behind no other of their case. */
export class BridgeOvertaking1764400000000 implements MigrationInterface {
  readonly name = 'BridgeOvertaking1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table bridge.parked_message add column overtakes boolean not null default false`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.parked_message drop column overtakes`);
  }
}

/** What everybody may be told of what waits stands in columns of its own: whose role has no right on the events sees these. */
export class BridgeShown1764450000000 implements MigrationInterface {
  readonly name = 'BridgeShown1764450000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.parked_event add column stops boolean not null
      generated always as (coalesce((event->>'overtakes')::boolean, false)) stored`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.parked_event drop column stops`);
  }
}

/** Events of the store that could not be read. */
export class BridgeUnread1764460000000 implements MigrationInterface {
  readonly name = 'BridgeUnread1764460000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table bridge.unread_event (
      number bigint generated always as identity, event_id text primary key, stream text not null,
      revision integer not null, type text not null, put_aside_at timestamptz not null default now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bridge.unread_event`);
  }
}

/** Until when a dead letter is kept. */
export class BridgeKeeping1764470000000 implements MigrationInterface {
  readonly name = 'BridgeKeeping1764470000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.dead_letter
      add column keep_until timestamptz not null default now() + interval '30 days'`);
    await runner.query(`create index dead_letter_place on bridge.dead_letter (topic, key)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index bridge.dead_letter_place`);
    await runner.query(`alter table bridge.dead_letter drop column keep_until`);
  }
}

/**
 * What could not be sent yet, and how far the outbound side had come, stand with those of all followers
 * (`followingMigrations`). Where an event stands in its stream was not noted: it is looked for.
 */
export class BridgeFollowing1764500000200 implements MigrationInterface {
  readonly name = 'BridgeFollowing1764500000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`lock table bridge.checkpoint, bridge.parked_event in access exclusive mode`);
    await runner.query(`insert into following.checkpoints (name, epoch, position, moved_at)
      select follower, epoch, position, moved_at from bridge.checkpoint`);
    // Before all that is parked from now on, in the order of then.
    await runner.query(`
      insert into following.parked (follower, lane, position, stream, event_id, event_type, reason, overtakes, shown,
                                    attempts, parked_at, next_attempt)
      select 'outbound', case_id, number - 1000000000000, 'case-' || case_id, event_id, type, reason, stops,
             jsonb_strip_nulls(jsonb_build_object('messageId', message_id, 'to', event->>'to')),
             attempts, parked_at, next_try_at
      from bridge.parked_event`);
    await runner.query(`drop table bridge.parked_event, bridge.checkpoint`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create table bridge.checkpoint (
      follower text primary key, epoch text not null, position text not null,
      moved_at timestamptz not null default now())`);
    await runner.query(`create table bridge.parked_event (
      number bigint generated always as identity unique,
      event_id uuid primary key, case_id uuid not null, type text not null, message_id uuid not null, event jsonb not null,
      reason text not null, attempts integer not null default 1,
      parked_at timestamptz not null default now(), next_try_at timestamptz not null)`);
    await new BridgeShown1764450000000().up(runner);
  }
}

/** A letter is made of its message whenever it is fetched; nothing ever filled the table of sealed ones. */
export class BridgeLetters1764540000000 implements MigrationInterface {
  readonly name = 'BridgeLetters1764540000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bridge.paper_document`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create table bridge.paper_document (
      message_id uuid primary key, case_id uuid not null, to_country text not null, kind text not null,
      sequence integer not null, sealed text not null, released_at timestamptz not null,
      written_at timestamptz not null default now(), handed_over_at timestamptz, receipt text)`);
  }
}

/** In which order what waits was approved. Rows of before are numbered as they stand. */
export class BridgeReleaseOrder1764547200000 implements MigrationInterface {
  readonly name = 'BridgeReleaseOrder1764547200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table bridge.waiting_release add column number bigint generated always as identity`,
    );
    await runner.query(`create index waiting_release_case on bridge.waiting_release (case_id, number)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop index bridge.waiting_release_case`);
    await runner.query(`alter table bridge.waiting_release drop column number`);
  }
}

/** What nodes say to each other of themselves: how often to each, and what each said last. */
export class BridgeAnnouncements1764549000000 implements MigrationInterface {
  readonly name = 'BridgeAnnouncements1764549000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table bridge.announced (country text primary key, number bigint not null)`);
    await runner.query(`create table bridge.heard_announcement (
      country text primary key, number bigint not null, said jsonb not null, heard_at timestamptz not null default now())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table bridge.heard_announcement, bridge.announced`);
  }
}

/** Under which key a partner said what it said last: a key that is revoked takes it along. */
export class BridgeAnnouncementKeys1764550000000 implements MigrationInterface {
  readonly name = 'BridgeAnnouncementKeys1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.heard_announcement add column kid text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table bridge.heard_announcement drop column kid`);
  }
}

export const bridgeMigrations = [
  Bridge1760000000000,
  BridgeSequences1763880000000,
  BridgeReceipts1763900000000,
  BridgeWaitingReleases1764000000000,
  BridgeOvertaking1764400000000,
  BridgeShown1764450000000,
  BridgeUnread1764460000000,
  BridgeKeeping1764470000000,
  BridgeFollowing1764500000200,
  BridgeLetters1764540000000,
  BridgeReleaseOrder1764547200000,
  BridgeAnnouncements1764549000000,
  BridgeAnnouncementKeys1764550000000,
];
