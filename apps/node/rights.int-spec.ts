import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { viewStatuses } from '#agencies';
import {
  deadLetterTable,
  entitiesOver,
  queueDepths,
  rowsOf,
  unreadEventTable,
  withoutReceipt,
} from '#bridge';
import { standings, workHeld } from '#following';
import { scratchDatabase, type ScratchDatabase } from '../../test/kit/scratch-database.js';
import { install, mustBeInstalled } from './install.js';
import { ownWorkNames } from './own-work-names.js';
import { viewsOf } from './nations.js';

jest.setTimeout(60_000);

const works = ['app', 'bridge', 'projector', 'events'] as const;
type Work = (typeof works)[number];

const read = (columns: string, values: string): string => `insert into access.reads
  (request_id, actor, agency, case_id, what, fields, classes, read_at${columns})
  overriding system value values ('r', 'a', 'o', 'c', 'case', '{}', '{}', now()${values})`;
const append = `select event_store.append_events('')`;
const lease = (name: string): string =>
  `insert into following.leases values ('${name}', 'me', 1, now()) on conflict (name) do update set expires = now()`;

/** What each role needs for its work. */
const needed: Readonly<Record<Work, readonly string[]>> = {
  app: [
    read('', ''),
    read(', outcome', `, 'refused'`),
    'select * from access.read_log(null, null, null, null, null, 10)',
    `select * from key_ring.data_key('person', 'P2', 'kek', 'wrapped')`,
    `select * from key_ring.data_keys`,
    `select key_ring.erase_subjects('{somebody}')`,
    `select * from focal_point.transfers_board_v1 limit 0`,
    `select * from following.checkpoints`,
    `select * from following.leases`,
    `select count(*) filter (where parked_at < now()) from bridge.parked_message`,
  ],
  bridge: [
    `select * from key_ring.data_key('person', 'P3', 'kek', 'wrapped')`,
    `select key_ring.erase_subjects('{somebody}')`,
    `insert into following.checkpoints (name, epoch, position) values ('mine', 'e', '1') on conflict do nothing`,
    `insert into following.parked (follower, lane, position, stream) values ('mine', 'lane', 1, 'case-1') on conflict do nothing`,
    `delete from bridge.parked_message`,
    lease('outbound'),
    `update following.leases set epoch = epoch + 1 where name = 'outbound' returning name`,
    `select from following.leases where name = 'outbound' for share`,
  ],
  projector: [
    `insert into following.checkpoints (name, epoch, position) values ('a.view_v1', 'e', '1') on conflict do nothing`,
    `insert into following.parked (follower, lane, position, stream) values ('a.view_v1', 'case-1', 1, 'case-1') on conflict do nothing`,
    `update projections.views set ready = ready`,
    `delete from focal_point.transfers_board_v1 where false`,
    lease('focal_point.transfers_board_v1'),
    `select from event_store.events limit 1`,
    `select event_store.current_epoch()`,
  ],
  events: [append, `select from event_store.events limit 1`, `select event_store.current_epoch()`],
};

/** What none but the named may do. */
const forbidden: readonly (readonly [statement: string, ...but: Work[]])[] = [
  ['delete from key_ring.data_keys'],
  [`update key_ring.data_keys set wrapped = ''`],
  ['truncate key_ring.data_keys'],
  ['delete from key_ring.erased_subjects'],
  ["insert into key_ring.erased_subjects (subject) values ('p')"],
  ['update key_ring.erasure_epoch set value = 0'],
  ['begin; lock table key_ring.turn in access share mode'],
  ['begin; lock table key_ring.data_keys in row exclusive mode'],
  ['select * from key_ring.data_keys', 'app', 'bridge'],
  [`select key_ring.erase_subjects('{somebody}')`, 'app', 'bridge'],
  [`select * from key_ring.data_key('person', 'P2', 'kek', 'wrapped')`, 'app', 'bridge'],
  [read('', ''), 'app'],
  [read(', id', ', 5000')],
  [read(', recorded_at', ', now()')],
  [`select setval('access.reads_id_seq', 5000)`],
  ['select * from access.reads'],
  ['select * from access.read_log(null, null, null, null, null, 10)', 'app'],
  ['select access.bound_refused()'],
  ['delete from access.reads'],
  [`insert into following.checkpoints (name, epoch, position) values ('outbound', 'e', '0')`, 'bridge'],
  [
    `insert into following.parked (follower, lane, position, stream) values ('outbound', 'lane', 1, 'case-1')`,
    'bridge',
  ],
  [
    `insert into following.checkpoints (name, epoch, position) values ('a.view_v2', 'e', '0') on conflict do nothing`,
    'projector',
  ],
  [
    `insert into following.parked (follower, lane, position, stream) values ('a.view_v2', 'case-1', 1, 'case-1') on conflict do nothing`,
    'projector',
  ],
  ['update projections.views set ready = false', 'projector'],
  ['delete from bridge.dead_letter', 'bridge'],
  ['select message from bridge.dead_letter', 'bridge'],
  ['select shown from following.parked', 'bridge', 'projector'],
  ['select * from focal_point.transfers_board_v1', 'app', 'projector'],
  ['delete from focal_point.transfers_board_v1', 'projector'],
  [append, 'events'],
  ['insert into event_store.events select * from event_store.events'],
  ['begin; lock table event_store.turn in access share mode'],
  ['begin; lock table projections.turn in access share mode'],
  ['begin; lock table installation_turn in access share mode'],
  [lease('outbound'), 'bridge'],
  [lease('focal_point.transfers_board_v1'), 'projector'],
  [`insert into following.members values ('x', 'projector 1', now())`, 'projector'],
  [`insert into following.members values ('x', 'bridge 1', now())`, 'bridge'],
  [`insert into following.workers values (current_user, true)`],
  ['alter table following.leases disable row level security'],
  [`create function pg_temp.f() returns void language sql as 'select'; create table public.mine ()`],
  ["insert into migrations (timestamp, name) values (1, 'x')"],
];

