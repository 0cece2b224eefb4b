import { DatabaseError, type Pool } from 'pg';
import { comparePositions, type EventStore, type PlacedEvent, type Position } from '#event-store';
import { disturbedBy, historiesOf } from './again.js';
import { foldBatch, neededFor, type Changes, type ParkedCase } from './batch.js';
import { commitStep } from './checkpoint.js';
import type { ViewLease } from './lease.js';
import type { RememberedRows } from './remembered.js';

/** Where a followed view stands, as its holder knows it. */
export interface ViewStanding {
  /** Up to here every event is taken, and what it changed is committed. */
  readonly position: Position;
  /** The checkpoint: behind the position where the last events changed nothing. */
  readonly saved: Position;
  readonly ready: boolean;
  /** Streams that stand parked: another set whenever they change. */
  readonly parked: ReadonlySet<string>;
}

/** What the holder of a view's lease works with. */
export interface Holding {
  readonly pool: Pool;
  /** Where a case's whole stream is read, if its rows are folded anew. */
  readonly store: EventStore;
  readonly lease: ViewLease;
  readonly rows: RememberedRows;
}

/** A value that the table or an index (54000) cannot hold (SQLSTATE classes 22 and 23): a fault of one case, not of the database. */
export const isBadValue = (error: unknown): boolean =>
  error instanceof DatabaseError && /^(2[23]|54000)/.test(error.code ?? '');

export const parkedForValue = ({ stream, revision, id, type }: PlacedEvent): ParkedCase => ({
  stream,
  revision,
  eventId: id,
  eventType: type,
  reason: 'value_not_storable',
});

/** What a batch of events makes of a view. */
export interface FoldedBatch {
  readonly changes: Changes;
  /** The stamp of the remembered rows and the parked cases when the fold began: it counts as long as both are these. */
  readonly asOf: number;
  readonly parked: ReadonlySet<string>;
}

const foldEvents = async (
  { lease, rows, store }: Holding,
  { parked }: ViewStanding,
  events: readonly PlacedEvent[],
): Promise<FoldedBatch> => {
  const asOf = rows.stamp();
  const open = parked.size === 0 ? events : events.filter(({ stream }) => !parked.has(stream));
  const before = await rows.needed(neededFor(lease.view, open));
  const histories = await historiesOf(store, disturbedBy(lease.view, open));
  return { changes: foldBatch(lease.view, open, before, histories), asOf, parked };
};

/**
 * Folds a batch while the write of the one before it has begun and may not have ended. Undefined where its rows cannot be
 * asked for: it is folded when its turn comes, and its bad value found then.
 */
export const foldAhead = async (
  holding: Holding,
  standing: ViewStanding,
  events: readonly PlacedEvent[],
): Promise<FoldedBatch | undefined> => {
  try {
    return await foldEvents(holding, standing, events);
  } catch (error) {
    if (isBadValue(error)) return undefined;
    throw error;
  }
};

/** What a batch has to do with the one after it. */
export interface Overlap {
  readonly folded?: FoldedBatch | undefined;
  /** Told when a write begins: from then on the next batch may be folded. */
  readonly writing?: () => void;
}

const isEmpty = ({ stored, removed, parked }: Changes): boolean =>
  stored.length + removed.length + parked.length === 0;

const save = async (pool: Pool, lease: ViewLease, standing: ViewStanding): Promise<ViewStanding> => {
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
export const saveStanding = async (
  pool: Pool,
  lease: ViewLease,
  standing: ViewStanding,
): Promise<ViewStanding> => (standing.saved === standing.position ? standing : save(pool, lease, standing));

/** Notes that the view has taken all there was; where it is for the first time, its table answers from now on. */
export const noteCaughtUp = async (
  pool: Pool,
  lease: ViewLease,
  standing: ViewStanding,
  at: Position,
): Promise<ViewStanding> => {
  const position = comparePositions(at, standing.position) > 0 ? at : standing.position;
  return standing.ready
    ? { ...standing, position }
    : save(pool, lease, { ...standing, position, ready: true });
};

/**
 * Takes a batch of events into a view: rows, parked cases and checkpoint in one commit, and none where nothing changed:
 * the checkpoint follows by `saveStanding`. What was folded ahead counts where no rows and no parked cases changed since.
 * Where the database refuses a value, halves the batch until the one event is found, and parks its case.
 */
export const takeEvents = async (
  holding: Holding,
  standing: ViewStanding,
  events: readonly PlacedEvent[],
  to: Position,
  { folded, writing = () => undefined }: Overlap = {},
): Promise<ViewStanding> => {
  const { pool, lease, rows } = holding;
  const commit = async (changes: Changes): Promise<ViewStanding> => {
    const step = { from: standing.saved, to, ready: standing.ready, freed: [] };
    const recordedAt = events.findLast(({ unreadable }) => !unreadable)?.meta.recordedAt;
    await rows.write(changes, () => {
      // In the next turn of the loop, so that the statement leaves before the next fold keeps the processor.
      setImmediate(writing);
      return commitStep(pool, lease, { ...changes, ...step, recordedAt });
    });
    const after = { ...standing, position: to, saved: to };
    if (changes.parked.length === 0) return after;
    return {
      ...after,
      parked: new Set([...standing.parked, ...changes.parked.map(({ stream }) => stream)]),
    };
  };
  try {
    const counts = folded?.asOf === rows.stamp() && folded.parked === standing.parked;
    const { changes } = counts ? folded : await foldEvents(holding, standing, events);
    return isEmpty(changes) ? { ...standing, position: to } : await commit(changes);
  } catch (error) {
    if (!isBadValue(error)) throw error;
    if (events.length === 1) return commit({ stored: [], removed: [], parked: events.map(parkedForValue) });
    const half = Math.ceil(events.length / 2);
    const first = events.slice(0, half);
    const between = await takeEvents(holding, standing, first, first.at(-1)?.position ?? to);
    return takeEvents(holding, between, events.slice(half), to);
  }
};
