import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { createProjector, digest, startOver, viewStatuses } from '#agencies';
import { exchangeKeepsDays, largestPayload } from '#bridge';
import { caseEvents, journeyEvents } from '#casework';
import { factsOf, nationOf } from '#countries';
import { commandIdAfter, deskOf, systemClock } from '#desk';
import { checkedEventStore, postgresKeyRing, stampsOf, toBeBound, type CheckedEventStore } from '#sealing';
import { comparePositions, postgresEventStore, start, type EventStore } from '#event-store';
import { instruments } from '#instruments';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { keyEncryptionOf } from './desk-parts.js';
import { install } from './install.js';
import { viewsOf } from './nations.js';

/*
 * The database of the Thai node of a sandbox that the last version before stamps had served and in which a story was played:
 * tables, functions, checkpoints, sealed events and wrapped keys as they lay there, without the access log.
 */
const frozenAt = (ending: string): string =>
  join(process.cwd(), 'test', 'frozen', `thailand-before-stamps.${ending}`);
const frozen = JSON.parse(readFileSync(frozenAt('json'), 'utf8')) as {
  readonly keyEncryption: { readonly id: string; readonly secret: string };
  readonly events: number;
  readonly digest: string;
};

describe('a data folder of the version before stamps', () => {
  const views = viewsOf('TH');
  let database: ScratchDatabase;
  let raw: EventStore;
  let store: CheckedEventStore;

  beforeAll(async () => {
    database = await scratchDatabase();
    const { pool } = database;
    await pool.query(gunzipSync(readFileSync(frozenAt('sql.gz'))).toString());
    // Another database is another history; this one stands for the folder itself.
    const { rows } = await pool.query<{ epoch: string }>('select event_store.current_epoch() as epoch');
    const epoch = rows[0]?.epoch;
    await pool.query('update desk.checkpoints set epoch = $1', [epoch]);
    await pool.query('update bridge.checkpoint set epoch = $1', [epoch]);
    await pool.query('update projections.checkpoints set store_epoch = $1', [epoch]);
    const [events, app] = [await database.role(), await database.role()];
    const urlOf = (role: string): string => {
      const url = new URL(database.url);
      [url.username, url.password] = [role, role];
      return url.href;
    };
    await install(
      { database: { ownerUrl: database.url, eventsUrl: urlOf(events), appUrl: urlOf(app) } },
      views,
    );
    raw = postgresEventStore(database.poolAs(events));
    const bound = await toBeBound(raw);
    store = checkedEventStore(raw, {
      stamps: stampsOf({ id: 'first', secret: Buffer.alloc(32, 1) }),
      bound,
      catalogueOf: (stream) => (stream.startsWith('case-') ? caseEvents : journeyEvents),
    });
  }, 60_000);
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  it('holds the events that it held, and each is believed once they are bound', async () => {
    expect(await toBeBound(raw)).toMatchObject({ count: frozen.events, digest: frozen.digest });
    await store.mustBeBound();
    const read = await store.readAll(start, 1_000);
    expect(read).toHaveLength(frozen.events);
    expect(read.filter(({ unreadable }) => unreadable)).toEqual([]);
  });

  it('goes on: its files are opened with its keys, and take further steps', async () => {
    const keys = postgresKeyRing(
      database.poolAs(),
      keyEncryptionOf({ ...frozen, earlierKeyEncryption: [], node: '', keys: [] }),
    );
    const { cases } = deskOf({
      ...{ country: 'TH', store, keys, clock: systemClock, facts: factsOf, policy: nationOf('TH').policy },
      channelTo: () => 'node',
      ...{ instruments: () => instruments, referenceFor: (country, caseId) => `${country} ${caseId}` },
      ...{ largestPayload, exchangeKeepsDays, bodySecret: 'bodies', eventSecret: 'events' },
    });
    const opened = (await store.readAll(start, 1_000)).find(({ type }) => type === 'NameClaimed');
    const caseId = opened?.stream.slice('case-'.length) ?? '';
    const before = (await cases.load(caseId)).file;
    expect(before.identity.names.length).toBeGreaterThan(0);
    const outcome = await cases.carryOut({
      id: caseId,
      command: {
        type: 'RecordName',
        body: {
          ...{ source: 'person', confidence: 'medium' },
          name: { text: 'Ma Mya', script: 'Latn', kind: 'legal' },
        },
      },
      actor: {
        ...{ id: 'officer-1', country: 'TH', roles: ['approver'] },
        agency: before.coordination.owner ?? 'datip',
      },
      commandId: commandIdAfter(randomUUID(), 'command'),
    });
    expect(outcome).toMatchObject({ kind: 'done' });
    await keys.close();
  });

  it('has views that are equal to those built anew', async () => {
    const follow = async (): Promise<void> => {
      const projector = createProjector({ pool: database.pool, store, views });
      await projector.start();
      try {
        for (const end = Date.now() + 40_000; Date.now() < end; await pause(50)) {
          const all = await viewStatuses(database.pool, store, views);
          if (all.every(({ ready, position, head }) => ready && comparePositions(position, head) >= 0))
            return;
        }
        throw new Error('the views did not catch up');
      } finally {
        await projector.stop();
      }
    };
    const digests = () => Promise.all(views.map((view) => digest(database.pool, view)));
    await follow();
    const live = await digests();
    expect(live.some(({ rows }) => rows > 0)).toBe(true);
    for (const view of views) await startOver(database.pool, view);
    await follow();
    expect(await digests()).toEqual(live);
  }, 90_000);
});