const refusedCodes = ['42501'];

describe('the rights of the roles of a node', () => {
  let database: ScratchDatabase;
  const pools = new Map<Work, pg.Pool>();
  const names = new Map<Work, string>();
  const urlAs = (role?: string): string => {
    const url = new URL(database.url);
    if (role) [url.username, url.password] = [role, role];
    return url.href;
  };
  const urlOf = (work: Work): string => urlAs(names.get(work));
  const parts = () => ({
    ownerUrl: urlAs(),
    appUrl: urlOf('app'),
    bridgeUrl: urlOf('bridge'),
    projectorUrl: urlOf('projector'),
    eventsUrl: urlOf('events'),
  });

  /** The error's code, or nothing where it succeeded; nothing of it is kept. */
  const tried = async (work: Work, statement: string): Promise<string | undefined> => {
    const client = await pools.get(work)?.connect();
    if (!client) throw new Error(`no role for ${work}`);
    try {
      await client.query(statement.replace(/_v1\b/g, `_v${boardVersion}`));
      return undefined;
    } catch (error) {
      return error instanceof Error && 'code' in error ? String(error.code) : String(error);
    } finally {
      client.release(true);
    }
  };
  let boardVersion = 1;

  beforeAll(async () => {
    database = await scratchDatabase();
    for (const work of works) {
      names.set(work, await database.role());
      pools.set(work, database.poolAs(names.get(work), 2));
    }
    const views = viewsOf('TH');
    boardVersion = views.find(({ name }) => name === 'transfers_board')?.version ?? 1;
    // A database of before: one role did the work of api and bridge, with rights on the tables.
    await install({ database: { ...parts(), bridgeUrl: undefined } }, views);
    await database.pool.query(
      `grant select, insert, update, delete on all tables in schema key_ring, bridge, following to ${names.get('app')};
       grant insert on access.reads to ${names.get('app')}`,
    );
    await install({ database: parts() }, views);
    await install({ database: parts() }, views);
  });
  afterAll(() => database.drop());

  it.each(works.flatMap((work) => needed[work].map((statement) => [work, statement] as const)))(
    'let the %s do its work: %s',
    async (work, statement) => {
      expect(await tried(work, statement)).toBeUndefined();
    },
  );

  it.each(
    forbidden.flatMap(([statement, ...but]) =>
      works.filter((work) => !but.includes(work)).map((work) => [work, statement] as const),
    ),
  )('refuse to the %s: %s', async (work, statement) => {
    expect(refusedCodes).toContain(await tried(work, statement));
  });

  it.each(['app', 'bridge', 'projector'] as const)(
    'let the %s tell what health and metrics tell',
    async (work) => {
      const pool = pools.get(work);
      if (!pool) throw new Error(`no role for ${work}`);
      const tables = rowsOf(pool);
      const store = { head: () => Promise.resolve('0'), epoch: () => Promise.resolve('one') };
      const told = await Promise.all([
        queueDepths(tables),
        withoutReceipt(tables, 1_000),
        standings(pool, ownWorkNames),
        workHeld(pool),
        viewStatuses(pool, store, viewsOf('TH')),
        mustBeInstalled({ database: pool, store, views: viewsOf('TH') }),
      ]);
      expect(told[0]).toMatchObject({ parkedEvents: 0 });
    },
  );

  it('let the bridge keep what it could not process, by its entities, and nobody else', async () => {
    const record = { topic: 'MM.to.TH', key: 'k', headers: {}, message: new Uint8Array([1]), position: '1' };
    for (const [work, refused] of [
      ['bridge', false],
      ['app', true],
      ['projector', true],
    ] as const) {
      const pool = pools.get(work);
      if (!pool) throw new Error(`no role for ${work}`);
      const entities = entitiesOver(pool);
      const kept = deadLetterTable(entities).keep(record, 'unknown_key');
      if (refused) await expect(kept).rejects.toMatchObject({ code: '42501' });
      else {
        await kept;
        expect(await deadLetterTable(entities).count()).toBe(1);
        expect(await unreadEventTable(entities).list()).toEqual([]);
      }
    }
  });

  it('destroy no key without a tombstone', async () => {
    const subject = randomUUID();
    expect(
      await tried('app', `select * from key_ring.data_key('${subject}', 'P2', 'kek', 'wrapped')`),
    ).toBeUndefined();
    expect(await tried('bridge', `select key_ring.erase_subjects('{${subject}}')`)).toBeUndefined();
    expect(
      await tried('app', `select * from key_ring.data_key('${subject}', 'P2', 'kek', 'wrapped')`),
    ).toBeUndefined();
    const { rows } = await database.pool.query<{ keys: string; erased: string }>(
      `select (select count(*) from key_ring.data_keys where subject = $1) as keys,
              (select count(*) from key_ring.erased_subjects where subject = $1) as erased`,
      [subject],
    );
    expect(rows).toEqual([{ keys: '0', erased: '1' }]);
  });

  it('let an installation go on whatever another role holds', async () => {
    const held = await pools.get('app')?.connect();
    await held?.query(`select pg_advisory_lock(hashtextextended('homeward installation', 727004))`);
    await held?.query(`select pg_advisory_lock(hashtext('projections'))`);
    await install({ database: parts() }, viewsOf('TH'));
    held?.release(true);
  });
});
