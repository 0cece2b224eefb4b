import type { Pool } from 'pg';
import type { EventStore, PlacedEvent, Position } from '#event-store';
import type { Changes, ParkedCase } from './batch.js';
import { commitStep, type ViewStep } from './commit.js';
import { foldFor, isBadValue } from './folding.js';
import { passTo, type Member } from './member.js';

export const parkedForValue = ({ stream, position, revision, id, type }: PlacedEvent): ParkedCase => ({
  stream,
  position,
  revision,
  eventId: id,
  eventType: type,
  reason: 'value_not_storable',
});

export const isEmpty = ({ stored, removed, parked }: Changes): boolean =>
  stored.length + removed.length + parked.length === 0;

/** The step of a view from its checkpoint. */
export const stepOf = ({ lease, standing }: Member, changes: Changes, to: Position): ViewStep => ({
  ...changes,
  lease,
  from: standing.saved,
  to,
  freed: [],
});

/** Notes what a step did that is committed. */
export const noteStep = (member: Member, { parked }: Changes, to: Position): void => {
  const { standing } = member;
  member.standing = { ...standing, position: to, saved: to };
  if (parked.length > 0)
    member.standing = {
      ...member.standing,
      parked: new Set([...standing.parked, ...parked.map(({ stream }) => stream)]),
    };
};

const write = async (pool: Pool, member: Member, changes: Changes, to: Position): Promise<void> => {
  await member.rows.write(changes, () => commitStep(pool, stepOf(member, changes, to)));
  noteStep(member, changes, to);
};

/**
 * Takes a batch into one view by a statement of its own. Where the database refuses a value, halves the batch until the one
 * event is found, and parks its case.
 */
export const takeAlone = async (
  { pool, store }: { readonly pool: Pool; readonly store: EventStore },
  member: Member,
  events: readonly PlacedEvent[],
  to: Position,
): Promise<void> => {
  try {
    const { changes } = await foldFor(store, member, events);
    if (isEmpty(changes)) passTo(member, to);
    else await write(pool, member, changes, to);
  } catch (error) {
    if (!isBadValue(error)) throw error;
    if (events.length === 1)
      return write(pool, member, { stored: [], removed: [], parked: events.map(parkedForValue) }, to);
    const half = Math.ceil(events.length / 2);
    const first = events.slice(0, half);
    await takeAlone({ pool, store }, member, first, first.at(-1)?.position ?? to);
    await takeAlone({ pool, store }, member, events.slice(half), to);
  }
};
