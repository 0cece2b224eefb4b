import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import copyStreams from 'pg-copy-streams';
import { createProjector, startOver, tableOf, viewId, viewsFor, viewStatuses, type View } from '#agencies';
import { start } from '#event-store';
import { openEngine, type Engine } from '../engine.js';
import { figure, ratio } from '../figures.js';
import { viewsCountry } from '../ground.js';
import type { Measure } from '../measure.js';
import { interleaved, timed } from '../rounds.js';
import { clearCase, seedCases } from '../seed.js';

const oneRowPerCase = (): View => {
  const found = viewsFor(['focal_point']).find(({ name }) => name === 'transfers_board');
  if (!found) throw new Error('The board of transfers is gone.');
  return found;
};

/** Empties a view that stays in use, as if the whole log had come while no projector ran. */
const fallBehind = async (pool: pg.Pool, view: View): Promise<void> => {
  await pool.query(`
    begin;
    truncate ${tableOf(view)};
    update projections.checkpoints set position = '${start}'
      where view = '${viewId(view)}' and version = ${view.version};
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
  const looking = setInterval(look, 300);
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
 * events, of the cases that the batch is about, without reading, parsing or folding an event.
 */
const upsertAll = async (pool: pg.Pool, view: View): Promise<void> => {
  const table = tableOf(view);
  const { rows } = await pool.query<{ head: string; fields: string }>(
    `select (select max(position) from event_store.events) as head,
       (select string_agg(format('%1$I = excluded.%1$I', attname), ', ') from pg_attribute
        where attrelid = '${table}'::regclass and attnum > 0 and attname not in ('key', 'case_id')) as fields`,
  );
  const { head, fields } = rows[0] ?? { head: '0', fields: '' };
  await pool.query(`drop table if exists bare_view; create table bare_view (like ${table} including all)`);
  for (let after = -1; after < Number(head); after += batchOf)
    await pool.query({
      name: 'bare_upsert',
      text: `insert into bare_view
        select t.* from (
          select distinct substr(stream, 6) as case_id from event_store.events where position > $1 and position <= $2
        ) e join ${table} t on t.case_id = e.case_id
        on conflict (case_id, key) do update set ${fields}`,
      values: [after, after + batchOf],
    });
};

const megabytes = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
};

/** Catch-up of a view of one row a case, and its rebuild, over the whole log, beside the bare engine. */
export const views: Measure = {
  name: 'catch-up',
  run: async (ground, { rounds, events }) => {
    const engine = openEngine(ground.of(viewsCountry));
    const { owner } = engine.pools;
    const view = oneRowPerCase();
    try {
      const template = await clearCase(engine);
      await seedCases(engine, template, Math.ceil(events / template.length));
      const { rows } = await owner
        .query<{ count: string }>('analyze event_store.events; select count(*) from event_store.events')
        .then(
          (results) =>
            (Array.isArray(results) ? results.at(-1) : results) as pg.QueryResult<{ count: string }>,
        );
      const total = Number(rows[0]?.count);
      await follow(engine, view);
      const rate = (work: () => Promise<unknown>) => async (): Promise<number> =>
        (total * 1_000) / (await timed(work));
      const rateFrom = (prepare: (pool: pg.Pool, of: View) => Promise<void>) => async (): Promise<number> => {
        await prepare(owner, view);
        return rate(() => follow(engine, view))();
      };
      const measured = await interleaved(
        {
          select: rate(() => selectAll(owner)),
          copy: rate(() => copyAll(owner)),
          upsert: rate(() => upsertAll(owner, view)),
          catchUp: rateFrom(fallBehind),
          rebuild: rateFrom(startOver),
        },
        Math.min(rounds, 3),
      );
      const heap: number[] = [];
      await startOver(owner, view);
      await follow(engine, view, () => heap.push(megabytes()));
      const half = Math.max(1, Math.floor(heap.length / 2));
      const name = 'catch-up';
      return [
        figure(name, `bare SELECT in pages of ${batchOf}`, '/s', measured.select),
        figure(name, 'bare COPY', '/s', measured.copy),
        figure(name, 'bare upsert of the same rows in the server', '/s', measured.upsert),
        figure(name, 'catch-up of a view in use', '/s', measured.catchUp),
        ratio(name, 'catch-up, of the bare upsert', measured.catchUp, measured.upsert, { atLeast: 0.5 }),
        figure(name, 'rebuild into a fresh table', '/s', measured.rebuild, { atLeast: 60_000 }),
        figure(name, 'heap in the first half', 'MB', heap.slice(0, half)),
        figure(name, 'heap in the second half', 'MB', heap.slice(half)),
      ];
    } finally {
      await engine.close();
    }
  },
};
