import {
  largestRevision,
  largestVersion,
  longestId,
  longestType,
  metaFields,
  streamLetters,
  typeLetters,
} from '../whole.js';
import { largestAppend } from '../size.js';
import type { SchemaNames } from './schema.js';

/** ASCII's own separators: between two events of a call, and between the fields of one. JSON holds neither. */
export const separators = { event: '\u001e', field: '\u001f' } as const;

/*
 * Takes whole events as text, one after the other: stream, revision, expected revision of the stream (in the first event
 * of an append only), id, type, version, open, sealed, meta. A stream stands in a call with one append. One text costs a
 * third of as many arrays, and is cut here without looking into the JSON, which may hold what no text can (\u0000).
 *
 * The lock comes first and in a statement of its own, so that the next statement sees all that was committed by
 * earlier holders; it is let go only after the commit is visible. Positions are therefore handed out and become visible
 * in one order. It is of a table on which nobody but the owner has rights, so that nobody holds it but who appends: an
 * advisory lock could be taken by every role. Rows are looked up by correlated subqueries with sequential scans off,
 * because a plan made while the table is empty stays with the session; one plan serves groups of every size.
 *
 * Who has the right to append may call this without our checks before it, so that it makes them again: a stream goes on
 * without gaps from 0, and each event has what reading it needs.
 */

const isWholeMeta = `(
          select ${metaFields.map((field) => `json_typeof(m."${field}") = 'string'`).join(' and ')}
          from json_to_record(case when json_typeof(f[9]::json) = 'object' then f[9]::json else '{}' end)
            m(${metaFields.map((field) => `"${field}" json`).join(', ')}))`;

/** Bytes of one event as it is sent: its parts, and its place and names beside them. */
const largestLine = largestAppend + 1_000;

const isWholeEvent = `
          f[2]::integer = first_value(nullif(f[3], '')::integer) over append + row_number() over append
          and first_value(nullif(f[3], '')::integer) over append >= -1
          and (row_number() over append = 1) = (f[3] <> '')
          and octet_length(fields) <= ${largestLine} and f[2]::integer <= ${largestRevision}
          and f[1] ~ '${streamLetters}' and length(f[1]) - strpos(f[1], '-') <= ${longestId}
          and f[5] ~ '${typeLetters}' and length(f[5]) <= ${longestType}
          and f[6]::integer between 1 and ${largestVersion}
          and json_typeof(f[7]::json) = 'object'
          and case when json_typeof(f[8]::json) = 'object'
            then not exists (select from json_each(f[8]::json) part where json_typeof(part.value) <> 'string') end
          and ${isWholeMeta}`;

/** The events of a call, and the streams of those appends among them that are not to be kept. */
const judged = (events: string): string => `
      with event as materialized (
        select n, f[1] as stream, f[2]::integer as revision, nullif(f[3], '')::integer as expected, f[4]::uuid as id,
          f[5] as type, f[6]::integer as version, f[7]::json as open, f[8]::json as sealed, f[9]::json as meta,
          coalesce(${isWholeEvent}, false) as whole
        from string_to_table(appended, E'\\x1e') with ordinality line(fields, n),
          lateral string_to_array(fields, E'\\x1f') f
        window append as (partition by f[1] order by n rows unbounded preceding)
      ), malformed as materialized (
        select distinct coalesce(e.stream, '') as stream from event e where not e.whole
      ), refused as materialized (
        select e.stream from event e
        where e.expected <> coalesce((select max(s.revision) from ${events} s where s.stream = e.stream), -1)
          or coalesce((select true from ${events} s where s.id = e.id), false)
        union all select m.stream from malformed m
      )`;

/** Writes those of the events that a condition names, in their order and at the next positions. */
const insertion = (events: string, condition: string): string => `
        insert into ${events} (position, id, stream, revision, type, version, open, sealed, meta)
          select coalesce((select max(s.position) from ${events} s), -1) + row_number() over (order by e.n),
            e.id, e.stream, e.revision, e.type, e.version, e.open, e.sealed, e.meta
          from event e where ${condition}
          order by e.n`;

/*
 * Nearly every call is kept whole, and the first statement does no more than that: it tells the place of every event, and
 * nothing is written where any append is to be refused. Only then the second judges them one by one, and tells a verdict for
 * each. To start a plan costs a writer who is alone more than to carry it out, so that it is worth having two.
 */
export const appendFunction = ({ events, append, turn }: SchemaNames): string => `
  create or replace function ${append}(appended text)
  returns table (stream text, verdict text, at_revision integer, at_position bigint)
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp
  set enable_seqscan = off
  set plan_cache_mode = force_generic_plan
  as $body$
  #variable_conflict use_column
  declare
    kept bigint;
  begin
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'events are appended in read committed transactions only';
    end if;
    lock table ${turn} in exclusive mode;
    return query${judged(events)}
      ${insertion(events, 'not exists (select from refused)')}
          returning stream, 'appended', revision, position;
    get diagnostics kept = row_count;
    if kept = cardinality(string_to_array(appended, E'\\x1e')) then
      return;
    end if;
    return query${judged(events)}, placed as (${insertion(events, 'e.stream <> all (array(select r.stream from refused r))')}
          returning stream, revision, position
      ), found as (
        select e.stream, e.revision, e.expected,
          (select s.position from ${events} s where s.stream = e.stream and s.revision = e.revision and s.id = e.id)
        from event e where e.stream = any (array(select r.stream from refused r))
          and e.stream <> all (array(select m.stream from malformed m))
      ), judged as (
        select f.stream, max(f.expected) as expected, max(f.revision) as revision, max(f.position) as position,
          coalesce((select max(s.revision) from ${events} s where s.stream = f.stream), -1) as current,
          bool_and(f.position is not null) as repeated
        from found f group by f.stream
      )
      select p.stream, 'appended', max(p.revision), max(p.position) from placed p group by p.stream
      union all
      select j.stream, 'repeated', j.revision, j.position from judged j where j.repeated
      union all
      select j.stream, case when j.expected = j.current then 'taken' else 'conflict' end, j.current, null
      from judged j where not j.repeated
      union all
      select m.stream, 'malformed', null, null from malformed m;
  end
  $body$;`;
