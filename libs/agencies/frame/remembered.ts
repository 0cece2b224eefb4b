import type { Pool } from 'pg';
import type { Changes, Needed, RowPlace } from './batch.js';
import { rowsNeeded } from './tables.js';
import type { StoredRow, View } from './view.js';

/** Rows of a view as they were last written. */
export interface RememberedRows {
  /**
   * The rows that a batch needs, of those that there are; the database is asked only for those not remembered. Where all
   * rows of a case are needed, it is asked once the write in hand has ended.
   */
  readonly needed: (needed: Needed) => Promise<readonly StoredRow[]>;
  /** Remembers changes from the moment that their write begins; where it fails, everything is forgotten. */
  readonly write: (
    changes: Pick<Changes, 'stored' | 'removed'>,
    commit: () => Promise<void>,
  ) => Promise<void>;
  readonly forget: () => void;
  /** Grows with every write that begins, and when everything is forgotten: what was folded before may not hold then. */
  readonly stamp: () => number;
}

const mostRows = 2_000;
const nameOf = ({ caseId, key }: RowPlace): string => `${caseId} ${key}`;

/**
 * Remembers the rows that a view read or wrote last, and those found absent, so that a case on which work goes on is not
 * read again at every event. Only for who holds the view's lease and writes one batch after the other: while it is held,
 * nobody else writes these rows, and a commit without it changes nothing. What is read while a write begins is not kept:
 * it may be of before or after.
 */
export const rememberedRows = (pool: Pool, view: View, most = mostRows): RememberedRows => {
  const known = new Map<string, StoredRow | undefined>();
  /** What is being written: never dropped for want of room, because the database does not have it yet. */
  const unwritten = new Map<string, StoredRow | undefined>();
  let writing: Promise<unknown> = Promise.resolve();
  let stamp = 0;

  const keep = (name: string, row: StoredRow | undefined): void => {
    known.delete(name);
    known.set(name, row);
    const oldest = known.size > most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };
  const isKnown = (name: string): boolean => unwritten.has(name) || known.has(name);
  const recall = (name: string): StoredRow | undefined =>
    unwritten.has(name) ? unwritten.get(name) : known.get(name);

  const read = async (needed: Needed): Promise<readonly StoredRow[]> => {
    if (needed.cases.length > 0) await writing;
    const asOf = stamp;
    const found = await rowsNeeded(pool, view, needed);
    if (asOf === stamp) {
      for (const place of needed.rows) keep(nameOf(place), undefined);
      for (const row of found) keep(nameOf(row), row);
    }
    return found;
  };
  const needed = async ({ rows, cases }: Needed): Promise<readonly StoredRow[]> => {
    const remembered = rows.flatMap((place) => recall(nameOf(place)) ?? []);
    const asked = rows.filter((place) => !isKnown(nameOf(place)));
    if (asked.length === 0 && cases.length === 0) return remembered;
    return [...remembered, ...(await read({ rows: asked, cases }))];
  };

  const forget = (): void => {
    stamp += 1;
    known.clear();
    unwritten.clear();
  };
  const write: RememberedRows['write'] = async ({ stored, removed }, commit) => {
    if (!view.anew) {
      for (const row of stored) unwritten.set(nameOf(row), row);
      for (const place of removed) unwritten.set(nameOf(place), undefined);
    }
    stamp += 1;
    const committed = commit();
    writing = committed.catch(() => undefined);
    try {
      await committed;
    } catch (error) {
      forget();
      throw error;
    }
    for (const [name, row] of unwritten) keep(name, row);
    unwritten.clear();
  };

  return { needed, write, forget, stamp: () => stamp };
};
