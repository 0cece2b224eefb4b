import { DatabaseError } from 'pg';
import type { EventStore, PlacedEvent } from '#event-store';
import { disturbedBy, historiesOf } from './again.js';
import { foldBatch, neededFor, type Changes } from './batch.js';
import { eventsFor, type Member } from './member.js';

/** A value that the table or an index (54000) cannot hold (SQLSTATE classes 22 and 23): a fault of one case, not of the database. */
export const isBadValue = (error: unknown): boolean =>
  error instanceof DatabaseError && /^(2[23]|54000)/.test(error.code ?? '');

/** What a batch of events makes of a view. */
export interface FoldedBatch {
  readonly changes: Changes;
  /** The stamp of the remembered rows and the parked cases when the fold began: it counts as long as both are these. */
  readonly asOf: number;
  readonly parked: ReadonlySet<string>;
}

/** What was folded ahead of its turn, view by view. */
export type FoldedAhead = ReadonlyMap<Member, FoldedBatch>;

/** Folds events that a view has yet to take. */
export const foldFor = async (
  store: EventStore,
  { lease: { view }, rows, standing: { parked } }: Member,
  events: readonly PlacedEvent[],
): Promise<FoldedBatch> => {
  const asOf = rows.stamp();
  const open = parked.size === 0 ? events : events.filter(({ stream }) => !parked.has(stream));
  const before = await rows.needed(neededFor(view, open));
  const histories = await historiesOf(store, disturbedBy(view, open));
  return { changes: foldBatch(view, open, before, histories), asOf, parked };
};

/**
 * Folds a batch while the write of the one before it has begun and may not have ended. A view that cannot be folded now is
 * when its turn comes, and what hinders it found then.
 */
export const foldAhead = async (
  store: EventStore,
  members: readonly Member[],
  events: readonly PlacedEvent[],
): Promise<FoldedAhead> => {
  const folded = await Promise.all(
    members.map((member) =>
      foldFor(store, member, eventsFor(member, events)).then(
        (one) => [[member, one]] as const,
        () => [],
      ),
    ),
  );
  return new Map(folded.flat());
};

/** What was folded ahead where no rows and no parked cases changed since; else what is folded now. */
export const foldNow = async (
  store: EventStore,
  member: Member,
  events: readonly PlacedEvent[],
  ahead?: FoldedAhead,
): Promise<Changes> => {
  const folded = ahead?.get(member);
  const counts = folded?.asOf === member.rows.stamp() && folded.parked === member.standing.parked;
  return counts ? folded.changes : (await foldFor(store, member, events)).changes;
};
