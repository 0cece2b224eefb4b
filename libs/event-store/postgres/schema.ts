import pg from 'pg';

/** The SQL names of one event store. */
export interface SchemaNames {
  readonly schema: string;
  readonly events: string;
  readonly append: string;
  readonly epoch: string;
  /** NOTIFY channel, as a plain string. */
  readonly channel: string;
}

export const defaultSchema = 'event_store';

export const schemaNames = (schema: string = defaultSchema): SchemaNames => {
  const quoted = pg.escapeIdentifier(schema);
  return {
    schema: quoted,
    events: `${quoted}.events`,
    append: `${quoted}.append_events`,
    epoch: `${quoted}.current_epoch`,
    channel: `${schema}_appended`,
  };
};

const tables = ({ schema, events }: SchemaNames): string => `
  create schema if not exists ${schema};
  create table if not exists ${events} (
    position bigint primary key,
    id uuid not null unique,
    stream text collate "C" not null,
    revision integer not null,
    type text not null,
    version integer not null,
    open json not null,
    sealed json not null,
    meta json not null,
    unique (stream, revision)
  );
  create table if not exists ${schema}.epoch (
    only_row boolean primary key default true check (only_row),
    id uuid not null default gen_random_uuid()
  );
  insert into ${schema}.epoch default values on conflict do nothing;`;

/*
 * The lock comes first and in a statement of its own, so that every later statement sees all that was committed by
 * earlier holders; it is let go only after the commit is visible. Positions are therefore handed out and become visible
 * in one order. Rows are looked up by correlated subqueries with sequential scans off, because a plan made while the
 * table is empty stays with the session; one plan serves groups of every size.
 */
const appendFunction = ({ events, append }: SchemaNames): string => `
  create or replace function ${append}(
    streams text[], expected integer[], counts integer[],
    owners integer[], ids uuid[], row_streams text[], revisions integer[],
    types text[], versions integer[], opens json[], seals json[], metas json[]
  ) returns table (verdict text, at_revision integer, at_position bigint)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
  set plan_cache_mode = force_generic_plan
  as $body$
  declare
    head bigint;
    currents integer[];
    takers integer[];
    verdicts text[] := array_fill(null::text, array[cardinality(streams)]);
    at_revisions integer[] := array_fill(null::integer, array[cardinality(streams)]);
    at_positions bigint[] := array_fill(null::bigint, array[cardinality(streams)]);
    accepted integer := 0;
    same integer;
    same_position bigint;
  begin
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'events are appended in read committed transactions only';
    end if;
    perform pg_advisory_xact_lock((727001::bigint << 32) | '${events.replaceAll("'", "''")}'::regclass::oid::bigint);
    select
      coalesce((select max(e.position) from ${events} e), -1),
      array(
        select coalesce((select max(e.revision) from ${events} e where e.stream = s.stream), -1)
        from unnest(streams) with ordinality s(stream, n) order by s.n
      ),
      array(
        select r.owner from unnest(owners, ids) r(owner, id)
        where coalesce((select true from ${events} e where e.id = r.id), false)
      )
      into head, currents, takers;
    for i in 1 .. cardinality(streams) loop
      if currents[i] = expected[i] and not (i = any (takers)) then
        verdicts[i] := 'appended';
        at_revisions[i] := expected[i] + counts[i];
        accepted := accepted + counts[i];
        at_positions[i] := head + accepted;
      elsif currents[i] = expected[i] then
        verdicts[i] := 'taken';
      else
        select count(*), max(found.position) into same, same_position
          from (
            select (
              select e.position from ${events} e
              where e.stream = r.stream and e.revision = r.revision and e.id = r.id
            ) as position
            from unnest(owners, ids, row_streams, revisions) r(owner, id, stream, revision)
            where r.owner = i
          ) found
          where found.position is not null;
        if same = counts[i] then
          verdicts[i] := 'repeated';
          at_revisions[i] := expected[i] + counts[i];
          at_positions[i] := same_position;
        else
          verdicts[i] := 'conflict';
          at_revisions[i] := currents[i];
        end if;
      end if;
    end loop;
    if accepted > 0 then
      insert into ${events} (position, id, stream, revision, type, version, open, sealed, meta)
        select head + row_number() over (order by r.n), r.id, r.stream, r.revision, r.type, r.version, r.open, r.seal, r.meta
        from unnest(owners, ids, row_streams, revisions, types, versions, opens, seals, metas)
          with ordinality r(owner, id, stream, revision, type, version, open, seal, meta, n)
        where verdicts[r.owner] = 'appended'
        order by r.n;
    end if;
    return query
      select v.verdict, v.revision, v.position
      from unnest(verdicts, at_revisions, at_positions) with ordinality v(verdict, revision, position, n)
      order by v.n;
  end
  $body$;`;

/*
 * A restored table has another oid, a restored or upgraded server another system identifier, and a server recovered to
 * a point in time another timeline: each makes another epoch without anybody having to remember it. The timeline is that
 * of the WAL being written: the control file names the old one until the first checkpoint after a recovery.
 */
const epochFunction = ({ schema, events, epoch }: SchemaNames): string => `
  create or replace function ${epoch}() returns text
  language sql stable security definer
  set search_path = pg_catalog, pg_temp
  as $body$
    select md5(concat_ws('/', e.id, s.system_identifier,
      ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer,
      (select oid from pg_database where datname = current_database()),
      '${events.replaceAll("'", "''")}'::regclass::oid))
    from ${schema}.epoch e, pg_control_system() s
  $body$;`;

const rights = ({ schema, events, append, epoch }: SchemaNames, appendRole: string): string => `
  revoke all on all functions in schema ${schema} from public;
  revoke all on all tables in schema ${schema} from ${appendRole};
  revoke all on schema ${schema} from ${appendRole};
  grant usage on schema ${schema} to ${appendRole};
  grant select on ${events} to ${appendRole};
  grant execute on function ${append}, ${epoch} to ${appendRole};`;

/** All statements that make an event store, each safe to run again. */
export const installation = (names: SchemaNames, appendRole: string): string =>
  [
    tables(names),
    appendFunction(names),
    epochFunction(names),
    rights(names, pg.escapeIdentifier(appendRole)),
  ].join('\n');
