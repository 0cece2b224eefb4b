import type { Pool } from 'pg';
import { fence, heldLease, LeaseLost } from '#following';
import { ForeignCheckpointError, start, type Position } from '#event-store';
import type { Changes } from './batch.js';
import { columnName } from './columns.js';
import type { ViewLease } from './lease.js';
import { shapeOf, tableOf, toRecord, viewId } from './tables.js';
import type { View } from './view.js';

/** How far a version of a view has come. */
export interface Checkpoint {
  readonly position: Position;
  readonly storeEpoch: string;
  /** It has caught up once: its table answers from then on. */
  readonly ready: boolean;
}

/** The checkpoint of a view's version, made at the start where there is none; refused where it is another store's. */
export const loadCheckpoint = async (pool: Pool, view: View, storeEpoch: string): Promise<Checkpoint> => {
  await pool.query(
    `insert into projections.checkpoints (view, version, store_epoch, position, shape)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [viewId(view), view.version, storeEpoch, start, JSON.stringify(shapeOf(view))],
  );
  const { rows } = await pool.query<{ position: string; store_epoch: string; ready: boolean }>(
    `select position, store_epoch, ready from projections.checkpoints where view = $1 and version = $2`,
    [viewId(view), view.version],
  );
  const found = rows[0];
  if (found === undefined || found.store_epoch !== storeEpoch)
    throw new ForeignCheckpointError(
      `${viewId(view)} was built from another event store (the store has another epoch, as after a restore). ` +
        'It is not followed. Start the view over to build it from this store.',
    );
  return { position: found.position, storeEpoch, ready: found.ready };
};

/** One step of a view: from a position to another (or the same), with all that it changes. */
export interface ViewStep extends Changes {
  readonly from: Position;
  readonly to: Position;
  readonly ready: boolean;
  /** When the last event of the step was recorded. */
  readonly recordedAt?: string | undefined;
  /** Streams no longer parked. */
  readonly freed: readonly string[];
}

const statement = (view: View): string => {
  const fields = Object.keys(view.columns).map(columnName);
  const table = tableOf(view);
  return `
    with held as (
      ${heldLease(3)}
    ), moved as (
      update projections.checkpoints c
      set position = $7, ready = ready or $8, recorded_at = coalesce($9, recorded_at), moved_at = clock_timestamp()
      from held where c.view = $1 and c.version = $2 and c.position = $6
      returning 1
    ), removed as (
      delete from ${table} t using moved, json_to_recordset($10) as r (case_id text, key text)
      where t.case_id = r.case_id and t.key = r.key
    ), stored as (
      insert into ${table} select r.* from moved, json_populate_recordset(null::${table}, $11) r
      on conflict (case_id, key) do update set ${fields.map((field) => `${field} = excluded.${field}`).join(', ')}
    ), freed as (
      delete from projections.parked_cases p using moved where p.view = $1 and p.version = $2 and p.stream = any($12::text[])
    ), parked as (
      insert into projections.parked_cases as known (view, version, stream, revision, event_id, event_type, reason, next_attempt)
      select $1, $2, p.stream, p.revision, p.event_id, p.event_type, p.reason, clock_timestamp() + interval '1 second'
      from moved, json_to_recordset($13)
        as p (stream text, revision integer, event_id text, event_type text, reason text)
      on conflict (view, version, stream) do update
      set revision = excluded.revision, event_id = excluded.event_id, event_type = excluded.event_type,
          reason = excluded.reason, attempts = known.attempts + 1,
          next_attempt = clock_timestamp() + least(power(2, least(known.attempts, 10)), 600) * interval '1 second'
    )
    select count(*)::integer as moved from moved`;
};

/**
 * Commits rows, parked cases and checkpoint together, in one statement and so in one transaction. Nothing changes
 * where the lease is no longer held or the checkpoint has been moved by another: then it throws LeaseLost.
 */
export const commitStep = async (pool: Pool, lease: ViewLease, step: ViewStep): Promise<void> => {
  const { view } = lease;
  const parked = step.parked.map(({ stream, revision, eventId, eventType, reason }) => ({
    stream,
    revision,
    event_id: eventId,
    event_type: eventType,
    reason,
  }));
  const { rows } = await pool.query<{ moved: number }>({
    name: `step ${tableOf(view)}`,
    text: statement(view),
    values: [
      viewId(view),
      view.version,
      ...fence(lease),
      step.from,
      step.to,
      step.ready,
      step.recordedAt ?? null,
      JSON.stringify(step.removed.map(({ caseId, key }) => ({ case_id: caseId, key }))),
      JSON.stringify(step.stored.map(toRecord)),
      step.freed,
      JSON.stringify(parked),
    ],
  });
  if (rows[0]?.moved !== 1) throw new LeaseLost(viewId(view));
};
