import { DatabaseError, type Pool } from 'pg';
import { LeaseLost } from '#following';
import type { EventStore, PlacedEvent, Position } from '#event-store';
import { isEmpty, noteStep, stepOf, takeAlone } from './alone.js';
import type { Changes } from './batch.js';
import { becomeReady } from './checkpoint.js';
import { commitSteps } from './commit.js';
import { foldNow, isBadValue, type FoldedAhead } from './folding.js';
import { eventsFor, passTo, type Member } from './member.js';
import { viewId } from './tables.js';

/** What a batch has to do with the one after it. */
export interface Overlap {
  readonly folded?: FoldedAhead | undefined;
  /** Told when a write begins: from then on the next batch may be folded. */
  readonly writing?: () => void;
}

interface Ground {
  readonly pool: Pool;
  readonly store: EventStore;
}

interface Folding {
  readonly member: Member;
  readonly events: readonly PlacedEvent[];
  /** Undefined where the rows cannot be asked for, because of a value of an event. */
  readonly changes: Changes | undefined;
}

/** A view that does not take part in a statement any more: another holds its lease. */
const lost = ({ lease: { view } }: Member): LeaseLost => new LeaseLost(viewId(view));

/** Folds the batch for each view; one that cannot be folded for another reason than a value ends, and the others go on. */
const foldEach = async (
  store: EventStore,
  members: readonly Member[],
  batch: readonly PlacedEvent[],
  ahead?: FoldedAhead,
): Promise<readonly Folding[]> => {
  const foldings = await Promise.all(
    members.map(async (member): Promise<Folding | undefined> => {
      const events = eventsFor(member, batch);
      member.statistics.took(events.length);
      try {
        return { member, events, changes: await foldNow(store, member, events, ahead) };
      } catch (error) {
        if (isBadValue(error)) return { member, events, changes: undefined };
        member.end(error);
        return undefined;
      }
    }),
  );
  return foldings.filter((folding) => folding !== undefined);
};

type Changed = Folding & { readonly changes: Changes };

/** Writes what changed in all views by one statement; their remembered rows know it from the moment it begins. */
const writeTogether = async (
  pool: Pool,
  members: readonly Member[],
  changed: readonly Changed[],
  to: Position,
  writing: () => void,
): Promise<void> => {
  let moved: ReadonlySet<string> = new Set();
  const commit = async (): Promise<void> => {
    // In the next turn of the loop, so that the statement leaves before the next fold keeps the processor.
    setImmediate(writing);
    moved = await commitSteps(
      pool,
      members.map(({ lease }) => lease.view),
      changed.map(({ member, changes }) => stepOf(member, changes, to)),
    );
  };
  await changed.reduce<() => Promise<void>>(
    (inner, { member, changes }) =>
      () =>
        member.rows.write(changes, inner),
    commit,
  )();
  for (const { member, changes } of changed)
    if (moved.has(member.lease.name)) noteStep(member, changes, to);
    else member.end(lost(member));
};

/**
 * A fault that may be of one view among those of a statement: a value of one of its cases, its table (SQLSTATE class 42),
 * or a lock of its table that was waited for too long (57014, 55P03).
 */
const isOfOneView = (error: unknown): boolean =>
  isBadValue(error) || (error instanceof DatabaseError && /^(42|57014|55P03)/.test(error.code ?? ''));

/**
 * Takes a batch of events into views: rows, parked cases and checkpoints in one statement, of those alone in which
 * something changes; the checkpoints of the others follow by `saveStandings`. Where the statement fails for what is one
 * view's alone, each writes its own. A view that fails then, or whose lease is lost, ends, and the others go on.
 */
export const takeTogether = async (
  { pool, store }: Ground,
  members: readonly Member[],
  batch: readonly PlacedEvent[],
  to: Position,
  { folded, writing = () => undefined }: Overlap = {},
): Promise<void> => {
  const foldings = await foldEach(store, members, batch, folded);
  const isChanged = (folding: Folding): folding is Changed =>
    folding.changes !== undefined && !isEmpty(folding.changes);
  const changed = foldings.filter(isChanged);
  let alone = foldings.filter(({ changes }) => changes === undefined);
  if (changed.length > 0)
    try {
      await writeTogether(pool, members, changed, to, writing);
    } catch (error) {
      if (!isOfOneView(error)) throw error;
      alone = foldings.filter((folding) => folding.changes === undefined || isChanged(folding));
    }
  for (const { member, events } of alone)
    await takeAlone({ pool, store }, member, events, to).catch(member.end);
  for (const { member } of foldings) if (!member.hasEnded()) passTo(member, to);
};

/** Moves the checkpoints to where the views stand, all in one statement. */
export const saveStandings = async (pool: Pool, members: readonly Member[]): Promise<void> => {
  const behind = members.filter(
    ({ hasEnded, standing: { saved, position } }) => !hasEnded() && saved !== position,
  );
  if (behind.length === 0) return;
  const nothing: Changes = { stored: [], removed: [], parked: [] };
  const steps = behind.map((member) => stepOf(member, nothing, member.standing.position));
  const moved = await commitSteps(pool, [], steps);
  for (const member of behind)
    if (moved.has(member.lease.name)) noteStep(member, nothing, member.standing.position);
    else member.end(lost(member));
};

/** Notes that the views have taken all there was; where it is for the first time, their tables answer from now on. */
export const noteCaughtUp = async (pool: Pool, members: readonly Member[], at: Position): Promise<void> => {
  for (const member of members) {
    passTo(member, at);
    member.statistics.caughtUp(member.end);
  }
  const first = members.filter(({ standing }) => !standing.ready);
  await saveStandings(pool, first);
  for (const member of first) {
    if (member.hasEnded()) continue;
    try {
      await becomeReady(pool, member.lease);
      member.standing = { ...member.standing, ready: true };
    } catch (error) {
      member.end(error);
    }
  }
};
