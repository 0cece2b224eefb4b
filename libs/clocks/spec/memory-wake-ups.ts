import type { WakeUp, WakeUps } from '../wake-ups.js';

interface Row {
  at: string;
  changes: number;
  attempts: number;
}

const atOnce = '';
const never = '~';

/** Wake-ups without a database; `rows` is what outlives a process that watches. */
export const memoryWakeUps = (
  rows = new Map<string, Row>(),
): WakeUps & { readonly rows: Map<string, Row> } => {
  const current = ({ stream, changes }: WakeUp): Row | undefined => {
    const row = rows.get(stream);
    return row && String(row.changes) === changes ? row : undefined;
  };
  const dueBy = (by: string): [string, Row][] =>
    [...rows].filter(([, { at }]) => at <= by).toSorted(([, a], [, b]) => (a.at < b.at ? -1 : 1));
  return {
    rows,
    changed: (streams) => {
      for (const stream of streams)
        rows.set(stream, { at: atOnce, changes: (rows.get(stream)?.changes ?? 0) + 1, attempts: 0 });
      return Promise.resolve();
    },
    due: (by, most) =>
      Promise.resolve(
        dueBy(by)
          .slice(0, most)
          .map(([stream, { changes, attempts }]) => ({ stream, changes: String(changes), attempts })),
      ),
    next: (wakeUp, at = never) => {
      const row = current(wakeUp);
      if (row) Object.assign(row, { at, attempts: 0 });
      return Promise.resolve();
    },
    postpone: (wakeUp, at) => {
      const row = current(wakeUp);
      if (row) Object.assign(row, { at, attempts: row.attempts + 1 });
      return Promise.resolve();
    },
    waiting: (by) => {
      const due = dueBy(by);
      const since = due.find(([, { at }]) => at !== atOnce)?.[1].at;
      return Promise.resolve({ due: due.length, ...(since === undefined ? {} : { since }) });
    },
  };
};
