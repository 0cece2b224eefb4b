import { DatabaseError, type Pool } from 'pg';
import { comparePositions, type PlacedEvent, type Position } from '#event-store';
import { foldBatch, neededFor, type Changes, type Parked } from './batch.js';
import { commitStep } from './checkpoint.js';
import type { ViewLease } from './lease.js';
import type { RememberedRows } from './remembered.js';

/** Where a followed view stands, as its holder knows it. */
export interface Standing {
  /** Up to here every event is taken, and what it changed is committed. */
  readonly position: Position;
  /** The checkpoint: behind the position where the last events changed nothing. */
  readonly saved: Position;
  readonly ready: boolean;
  readonly parked: ReadonlySet<string>;
}

/** What the holder of a view's lease works with. */
export interface Holding {
  readonly pool: Pool;
  readonly lease: ViewLease;
  readonly rows: RememberedRows;
}

/** A value that the table cannot hold (SQLSTATE classes 22 and 23): a fault of one case, not of the database. */
export const isBadValue = (error: unknown): boolean =>
  error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');

export const parkedForValue = ({ stream, revision, id, type }: PlacedEvent): Parked => ({
  stream,
  revision,
  eventId: id,
  eventType: type,
  reason: 'value_not_storable',
});

const isEmpty = ({ stored, removed, parked }: Changes): boolean =>
  stored.length + removed.length + parked.length === 0;

const save = async (pool: Pool, lease: ViewLease, standing: Standing): Promise<Standing> => {
  await commitStep(pool, lease, {
    stored: [],
    removed: [],
    parked: [],
    freed: [],
    from: standing.saved,
    to: standing.position,
    ready: standing.ready,
  });
  return { ...standing, saved: standing.position };
};

/** Moves the checkpoint to where the view stands. */
export const saveStanding = async (pool: Pool, lease: ViewLease, standing: Standing): Promise<Standing> =>
  standing.saved === standing.position ? standing : save(pool, lease, standing);

/** Notes that the view has taken all there was; where it is for the first time, its table answers from now on. */
export const noteCaughtUp = async (
  pool: Pool,
  lease: ViewLease,
  standing: Standing,
  at: Position,
): Promise<Standing> => {
  const position = comparePositions(at, standing.position) > 0 ? at : standing.position;
  return standing.ready
    ? { ...standing, position }
    : save(pool, lease, { ...standing, position, ready: true });
};

/**
 * Takes a batch of events into a view: rows, parked cases and checkpoint in one commit, and none where nothing changed:
 * the checkpoint follows by `saveStanding`. Where the database refuses a value, halves the batch until the one event is found, and parks its case.
 */
export const takeEvents = async (
  holding: Holding,
  standing: Standing,
  events: readonly PlacedEvent[],
  to: Position,
): Promise<Standing> => {
  const { pool, lease, rows } = holding;
  const open = events.filter(({ stream }) => !standing.parked.has(stream));
  const before = await rows.needed(neededFor(lease.view, open));
  const changes = foldBatch(lease.view, events, before, standing.parked);
  if (isEmpty(changes)) return { ...standing, position: to };
  const commit = async (what: Changes): Promise<void> => {
    await commitStep(pool, lease, {
      ...what,
      from: standing.saved,
      to,
      ready: standing.ready,
      recordedAt: events.at(-1)?.meta.recordedAt,
      freed: [],
    });
    rows.committed(what);
  };
  const after = ({ parked }: Changes): Standing => ({
    ...standing,
    position: to,
    saved: to,
    parked:
      parked.length === 0
        ? standing.parked
        : new Set([...standing.parked, ...parked.map(({ stream }) => stream)]),
  });
  try {
    await commit(changes);
    return after(changes);
  } catch (error) {
    if (!isBadValue(error)) throw error;
    if (events.length > 1) {
      const half = Math.ceil(events.length / 2);
      const first = events.slice(0, half);
      const between = await takeEvents(holding, standing, first, first.at(-1)?.position ?? to);
      return takeEvents(holding, between, events.slice(half), to);
    }
    const parkedOnly: Changes = { stored: [], removed: [], parked: events.map(parkedForValue) };
    await commit(parkedOnly);
    return after(parkedOnly);
  }
};
