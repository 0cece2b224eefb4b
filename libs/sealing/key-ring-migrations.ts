import pg from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/*
 * Both functions lock the data subject first, in a statement of its own, so that a key cannot be created beside an
 * erasure that is not yet committed. The epoch is one row: erasures of different subjects become visible in its order.
 */
const tables = `
  create schema key_ring;
  create table key_ring.data_keys (
    subject text not null,
    data_class text not null,
    kek_id text not null,
    wrapped bytea not null,
    created_at timestamptz not null default now(),
    primary key (subject, data_class)
  );
  create table key_ring.erased_subjects (
    subject text primary key,
    erased_at timestamptz not null default now()
  );
  create table key_ring.erasure_epoch (
    only_row boolean primary key default true check (only_row),
    value bigint not null default 0
  );
  insert into key_ring.erasure_epoch default values;`;

const functions = `
  create or replace function key_ring.data_key(of_subject text, of_class text, offered_kek text, offered bytea)
  returns table (epoch text, kek_id text, wrapped bytea)
  language plpgsql volatile
  as $body$
  begin
    perform pg_advisory_xact_lock(hashtextextended(of_subject, 727003));
    if not exists (select from key_ring.erased_subjects e where e.subject = of_subject) then
      insert into key_ring.data_keys (subject, data_class, kek_id, wrapped)
        values (of_subject, of_class, offered_kek, offered)
        on conflict do nothing;
    end if;
    return query
      select e.value::text, k.kek_id, k.wrapped
      from key_ring.erasure_epoch e
      left join key_ring.data_keys k on k.subject = of_subject and k.data_class = of_class
        and not exists (select from key_ring.erased_subjects t where t.subject = of_subject);
  end
  $body$;

  create or replace function key_ring.erase_subjects(of_subjects text[]) returns void
  language plpgsql volatile
  as $body$
  declare
    one text;
  begin
    for one in select distinct s from unnest(of_subjects) s order by s loop
      perform pg_advisory_xact_lock(hashtextextended(one, 727003));
    end loop;
    insert into key_ring.erased_subjects (subject) select distinct s from unnest(of_subjects) s on conflict do nothing;
    delete from key_ring.data_keys where subject = any (of_subjects);
    update key_ring.erasure_epoch set value = value + 1;
    perform pg_notify('key_ring_erasures', '');
  end
  $body$;`;

/** Tables and functions of the key ring, in the node's own relational database (never the event store's). */
export class KeyRing1763856000000 implements MigrationInterface {
  readonly name = 'KeyRing1763856000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(tables + functions);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop schema key_ring cascade');
  }
}

/*
 * Who serves makes keys and destroys them by these functions alone, so that none goes without its tombstone. Making waits
 * for an erasure that is not committed, and the other way round, by the lock of a table on which nobody else has rights;
 * it comes first, in a statement of its own. An advisory lock could be taken, and kept, by every role.
 */
const byFunctions = `
  create table key_ring.turn ();

  create or replace function key_ring.data_key(of_subject text, of_class text, offered_kek text, offered bytea)
  returns table (epoch text, kek_id text, wrapped bytea)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $body$
  begin
    lock table key_ring.turn in row exclusive mode;
    if not exists (select from key_ring.erased_subjects e where e.subject = of_subject) then
      insert into key_ring.data_keys (subject, data_class, kek_id, wrapped)
        values (of_subject, of_class, offered_kek, offered)
        on conflict do nothing;
    end if;
    return query
      select e.value::text, k.kek_id, k.wrapped
      from key_ring.erasure_epoch e
      left join key_ring.data_keys k on k.subject = of_subject and k.data_class = of_class
        and not exists (select from key_ring.erased_subjects t where t.subject = of_subject);
  end
  $body$;

  create or replace function key_ring.erase_subjects(of_subjects text[]) returns void
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  as $body$
  begin
    lock table key_ring.turn in exclusive mode;
    insert into key_ring.erased_subjects (subject) select distinct s from unnest(of_subjects) s on conflict do nothing;
    delete from key_ring.data_keys where subject = any (of_subjects);
    update key_ring.erasure_epoch set value = value + 1;
    perform pg_notify('key_ring_erasures', '');
  end
  $body$;

  revoke all on all functions in schema key_ring from public;`;

/** Keys are made and destroyed by functions of the owner, no longer by rights on the tables; going back loses no key. */
export class KeyRingFunctions1764300000000 implements MigrationInterface {
  readonly name = 'KeyRingFunctions1764300000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(byFunctions);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`${functions} drop table key_ring.turn;`);
  }
}

export const keyRingMigrations = [KeyRing1763856000000, KeyRingFunctions1764300000000];

/** What the owner grants a role whose processes seal and open: reading, and the functions. */
export const keyRingGrants = (role: string): readonly string[] => {
  const name = pg.escapeIdentifier(role);
  return [
    `grant usage on schema key_ring to ${name}`,
    `grant select on key_ring.data_keys, key_ring.erased_subjects, key_ring.erasure_epoch to ${name}`,
    `grant execute on function key_ring.data_key, key_ring.erase_subjects to ${name}`,
  ];
};
