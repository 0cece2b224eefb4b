import type { Pool } from 'pg';
import type { Changes, Needed, RowPlace } from './batch.js';
import { rowsNeeded } from './tables.js';
import type { StoredRow, View } from './view.js';

/** Rows of a view as they were last committed. */
export interface RememberedRows {
  /** The rows that a batch needs, of those that there are; the database is asked only for those not remembered. */
  readonly needed: (needed: Needed) => Promise<readonly StoredRow[]>;
  /** Takes in what was just committed. */
  readonly committed: (changes: Pick<Changes, 'stored' | 'removed'>) => void;
  readonly forget: () => void;
}

const mostRows = 2_000;
const nameOf = ({ caseId, key }: RowPlace): string => `${caseId} ${key}`;

/**
 * Remembers the rows that a view read or wrote last, and those found absent, so that a case on which work goes on is not
 * read again at every event. Only for who holds the view's lease: while it is held, nobody else writes these rows, and a
 * commit without it changes nothing.
 */
export const rememberedRows = (pool: Pool, view: View, most = mostRows): RememberedRows => {
  const known = new Map<string, StoredRow | undefined>();

  const keep = (place: RowPlace, row: StoredRow | undefined): void => {
    const name = nameOf(place);
    known.delete(name);
    known.set(name, row);
    const oldest = known.size > most ? known.keys().next().value : undefined;
    if (oldest !== undefined) known.delete(oldest);
  };

  const needed = async ({ rows, cases }: Needed): Promise<readonly StoredRow[]> => {
    const remembered = rows.filter((place) => known.has(nameOf(place)));
    const asked = rows.filter((place) => !known.has(nameOf(place)));
    const found = remembered.flatMap((place) => known.get(nameOf(place)) ?? []);
    if (asked.length === 0 && cases.length === 0) return found;
    const read = await rowsNeeded(pool, view, { rows: asked, cases });
    for (const place of asked) keep(place, undefined);
    for (const row of read) keep(row, row);
    return [...found, ...read];
  };

  return {
    needed,
    committed: ({ stored, removed }) => {
      if (view.anew) return;
      for (const row of stored) keep(row, row);
      for (const place of removed) keep(place, undefined);
    },
    forget: () => known.clear(),
  };
};
