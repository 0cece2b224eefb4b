import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { createProjector, startOver, tableOf, viewsFor, viewStatuses, type View } from '#agencies';
import { start } from '#event-store';
import { openEngine, type Engine } from '../engine.js';
import { figure, medianOf, ratio, type Figure } from '../figures.js';
import { viewsCountry } from '../bench-server.js';
import type { Measure } from '../measure.js';
import { interleaved, timed } from '../rounds.js';
import { clearCase, seedCases } from '../seed.js';

const name = 'catch-up';

const viewNamed = (wanted: string): View => {
  const found = viewsFor(['focal_point']).find(({ name }) => name === wanted);
  if (!found) throw new Error(`The view ${wanted} is gone.`);
  return found;
};

/** A view of one row a case that passes most types over, and one of a row an event that takes nearly all. */
const measured = [
  { view: viewNamed('transfers_board'), keyOfEvent: 'substr(stream, 6)' },
  { view: viewNamed('case_timeline'), keyOfEvent: 'id::text' },
] as const;
type Measured = (typeof measured)[number];

/** Empties a view that stays in use, as if the whole log had come while no projector ran. */
const fallBehind = async (pool: pg.Pool, view: View): Promise<void> => {
  await pool.query(`
    begin;
    truncate ${tableOf(view)};
    update following.checkpoints set position = '${start}' where name = '${tableOf(view)}';
    commit`);
};

/** Runs a projector on one view until it has come to the end of the log, and answers. */
const follow = async (engine: Engine, view: View, look: () => void = () => undefined): Promise<void> => {
  const projector = createProjector({
    pool: engine.pools.owner,
    store: engine.store,
    views: [view],
    report: ({ what, code }) => {
      if (what === 'failed') throw new Error(`The projector failed: ${code}`);
    },
  });
  await projector.start();
  const reached = projector.progress.reached(view, await engine.store.head(), AbortSignal.timeout(600_000));
  const looking = setInterval(look, 100);
  await reached;
  for (let ready = false; !ready; await pause(5))
    ready = (await viewStatuses(engine.pools.owner, engine.store, [view])).every((status) => status.ready);
  clearInterval(looking);
  await projector.stop();
};

const batchOf = 2_000;

const columns = 'position, id, stream, revision, type, version, open, sealed, meta';

const selectAll = async (pool: pg.Pool): Promise<void> => {
  for (let after = start; ;) {
    const { rows } = await pool.query<{ position: string }>({
      name: 'bare_page',
      text: `select ${columns} from event_store.events where position > $1 order by position limit ${batchOf}`,
      values: [after],
    });
    after = rows.at(-1)?.position ?? after;
    if (rows.length < batchOf) return;
  }
};

const copyAll = async (pool: pg.Pool): Promise<void> => {
  const client = await pool.connect();
  try {
    const rows = client.query(
      copyStreams.to(`copy (select ${columns} from event_store.events order by position) to stdout`),
    );
    for await (const chunk of rows) void chunk;
  } finally {
    client.release();
  }
};

/**
 * The rows that the view wrote, written again as often as it writes them: an upsert inside the server for each batch of
 * as many events that the view takes, of the rows that they change. No event leaves the server or is folded.
 */
const upsertAll = async (pool: pg.Pool, { view, keyOfEvent }: Measured): Promise<void> => {
  const table = tableOf(view);
  const { rows } = await pool.query<{ fields: string }>(
    `select string_agg(format('%1$I = excluded.%1$I', attname), ', ') as fields from pg_attribute
     where attrelid = '${table}'::regclass and attnum > 0 and attname not in ('key', 'case_id')`,
  );
  await pool.query(`drop table if exists bare_view; create table bare_view (like ${table} including all)`);
  for (let after: string | null = start; after !== null;) {
    const written: pg.QueryResult<{ last: string | null }> = await pool.query({
      name: `bare_upsert_${view.name}`,
      text: `with page as (
          select position, substr(stream, 6) as case_id, ${keyOfEvent} as key from event_store.events
          where position > $1 and type <> all($2) order by position limit ${batchOf}
        ), written as (
          insert into bare_view
          select t.* from (select distinct case_id, key from page) p join ${table} t using (case_id, key)
          on conflict (case_id, key) do update set ${rows[0]?.fields}
        )
        select max(position) as last from page`,
      values: [after, view.passesOver],
    });
    after = written.rows[0]?.last ?? null;
  }
};

/** What of the process's memory is in use, in the heap and beside it, and what the machine holds for it. */
const megabytes = () => {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: (heapUsed + external) / 1_048_576, resident: rss / 1_048_576 };
};

