import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { installEventStore, postgresEventStore, type EventStore } from '#event-store';
import { scratchDatabase, type ScratchDatabase } from '../../../test/kit/scratch-database.js';
import { caseRegister } from '../case-register.js';
import { transfersBoard } from '../focal-point/transfers-board.js';
import { id, opened, sent } from '../spec/happened.js';
import { agencyMigrations } from './migrations.js';
import { createProjector, type Projector } from './projector.js';
import { digest } from './rebuild.js';
import { viewStatuses } from './status.js';
import { waitForView } from './waiting.js';

const views = [caseRegister, transfersBoard];

describe('projectors of two processes over the event store in PostgreSQL', () => {
  let database: ScratchDatabase;
  let store: EventStore;
  let projectors: Projector[];

  beforeAll(async () => {
    database = await scratchDatabase();
    const source = new DataSource({ type: 'postgres', url: database.url, migrations: agencyMigrations });
    await (await source.initialize()).runMigrations();
    await source.destroy();
    const appendRole = await database.role();
    await installEventStore(database.pool, { appendRole });
    store = postgresEventStore(database.poolAs(appendRole));
    projectors = [1, 2].map(() => createProjector({ pool: database.poolAs(), store, views, leaseMs: 1_000 }));
    for (const projector of projectors) await projector.start();
  });
  afterAll(async () => {
    await Promise.all(projectors.map((projector) => projector.stop()));
    await store.close();
    await database.drop();
  });

  it('follows what is appended, and goes on when the first of them stops', async () => {
    const write = async (word: string): Promise<string> => {
      const of = { case: id(word) };
      const events = [opened('sending', of), ...sent('FamilyTracingRequested', word, {}, of)];
      const result = await store.append(`case-${of.case}`, 'none', events);
      if (!result.ok) throw new Error(result.reason);
      return result.position;
    };
    const reached = (position: string): Promise<boolean[]> =>
      Promise.all(views.map((view) => waitForView(database.pool, view, position, { timeoutMs: 10_000 })));
    expect(await reached(await write('first'))).toEqual([true, true]);
    await projectors[0]?.stop();
    for (let n = 0; n < 20; n += 1) await write(`more ${n}`);
    expect(await reached(await write('last'))).toEqual([true, true]);
    expect((await digest(database.pool, transfersBoard)).rows).toBe(22);
    expect(await viewStatuses(database.pool, store, views)).toMatchObject([
      { parkedCases: 0, lagSeconds: 0, followed: true, storeReplaced: false },
      { parkedCases: 0, lagSeconds: 0, followed: true, storeReplaced: false },
    ]);
  }, 60_000);
});
