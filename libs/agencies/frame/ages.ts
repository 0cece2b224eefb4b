import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { fence, type Lease } from '#following';
import { type EventStore } from '#event-store';
import type { Progress } from './progress.js';
import { viewId } from './tables.js';
import type { View } from './view.js';

/** How often a projector asks the event store how far the log goes, in milliseconds. */
const lookEveryMs = 1_000;

/** A view that this process moves now, and by which right. */
export interface HeldView {
  readonly view: View;
  readonly lease: Lease;
}

const noted = `
  with held as (
    select v.view, v.version from projections.views v
    join unnest($2::text[], $3::integer[], $4::text[], $5::text[], $6::bigint[]) as mine (view, version, name, holder, epoch)
      on v.view = mine.view and v.version = mine.version
    join following.leases l on l.name = mine.name and l.holder = mine.holder and l.epoch = mine.epoch
    order by v.view, v.version for update of v
  )
  update projections.views v
  set current_at = greatest(v.current_at, clock_timestamp() - $1 * interval '1 millisecond')
  from held where v.view = held.view and v.version = held.version`;

/**
 * Notes, about once a second and until the signal aborts, of each view held that it shows all that the event store had
 * when it was asked. While the store does not answer nothing is noted, and the views grow old.
 */
export const noteAges = async (
  {
    pool,
    store,
    progress,
    held,
  }: {
    readonly pool: Pick<Pool, 'query'>;
    readonly store: Pick<EventStore, 'head'>;
    readonly progress: Progress;
    readonly held: () => readonly HeldView[];
  },
  signal: AbortSignal,
): Promise<void> => {
  const lookOnce = async (until: AbortSignal): Promise<void> => {
    const asked = performance.now();
    const head = await store.head();
    const current = new Set<HeldView>();
    await Promise.all(
      held().map(async (one) => {
        await progress.reached(one.view, head, until);
        if (!until.aborted) current.add(one);
      }),
    );
    const now = held().filter((one) => current.has(one));
    if (now.length === 0) return;
    const fences = now.map(({ lease }) => fence(lease));
    await pool.query(noted, [
      performance.now() - asked,
      now.map(({ view }) => viewId(view)),
      now.map(({ view }) => view.version),
      ...[0, 1, 2].map((place) => fences.map((values) => values[place])),
    ]);
  };
  while (!signal.aborted) {
    // Not by AbortSignal.any: each one made of a signal that lives on leaves some bytes in it for ever (Node 20).
    const turn = new AbortController();
    // One wait for each view held, of which there are as many as the node has, and all end with the turn.
    setMaxListeners(0, turn.signal);
    const over = sleep(lookEveryMs, undefined, { signal })
      .catch(() => undefined)
      .then(() => turn.abort());
    await Promise.all([lookOnce(turn.signal).catch(() => undefined), over]);
  }
};

/** How old what a view shows can be at most, in seconds; undefined where it was never known to be current. */
export type AgeOfView = (view: View) => Promise<number | undefined>;

interface Noted {
  readonly view: string;
  readonly version: number;
  readonly age: number | null;
}

/** For so long an answer of the database serves for all who ask, in milliseconds. */
const keptMs = 500;

/** Ages of views as their projectors noted them: of the version that answers a process with this version of the view. */
export const agesOf = (pool: Pick<Pool, 'query'>): AgeOfView => {
  let asked = -Infinity;
  let ages: Promise<readonly Noted[]> = Promise.resolve([]);
  const read = async (): Promise<readonly Noted[]> => {
    const { rows } = await pool.query<Noted>(
      `select view, version, extract(epoch from clock_timestamp() - current_at)::float8 as age
       from projections.views where ready order by view, version desc`,
    );
    return rows;
  };
  return async (of) => {
    if (performance.now() - asked > keptMs) {
      asked = performance.now();
      ages = read();
    }
    const at = asked;
    const id = viewId(of);
    const age = (await ages).find(({ view, version }) => view === id && version <= of.version)?.age ?? null;
    return age === null ? undefined : Math.max(0, age) + (performance.now() - at) / 1_000;
  };
};
