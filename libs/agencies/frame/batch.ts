import type { PlacedEvent } from '#event-store';
import { caseOfStream, NotTaken, type StoredRow, type View } from './view.js';

/** An event that a view could not take: its case is parked in that view from this revision on. */
export interface Parked {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  readonly eventType: string;
  /** P1 code, never a message: messages of errors may hold values. */
  readonly reason: string;
}

/** What a batch of events makes of the rows of its cases. */
export interface Changes {
  readonly stored: readonly StoredRow[];
  readonly removed: readonly string[];
  readonly parked: readonly Parked[];
}

/** The cases of a batch whose rows must be at hand before it is folded. */
export const casesOf = (events: readonly PlacedEvent[]): string[] => [
  ...new Set(events.map(({ stream }) => caseOfStream(stream)).filter((id) => id !== undefined)),
];

const reasonOf = (error: unknown): string => (error instanceof NotTaken ? error.reason : 'handler_failed');

const applyOne = (
  view: View,
  rows: Map<string, StoredRow>,
  event: PlacedEvent,
  caseId: string,
): Map<string, StoredRow | undefined> => {
  const touched = view.touched(event);
  const keys =
    touched === 'every_row'
      ? [...rows.values()].filter((row) => row.caseId === caseId).map(({ key }) => key)
      : touched;
  const changed = new Map<string, StoredRow | undefined>();
  for (const key of keys) {
    const before = rows.get(key);
    if (before !== undefined && before.caseId !== caseId) throw new NotTaken('row_of_another_case');
    const fields = view.apply(before?.fields, event, key);
    if (fields !== before?.fields)
      changed.set(key, fields === undefined ? undefined : { key, caseId, fields });
  }
  return changed;
};

/**
 * Folds events, in order, into rows. Pure. `before` holds every row of the cases concerned. Events of a parked stream
 * are passed over, and so is what follows an event that could not be taken; other cases go on.
 */
export const foldBatch = (
  view: View,
  events: readonly PlacedEvent[],
  before: readonly StoredRow[],
  parkedBefore: ReadonlySet<string> = new Set(),
): Changes => {
  const rows = new Map(before.map((row) => [row.key, row]));
  const existed = new Set(rows.keys());
  const touched = new Set<string>();
  const parked = new Map<string, Parked>();
  for (const event of events) {
    const caseId = caseOfStream(event.stream);
    if (caseId === undefined || parkedBefore.has(event.stream) || parked.has(event.stream)) continue;
    try {
      for (const [key, row] of applyOne(view, rows, event, caseId)) {
        touched.add(key);
        if (row === undefined) rows.delete(key);
        else rows.set(key, row);
      }
    } catch (error) {
      const { stream, revision, id, type } = event;
      parked.set(stream, { stream, revision, eventId: id, eventType: type, reason: reasonOf(error) });
    }
  }
  const keys = [...touched];
  return {
    stored: keys.flatMap((key) => rows.get(key) ?? []),
    removed: keys.filter((key) => !rows.has(key) && existed.has(key)),
    parked: [...parked.values()],
  };
};
