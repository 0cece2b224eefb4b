import type { PlacedEvent, Position } from '#event-store';
import { disturbedBy } from './again.js';
import { caseOfStream, NotTaken, type StoredRow, type View } from './view.js';

/** An event that a view could not take: its case is parked in that view from this revision on. */
export interface ParkedCase {
  readonly stream: string;
  readonly position: Position;
  readonly revision: number;
  readonly eventId: string;
  readonly eventType: string;
  /** P1 code, never a message: messages of errors may hold values. */
  readonly reason: string;
}

/** A row's place in its table. */
export type RowPlace = Pick<StoredRow, 'caseId' | 'key'>;

/** What a batch of events makes of the rows of its cases. */
export interface Changes {
  readonly stored: readonly StoredRow[];
  readonly removed: readonly RowPlace[];
  readonly parked: readonly ParkedCase[];
}

/** Rows that must be at hand before a batch is folded: some by their place, of some cases all. */
export interface Needed {
  readonly rows: readonly RowPlace[];
  readonly cases: readonly string[];
}

/** What a batch needs; an event whose view cannot tell is left to the fold, which parks it. */
export const neededFor = (view: View, events: readonly PlacedEvent[]): Needed => {
  if (view.anew) return { rows: [], cases: [] };
  const cases = new Set(
    [...disturbedBy(view, events).keys()].flatMap((stream) => caseOfStream(stream) ?? []),
  );
  const rows = new Map<string, RowPlace>();
  for (const event of events) {
    const caseId = caseOfStream(event.stream);
    if (caseId === undefined) continue;
    try {
      const touched = view.touched(event);
      if (touched === 'every_row') cases.add(caseId);
      else for (const key of touched) rows.set(`${caseId} ${key}`, { caseId, key });
    } catch {
      continue;
    }
  }
  return { rows: [...rows.values()].filter(({ caseId }) => !cases.has(caseId)), cases: [...cases] };
};

const reasonOf = (error: unknown): string => (error instanceof NotTaken ? error.reason : 'handler_failed');

type RowsOfCase = Map<string, StoredRow>;

const applyOne = (
  view: View,
  rows: RowsOfCase,
  event: PlacedEvent,
  caseId: string,
): Map<string, StoredRow | undefined> => {
  const touched = view.touched(event);
  const changed = new Map<string, StoredRow | undefined>();
  for (const key of touched === 'every_row' ? rows.keys() : touched) {
    const before = rows.get(key)?.fields;
    const fields = view.apply(before, event, key);
    if (fields !== before) changed.set(key, fields === undefined ? undefined : { key, caseId, fields });
  }
  return changed;
};

const byCase = (rows: readonly StoredRow[]): Map<string, RowsOfCase> => {
  const cases = new Map<string, RowsOfCase>();
  for (const row of rows) {
    const ofCase = cases.get(row.caseId) ?? new Map<string, StoredRow>();
    cases.set(row.caseId, ofCase.set(row.key, row));
  }
  return cases;
};

/**
 * Folds events, in order, into rows. Pure. `before` holds the rows that the batch needs. What follows an event of its
 * case that could not be taken is passed over; other cases go on. A case among `histories`, by its stream, is folded anew
 * from what is told there, which includes its events of the batch.
 */
export const foldBatch = (
  view: View,
  batch: readonly PlacedEvent[],
  before: readonly StoredRow[],
  histories: ReadonlyMap<string, readonly PlacedEvent[]> = new Map(),
): Changes => {
  const existing = byCase(before);
  const anew = new Set([...histories.keys()].flatMap((stream) => caseOfStream(stream) ?? []));
  const cases = byCase(before.filter(({ caseId }) => !anew.has(caseId)));
  const events = [...batch.filter(({ stream }) => !histories.has(stream)), ...[...histories.values()].flat()];
  const touched = new Map<string, RowPlace>();
  const parked = new Map<string, ParkedCase>();
  for (const event of events) {
    const caseId = caseOfStream(event.stream);
    if (caseId === undefined || parked.has(event.stream)) continue;
    const rows = cases.get(caseId) ?? new Map<string, StoredRow>();
    cases.set(caseId, rows);
    try {
      for (const [key, row] of applyOne(view, rows, event, caseId)) {
        touched.set(`${caseId} ${key}`, { caseId, key });
        if (row === undefined) rows.delete(key);
        else rows.set(key, row);
      }
    } catch (error) {
      const { stream, position, revision, id, type } = event;
      parked.set(stream, {
        stream,
        position,
        revision,
        eventId: id,
        eventType: type,
        reason: reasonOf(error),
      });
    }
  }
  // Rows that the case had and has no more, unless its fold stopped: then they stay as they are.
  for (const stream of histories.keys()) {
    const caseId = caseOfStream(stream);
    if (caseId === undefined || parked.has(stream)) continue;
    for (const key of existing.get(caseId)?.keys() ?? []) touched.set(`${caseId} ${key}`, { caseId, key });
  }
  const places = [...touched.values()].filter(
    ({ caseId }) => !parked.has(`${view.over}-${caseId}`) || !anew.has(caseId),
  );
  return {
    stored: places.flatMap(({ caseId, key }) => cases.get(caseId)?.get(key) ?? []),
    removed: places.filter(
      ({ caseId, key }) => !cases.get(caseId)?.has(key) && existing.get(caseId)?.has(key),
    ),
    parked: [...parked.values()],
  };
};
