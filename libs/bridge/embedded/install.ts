import pg from 'pg';
import type { Country } from '#casework';
import { exchangeKeepsDays } from '../retention.js';
import { topicsAmong } from '../topics.js';

/** A node that takes part: the database role it logs in with, and the password that the role gets. */
export interface ExchangeMember {
  readonly country: Country;
  readonly role: string;
  readonly password: string;
}

/* The row lock on the topic is taken before the place is given out, and kept until commit: places have no gap that a reader
   could skip over, and a rolled-back publish gives its place back. */
const structure = `
create schema if not exists exchange;
create table if not exists exchange.topic (
  name text primary key, writer name not null, reader name not null, head bigint not null default 0);
create table if not exists exchange.record (
  topic text not null references exchange.topic, position bigint not null, key text not null,
  headers jsonb not null, message bytea not null, written_at timestamptz not null default clock_timestamp(),
  primary key (topic, position));
create table if not exists exchange.progress (
  topic text not null references exchange.topic, reader_group text not null, position bigint not null,
  primary key (topic, reader_group));

alter table exchange.record
  add column if not exists keep_until timestamptz not null default clock_timestamp() + interval '14 days';
create index if not exists record_keep_until on exchange.record (keep_until);

create or replace function exchange.publish(to_topic text, with_key text, with_headers jsonb, with_message bytea)
returns bigint language plpgsql security definer set search_path = exchange, pg_temp as $$
declare place bigint;
begin
  update topic set head = head + 1 where name = to_topic and writer = session_user returning head into place;
  if place is null then
    raise exception 'This role does not write to topic %.', to_topic using errcode = 'insufficient_privilege';
  end if;
  insert into record (topic, position, key, headers, message) values (to_topic, place, with_key, with_headers, with_message);
  perform pg_notify('exchange', to_topic);
  return place;
end $$;

create or replace function exchange.must_read(of_topic text)
returns void language plpgsql security definer set search_path = exchange, pg_temp as $$
begin
  if not exists (select from topic where name = of_topic and reader = session_user) then
    raise exception 'This role does not read topic %.', of_topic using errcode = 'insufficient_privilege';
  end if;
end $$;

create or replace function exchange.progress_of(of_topic text, of_group text)
returns bigint language plpgsql security definer set search_path = exchange, pg_temp as $$
begin
  perform must_read(of_topic);
  return coalesce((select position from progress where topic = of_topic and reader_group = of_group), 0);
end $$;

create or replace function exchange.page(of_topic text, after bigint, at_most integer)
returns table (position_ text, key text, headers jsonb, message bytea)
language plpgsql security definer set search_path = exchange, pg_temp as $$
begin
  perform must_read(of_topic);
  return query select r.position::text, r.key, r.headers, r.message from record r
    where r.topic = of_topic and r.position > after order by r.position limit at_most;
end $$;

-- Read or not, as on any other exchange: what has no receipt is sent again.
create or replace function exchange.drop_ended()
returns void language sql security definer set search_path = exchange, pg_temp as $$
  delete from record where keep_until < clock_timestamp();
$$;

create or replace function exchange.move(of_topic text, of_group text, to_position bigint)
returns void language plpgsql security definer set search_path = exchange, pg_temp as $$
begin
  perform must_read(of_topic);
  insert into progress as p values (of_topic, of_group, to_position)
    on conflict (topic, reader_group) do update set position = greatest(p.position, excluded.position);
end $$;

create or replace function exchange.flow(of_topic text, of_group text)
returns table (waiting bigint, last_at timestamptz)
language plpgsql security definer set search_path = exchange, pg_temp as $$
begin
  perform must_read(of_topic);
  return query select t.head - exchange.progress_of(of_topic, of_group),
    (select r.written_at from record r where r.topic = of_topic order by r.position desc limit 1)
    from topic t where t.name = of_topic;
end $$;

-- One session reads a topic for a group. Members cannot ask for such a lock themselves: they could keep any reader out.
create or replace function exchange.take_turn(of_topic text, of_group text)
returns boolean language plpgsql security definer set search_path = exchange, pg_temp as $$
begin
  perform must_read(of_topic);
  return pg_try_advisory_lock(hashtextextended('exchange ' || of_topic || ' ' || of_group, 0));
end $$;

do $$
declare lock regprocedure;
begin
  for lock in select oid from pg_proc where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^pg_(try_)?advisory_' loop
    execute format('revoke execute on function %s from public', lock);
  end loop;
end $$;

revoke all on schema exchange from public;
revoke all on all tables in schema exchange from public;
revoke all on all functions in schema exchange from public;
`;

const asRole = async (admin: pg.ClientBase, { role, password }: ExchangeMember): Promise<void> => {
  const name = pg.escapeIdentifier(role);
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  const secret = pg.escapeLiteral(password);
  await admin.query(
    rowCount === 0
      ? `create role ${name} login password ${secret}`
      : `alter role ${name} login password ${secret}`,
  );
  await admin.query(`grant usage on schema exchange to ${name}`);
  await admin.query(
    `grant execute on function exchange.publish, exchange.page, exchange.progress_of, exchange.move, exchange.flow, exchange.take_turn, exchange.drop_ended to ${name}`,
  );
};

/**
 * Prepares a database as the exchange of some nodes: tables, functions, one login role a node that can write only to its own
 * topics and read only those addressed to it, and touches no table directly. Can be run again, also with more members. A record is kept for so many days and then deleted.
 * `admin` is a connection of a role that may create roles and schemas in that database.
 */
export const installEmbeddedExchange = async (
  admin: pg.ClientBase,
  members: readonly ExchangeMember[],
  keepsDays: number = exchangeKeepsDays,
): Promise<void> => {
  await admin.query('begin');
  try {
    await admin.query("select pg_advisory_xact_lock(hashtext('homeward exchange installer'))");
    await admin.query(structure);
    await admin.query(
      `alter table exchange.record alter keep_until set default clock_timestamp() + interval '${Number(keepsDays)} days'`,
    );
    for (const member of members) await asRole(admin, member);
    const roleOf = new Map(members.map(({ country, role }) => [country, role]));
    for (const { topic, from, to } of topicsAmong(members.map(({ country }) => country)))
      await admin.query(
        `insert into exchange.topic (name, writer, reader) values ($1, $2, $3)
         on conflict (name) do update set writer = excluded.writer, reader = excluded.reader`,
        [topic, roleOf.get(from), roleOf.get(to)],
      );
    await admin.query('commit');
  } catch (error) {
    await admin.query('rollback');
    throw error;
  }
};
