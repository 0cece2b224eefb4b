import type { Pool } from 'pg';

/** A file that is to be looked at. */
export interface WakeUp {
  /** `case-<id>`, for instance. */
  readonly stream: string;
  /** How often the file was noted to have changed: what is noted after a look counts only where it did not change since. */
  readonly changes: string;
  /** How often in a row a look failed. */
  readonly attempts: number;
}

/** What waits to be looked at. */
export interface DueNow {
  readonly due: number;
  /** When the one was due that waits longest; undefined where none waits, or it waits for its first look. */
  readonly since?: string | undefined;
}

/** When each file is looked at next, durably. It tells nothing of why. */
export interface WakeUps {
  /** Something was recorded in files: they are looked at at once. */
  changed(streams: readonly string[]): Promise<void>;
  /** Files to be looked at by an instant, the longest due first, at most so many. */
  due(by: string, most: number): Promise<readonly WakeUp[]>;
  /** A file was looked at: it waits until an instant, or until it changes where there is none. */
  next(lookedAt: WakeUp, at: string | undefined): Promise<void>;
  /** A file could not be looked at: it is tried again at an instant. */
  postpone(tried: WakeUp, until: string): Promise<void>;
  waiting(by: string): Promise<DueNow>;
}

/** In the table of `clockMigrations`. Instants are those of the node's clock, never of the database's. */
export const postgresWakeUps = (database: Pick<Pool, 'query'>): WakeUps => ({
  changed: async (streams) => {
    await database.query(
      `insert into clocks.wake_ups as known (stream, at)
       select distinct stream, '-infinity'::timestamptz from unnest($1::text[]) as changed (stream) order by stream
       on conflict (stream) do update set at = excluded.at, changes = known.changes + 1, attempts = 0`,
      [streams],
    );
  },
  due: async (by, most) => {
    const { rows } = await database.query<WakeUp>(
      'select stream, changes::text as changes, attempts from clocks.wake_ups where at <= $1 order by at limit $2',
      [by, most],
    );
    return rows;
  },
  next: async ({ stream, changes }, at) => {
    await database.query(
      'update clocks.wake_ups set at = $3, attempts = 0 where stream = $1 and changes = $2::bigint',
      [stream, changes, at ?? 'infinity'],
    );
  },
  postpone: async ({ stream, changes }, until) => {
    await database.query(
      'update clocks.wake_ups set at = $3, attempts = attempts + 1 where stream = $1 and changes = $2::bigint',
      [stream, changes, until],
    );
  },
  waiting: async (by) => {
    const { rows } = await database.query<{ due: number; since: Date | null }>(
      `select count(*)::integer as due, min(at) filter (where at > '-infinity') as since
       from clocks.wake_ups where at <= $1`,
      [by],
    );
    const [{ due = 0, since = null } = {}] = rows;
    return { due, ...(since === null ? {} : { since: since.toISOString() }) };
  },
});
