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

/** What a batch of events makes of a view, and the parked cases that were passed over in it. */
export interface Folded {
  readonly changes: Changes;
  readonly parked: ReadonlySet<string>;
}

/** How a batch that is taken meets its neighbours. */
export interface Ahead {
  /** The batch, folded while the one before it was written. */
  readonly ahead?: Folded | undefined;
  /** Told when the write begins: from then on the next batch may be folded. */
  readonly begin?: () => void;
}

/** Folds a batch, also while the one before it is still being written: its rows are remembered already. */
export const foldEvents = async (
  { lease, rows }: Holding,
  parked: ReadonlySet<string>,
  events: readonly PlacedEvent[],
): Promise<Folded> => {
  const open = parked.size === 0 ? events : events.filter(({ stream }) => !parked.has(stream));
  const before = await rows.needed(neededFor(lease.view, open));
  return { changes: foldBatch(lease.view, open, before), parked };
};

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
 * the checkpoint follows by `saveStanding`. What was folded ahead counts where the same cases are parked as then. Where the
 * database refuses a value, halves the batch until the one event is found, and parks its case.
 */
export const takeEvents = async (
  holding: Holding,
  standing: Standing,
  events: readonly PlacedEvent[],
  to: Position,
  { ahead, begin = () => undefined }: Ahead = {},
): Promise<Standing> => {
  const { pool, lease, rows } = holding;
  const folded =
    ahead?.parked === standing.parked ? ahead : await foldEvents(holding, standing.parked, events);
  if (isEmpty(folded.changes)) return { ...standing, position: to };
  const take = async (changes: Changes): Promise<Standing> => {
    const step = { from: standing.saved, to, ready: standing.ready, freed: [] };
    const recordedAt = events.at(-1)?.meta.recordedAt;
    await rows.write(changes, () => {
      // In the next turn of the loop, when the statement has left: what folds then keeps the processor for long.
      setImmediate(begin);
      return commitStep(pool, lease, { ...changes, ...step, recordedAt });
    });
    const parked = changes.parked.map(({ stream }) => stream);
    return {
      ...standing,
      position: to,
      saved: to,
      parked: parked.length === 0 ? standing.parked : new Set([...standing.parked, ...parked]),
    };
  };
  try {
    return await take(folded.changes);
  } catch (error) {
    if (!isBadValue(error)) throw error;
    if (events.length === 1) return take({ stored: [], removed: [], parked: events.map(parkedForValue) });
    const half = Math.ceil(events.length / 2);
    const first = events.slice(0, half);
    const between = await takeEvents(holding, standing, first, first.at(-1)?.position ?? to);
    const after = await takeEvents(holding, between, events.slice(half), to);
    // What was folded ahead supposed that the whole batch would be written.
    return { ...after, parked: new Set(after.parked) };
  }
};
