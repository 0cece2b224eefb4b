import { afterEach, beforeEach } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { event, everyone, everyoneInvolved, operational } from '#casework';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { memoryStore, type MemoryStore } from '../../../test/doubles/memory-store.js';
import { instant, integer, json, optional, text } from './columns.js';
import { agencyMigrations } from './migrations.js';
import { createProjector, type Projector, type ProjectorOptions, type ProjectorReport } from './projector.js';
import { answeringTable } from './rebuild.js';
import { viewStatuses } from './status.js';
import { NotTaken, viewsOver, type View } from './view.js';
import { waitForView } from './waiting.js';

const catalogue = {
  Noted: event('Noted', everyoneInvolved, {
    text: operational(z.string(), everyone),
    tags: operational(z.array(z.string()).optional(), everyone),
  }),
  Removed: event('Removed', everyoneInvolved, {}),
};

/** What the view of notes refuses to take. */
const refused: { text?: string | undefined } = {};
export const refuse = (text: string | undefined): void => {
  refused.text = text;
};

/** A view of one row a case: how many notes, and the last. */
export const notes = (version = 1, name = 'notes') =>
  viewsOver(catalogue)({
    name,
    agency: 'spec_agency',
    version,
    columns: { count: integer, last: text, at: instant, tags: optional(json(z.array(z.string()))) },
    indexes: [['last']],
    on: {
      Noted: (row, { open, meta }) => {
        if (open.text === refused.text) throw new NotTaken('refused_in_spec');
        return {
          count: (row?.count ?? 0) + 1,
          last: open.text,
          at: meta.recordedAt,
          tags: open.tags ?? null,
        };
      },
      Removed: () => undefined,
    },
  });

/** Projectors on a database and a store of each test's own. */
export const projecting = () => {
  let database: ScratchDatabase;
  let store: MemoryStore;
  let projectors: Projector[];
  let reports: ProjectorReport[];

  const begin = async (view: View, more: Partial<ProjectorOptions> = {}): Promise<Projector> => {
    const projector = createProjector({
      pool: database.pool,
      store,
      views: [view],
      leaseMs: 600,
      retryMs: 100,
      report: (report) => reports.push(report),
      ...more,
    });
    projectors.push(projector);
    await projector.start();
    return projector;
  };
  /** Whether a view came to the end, and answers: it does so only after it was told that this was the end. */
  const reached = async (view: View): Promise<boolean> => {
    const there = await waitForView(database.pool, view, await store.head(), { timeoutMs: 10_000 });
    await until(async () => (await viewStatuses(database.pool, store, [view]))[0]?.ready === true);
    return there;
  };
  const rows = async (view: View): Promise<Record<string, unknown>[]> =>
    (
      await database.pool.query<{ key: string; count: number; last: string }>(
        `select key, count, last from ${await answeringTable(database.pool, view)} order by key`,
      )
    ).rows;
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await condition()); tries += 1) {
      if (tries > 500) throw new Error('It did not come true in 25 s.');
      await sleep(50);
    }
  };

  beforeEach(async () => {
    refuse(undefined);
    store = memoryStore();
    projectors = [];
    reports = [];
    database = await scratchDatabase();
    const source = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: agencyMigrations,
    }).initialize();
    await source.runMigrations();
    await source.destroy();
  });
  afterEach(async () => {
    await Promise.all(projectors.map((projector) => projector.stop()));
    await database.drop();
  });

  return {
    get database() {
      return database;
    },
    get store() {
      return store;
    },
    get reports() {
      return reports;
    },
    begin,
    reached,
    rows,
    until,
  };
};
