import { mkdtemp, rm } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { StoredEvent } from '#event-store';
import { openEngine, poolTo } from '../engine.js';
import { figure, ratio, type Figure, type Goal } from '../figures.js';
import { engineCountry } from '../bench-server.js';
import type { Measure } from '../measure.js';
import { hasPgbench, pgbench } from '../pgbench.js';
import { interleaved, rateOf } from '../rounds.js';
import { copies, meanSizes, storedCase } from '../templates.js';

const plainTable = `
  create table if not exists plain_events (
    position bigint generated always as identity primary key,
    id uuid not null unique, stream text collate "C" not null, revision integer not null,
    type text not null, version integer not null, open json not null, sealed json not null, meta json not null,
    unique (stream, revision))`;

const insertion = 'insert into plain_events (id, stream, revision, type, version, open, sealed, meta)';

const rawInsert = (pool: pg.Pool, { id, type, version, open, sealed, meta }: StoredEvent): Promise<unknown> =>
  pool.query({
    name: 'plain_insert',
    text: `${insertion} values ($1, $2, 0, $3, $4, $5, $6, $7)`,
    values: [
      id,
      `case-${randomUUID()}`,
      type,
      version,
      JSON.stringify(open),
      JSON.stringify(sealed),
      JSON.stringify(meta),
    ],
  });

const pgbenchInsert = (sizes: ReturnType<typeof meanSizes>): string => {
  const json = (size: number): string =>
    `'{"x" "${'x'.repeat(Math.max(1, size - 8))}"}'`.replace('" "', '": "');
  return `${insertion} values (gen_random_uuid(), 'case-' || gen_random_uuid(), 0, 'NameClaimed', 1, ${json(sizes.open)}, ${json(sizes.sealed)}, ${json(sizes.meta)});`;
};

const goals: Readonly<Record<number, { raw: Goal; pgbench?: Goal }>> = {
  1: { raw: { atLeast: 0.95 } },
  16: { raw: { atLeast: 1.7 }, pgbench: { atLeast: 0.75 } },
  64: { raw: { atLeast: 2.3 }, pgbench: { atLeast: 1.1 } },
};

/** Single appends of sealed events beside the bare INSERT of the same rows, through `pg` and through pgbench. */
export const append: Measure = {
  name: 'append',
  run: async (server, { rounds, seconds }) => {
    const database = server.of(engineCountry);
    const engine = openEngine(database);
    const raw = poolTo(database.owner.url, 64);
    const folder = await mkdtemp(join(tmpdir(), 'homeward-pgbench-'));
    const figures: Figure[] = [];
    try {
      await raw.query(plainTable);
      const templates = await storedCase(engine);
      const next = copies(templates);
      const statement = pgbenchInsert(meanSizes(templates));
      const withPgbench = await hasPgbench();
      for (const writers of [1, 16, 64]) {
        const { homeward, insert, bench } = await interleaved(
          {
            homeward: () =>
              rateOf(writers, seconds, async () => {
                const result = await engine.store.append(`case-${randomUUID()}`, 'none', [next()]);
                if (!result.ok) throw new Error('A new stream was refused.');
              }),
            insert: () => rateOf(writers, seconds, () => rawInsert(raw, next())),
            bench: () =>
              withPgbench
                ? pgbench({ url: database.owner.url, folder }, statement, writers, seconds)
                : Promise.resolve(Number.NaN),
          },
          rounds,
        );
        const who = `${writers} writer${writers === 1 ? '' : 's'}`;
        figures.push(
          figure('append', `${who}: event store`, '/s', homeward),
          figure('append', `${who}: INSERT through pg`, '/s', insert),
          ratio('append', `${who}: of the INSERT`, homeward, insert, goals[writers]?.raw),
          ...(withPgbench
            ? [
                figure('append', `${who}: INSERT through pgbench`, '/s', bench),
                ratio('append', `${who}: of pgbench`, homeward, bench, goals[writers]?.pgbench),
              ]
            : []),
        );
      }
      return figures;
    } finally {
      await raw.end();
      await engine.close();
      await rm(folder, { recursive: true });
    }
  },
};