type Memory = ReturnType<typeof megabytes>;

/** Memory over a build and a catch-up, which are not timed: it must not grow from one half to the other. */
const memoryOver = (what: string, runs: readonly (readonly Memory[])[]): readonly Figure[] => {
  const grown = (kind: keyof Memory): Figure => {
    const medians = (part: (samples: readonly number[], half: number) => readonly number[]) =>
      runs.map((run) => {
        const samples = run.map((memory) => memory[kind]);
        return medianOf(part(samples, Math.floor(samples.length / 2)));
      });
    return ratio(
      name,
      `${what}: memory ${kind}, second half of first`,
      medians((samples, half) => samples.slice(half)),
      medians((samples, half) => samples.slice(0, half)),
      { atMost: 1.2 },
    );
  };
  const all = runs.flat();
  return (['used', 'resident'] as const).flatMap((kind) => [
    figure(
      name,
      `${what}: memory ${kind}`,
      'MB',
      all.map((memory) => memory[kind]),
    ),
    grown(kind),
  ]);
};

/** Catch-up and rebuild of a view over the whole log of so many events, beside the bare upsert of its rows. */
const overLog = async (
  engine: Engine,
  of: Measured,
  { total, rounds }: { readonly total: number; readonly rounds: number },
): Promise<readonly Figure[]> => {
  const { view } = of;
  const { owner } = engine.pools;
  const what = view.name.replace('_', ' ');
  const built: Memory[] = [];
  await follow(engine, view, () => built.push(megabytes()));
  const caughtUp: Memory[] = [];
  await fallBehind(owner, view);
  await follow(engine, view, () => caughtUp.push(megabytes()));
  const { rows } = await owner.query<{ taken: number }>(
    'select count(*)::integer as taken from event_store.events where type <> all($1)',
    [view.passesOver],
  );
  const taken = rows[0]?.taken ?? 0;
  const rateFrom = (prepare: (pool: pg.Pool, of: View) => Promise<void>) => async (): Promise<number> => {
    await prepare(owner, view);
    return (total * 1_000) / (await timed(() => follow(engine, view)));
  };
  const { upsert, catchUp, rebuild } = await interleaved(
    {
      upsert: async () => (total * 1_000) / (await timed(() => upsertAll(owner, of))),
      catchUp: rateFrom(fallBehind),
      rebuild: rateFrom(startOver),
    },
    rounds,
  );
  const ofTaken = (rates: readonly number[]) => rates.map((rate) => (rate * taken) / total);
  return [
    figure(name, `${what}: bare upsert of the same rows in the server`, '/s', upsert),
    figure(name, `${what}: catch-up`, '/s', catchUp),
    figure(name, `${what}: catch-up, events that it takes`, '/s', ofTaken(catchUp)),
    ratio(name, `${what}: catch-up, of the bare upsert`, catchUp, upsert, { atLeast: 0.5 }),
    figure(name, `${what}: rebuild into a fresh table`, '/s', rebuild, { atLeast: 60_000 }),
    figure(name, `${what}: rebuild, events that it takes`, '/s', ofTaken(rebuild)),
    ...memoryOver(what, [built, caughtUp]),
  ];
};

/**
 * Catch-up of two views and their rebuild over the whole log, beside the bare engine. Rates are of all events of the log;
 * those of the events that a view takes stand beside them.
 */
export const views: Measure = {
  name,
  run: async (server, { rounds, events }) => {
    const engine = openEngine(server.of(viewsCountry));
    const { owner } = engine.pools;
    try {
      const template = await clearCase(engine);
      await seedCases(engine, template, Math.ceil(events / template.length));
      await owner.query('analyze event_store.events');
      const { rows } = await owner.query<{ total: number }>(
        'select count(*)::integer as total from event_store.events',
      );
      const extent = { total: rows[0]?.total ?? 0, rounds: Math.min(rounds, 3) };
      const rate = (work: () => Promise<unknown>) => async (): Promise<number> =>
        (extent.total * 1_000) / (await timed(work));
      const { select, copy } = await interleaved(
        { select: rate(() => selectAll(owner)), copy: rate(() => copyAll(owner)) },
        extent.rounds,
      );
      const figures = [
        figure(name, `bare SELECT in pages of ${batchOf}`, '/s', select),
        figure(name, 'bare COPY', '/s', copy),
      ];
      for (const of of measured) figures.push(...(await overLog(engine, of, extent)));
      return figures;
    } finally {
      await engine.close();
    }
  },
};
