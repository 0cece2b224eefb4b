import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { fences, heldLeases, LeaseLost } from '#following';
import type { Position } from '#event-store';
import type { Changes } from './batch.js';
import type { ViewLease } from './lease.js';
import { quoted, tableOf, toRecord, viewId } from './tables.js';
import type { View } from './view.js';

/** One step of a view: from a position to another (or the same), with all that it changes. */
export interface ViewStep extends Changes {
  readonly lease: ViewLease;
  readonly from: Position;
  readonly to: Position;
  /** Streams no longer parked. */
  readonly freed: readonly string[];
}

/** How many parameters come before those of the views' rows. */
const common = 8;

const rowsOf = (view: View, index: number): string => {
  const table = tableOf(view);
  const fields = Object.keys(view.columns).map(quoted);
  const first = common + 2 * index + 1;
  return `, removed_${index} as (
      delete from ${table} t using moved, json_to_recordset($${first}) as r (case_id text, key text)
      where moved.name = '${table}' and t.case_id = r.case_id and t.key = r.key
    ), stored_${index} as (
      insert into ${table} select r.* from moved, json_populate_recordset(null::${table}, $${first + 1}) r
      where moved.name = '${table}'
      on conflict (case_id, key) do update set ${fields.map((field) => `${field} = excluded.${field}`).join(', ')}
    )`;
};

/* A view that is not among the moved has lost its lease, or its checkpoint is not as its holder knew it. */
const statementOver = (views: readonly View[]): string => `
    with held as (${heldLeases('$1', '$2', '$3', 'share')}
    ), moved as (
      update following.checkpoints c set position = step.after, moved_at = clock_timestamp()
      from held join unnest($1::text[], $4::text[], $5::text[]) as step (name, before, after) using (name)
      where c.name = held.name and c.position = step.before
      returning c.name
    ), freed as (
      delete from following.parked p using moved, unnest($6::text[], $7::text[]) as f (follower, lane)
      where f.follower = moved.name and p.follower = f.follower and p.lane = f.lane
    ), unable as (
      select n.* from moved
      join json_to_recordset($8) as n
        (follower text, stream text, position numeric, revision integer, event_id text, event_type text, reason text)
        on n.follower = moved.name
    ), again as (
      update following.parked p
      set position = n.position, revision = n.revision, event_id = n.event_id, event_type = n.event_type,
          reason = n.reason, attempts = p.attempts + 1,
          next_attempt = clock_timestamp() + least(power(2, least(p.attempts, 10)), 600) * interval '1 second'
      from unable n where p.follower = n.follower and p.lane = n.stream
    ), parked as (
      insert into following.parked
        (follower, lane, position, stream, revision, event_id, event_type, reason)
      select n.follower, n.stream, n.position, n.stream, n.revision, n.event_id, n.event_type, n.reason
      from unable n
      where not exists (select from following.parked p where p.follower = n.follower and p.lane = n.stream)
    )${views.map(rowsOf).join('')}
    select name from moved`;

const nameOver = (views: readonly View[]): string =>
  `step ${createHash('sha256')
    .update(views.map((view) => tableOf(view)).join(' '))
    .digest('hex')
    .slice(0, 32)}`;

const parkedIn = (steps: readonly ViewStep[]): readonly unknown[] =>
  steps.flatMap(({ lease: { name: follower }, parked }) =>
    parked.map(({ stream, position, revision, eventId, eventType, reason }) => ({
      ...{ follower, stream, position, revision, reason },
      event_id: eventId,
      event_type: eventType,
    })),
  );

const rowsIn = (view: View, steps: readonly ViewStep[]): readonly string[] => {
  const step = steps.find(({ lease }) => lease.name === tableOf(view));
  return [
    JSON.stringify(step?.removed.map(({ caseId, key }) => ({ case_id: caseId, key })) ?? []),
    JSON.stringify(step?.stored.map(toRecord) ?? []),
  ];
};

/**
 * Commits the steps of several views in one statement and so in one transaction: rows, parked cases and checkpoints. Gives
 * the names of those that moved; nothing of a view changes whose lease is no longer held, or whose checkpoint another has
 * moved. The statement is one for the views that may have rows among the steps, in this order, whichever of them do.
 */
export const commitSteps = async (
  pool: Pool,
  views: readonly View[],
  steps: readonly ViewStep[],
): Promise<ReadonlySet<string>> => {
  const freed = steps.flatMap(({ lease: { name }, freed }) => freed.map((stream) => [name, stream] as const));
  const { rows } = await pool.query<{ name: string }>({
    name: nameOver(views),
    text: statementOver(views),
    values: [
      ...fences(steps.map(({ lease }) => lease)),
      steps.map(({ from }) => from),
      steps.map(({ to }) => to),
      freed.map(([follower]) => follower),
      freed.map(([, lane]) => lane),
      JSON.stringify(parkedIn(steps)),
      ...views.flatMap((view) => rowsIn(view, steps)),
    ],
  });
  return new Set(rows.map(({ name }) => name));
};

/** Commits the step of one view; where nothing of it changes it throws LeaseLost. */
export const commitStep = async (pool: Pool, step: ViewStep): Promise<void> => {
  const { view, name } = step.lease;
  if (!(await commitSteps(pool, [view], [step])).has(name)) throw new LeaseLost(viewId(view));
};
