import type { Pool } from 'pg';
import type { Asking, Bind } from './filter.js';
import { columnName } from './frame/columns.js';
import { answeringVersion } from './frame/rebuild.js';
import { fromRecord, tableOf } from './frame/tables.js';
import type { StoredRow, View } from './frame/view.js';
import type { Reader } from './query.js';
import type { Beside, Subjects } from './subjects.js';

/** Which rows of a list are asked for. */
export interface PageAsked {
  readonly view: View;
  readonly sort: string;
  /** Conditions over `v`, the rows of the view, and `r`, the register; all of them must hold. */
  readonly conditions: (asking: Asking) => readonly string[];
  readonly limit: number;
  /** Sort value and key of the last row of the page before. */
  readonly after: readonly [string, string] | undefined;
}

/** A row as it stands, what the register has of its case or journey, and whether it is parked and may lag behind. */
export interface ListedRow {
  readonly row: StoredRow;
  readonly register: StoredRow;
  readonly behind: boolean;
}

type Answering = Pick<View, 'agency' | 'name' | 'version'>;

interface Selected {
  readonly row: Record<string, unknown>;
  readonly register: Record<string, unknown>;
  readonly behind: boolean;
}

/** Whether the stream of an id is parked in the version of a view that answers. */
export const isParked = (bind: Bind, answering: Answering, { over }: View, id: string): string => `exists (
  select 1 from following.parked p where p.follower = ${bind(tableOf(answering))} and p.lane = '${over}-' || ${id})`;

/**
 * A page of a view, and whether there is another: rows of what the reader may know of. Nothing is shown of a stream whose
 * register is parked.
 */
export const pageOf = async (
  pool: Pool,
  subjects: Pick<Subjects<never, never>, 'register' | 'beside' | 'known'>,
  { view, sort, conditions, limit, after }: PageAsked,
  { reader, today }: { readonly reader: Reader; readonly today: string },
): Promise<{ readonly found: readonly ListedRow[]; readonly more: boolean }> => {
  const answering = (one: View): Promise<Answering> => answeringVersion(pool, one);
  const { beside } = subjects;
  const [rows, register, other] = await Promise.all([
    answering(view),
    answering(subjects.register),
    beside && answering(beside),
  ]);
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const besides: Beside | undefined = beside &&
    other && { table: tableOf(other), isParked: (id) => isParked(bind, other, beside, id) };
  const order = `v.${columnName(sort)}`;
  const where = [
    subjects.known(bind, reader, besides),
    `not ${isParked(bind, register, subjects.register, 'v.case_id')}`,
    ...conditions({ bind, today, reader }),
    ...(after ? [`(${order}, v.key) > (${bind(after[0])}, ${bind(after[1])})`] : []),
  ];
  const text = `
    select to_json(v) as row, to_json(r) as register, ${isParked(bind, rows, view, 'v.case_id')} as behind
    from ${tableOf(rows)} v join ${tableOf(register)} r on r.case_id = v.case_id
    where ${where.join(' and ')}
    order by ${order}, v.key limit ${bind(limit + 1)}`;
  const selected = await pool.query<Selected>({ text, values });
  return {
    found: selected.rows.slice(0, limit).map(({ row, register: of, behind }) => ({
      row: fromRecord(view, row),
      register: fromRecord(subjects.register, of),
      behind,
    })),
    more: selected.rows.length > limit,
  };
};
