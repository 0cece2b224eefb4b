import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startGround, type Ground } from '../kit/ground.js';
import type { NodeProcess } from '../kit/process.js';
import { eventually, notify, openToMyanmar, receiptsOf } from './border.js';
import { openCase, opening, owner, Page } from './steps.js';
import { expectProblem } from './problem.js';

jest.setTimeout(60_000);

let ground: Ground;
let api: NodeProcess;
let worker: NodeProcess;
let burmese: NodeProcess;

const caseload = '/v1/social-work/caseload';
const list = () => ground.get(owner, caseload);
const openOne = (key = randomUUID()) => ground.post(owner, '/v1/cases', { ...opening, referTo: [] }, { key });
const queued = async (): Promise<number> =>
  Number(/^homeward_bridge_queue\{.*queue="parkedEvents".*\} (\d+)$/m.exec(await worker.metrics())?.[1] ?? 0);

beforeAll(async () => {
  ground = await startGround();
  const migrations = await Promise.all([ground.migrate('TH'), ground.migrate('MM')]);
  expect(migrations.map(({ code }) => code)).toEqual([0, 0]);
}, 60_000);
afterAll(() => ground?.stop(), 30_000);

describe('a node that starts before its database', () => {
  it('lives, says what it waits for, and serves as soon as the database is there', async () => {
    await ground.postgres.stop();
    [api, worker, burmese] = await Promise.all([
      ground.start('TH', 'api'),
      ground.start('TH', 'projector,bridge'),
      ground.start('MM', 'api,projector,bridge'),
    ]);
    for (const process of [api, worker, burmese]) {
      expect((await process.get('/health/live')).status).toBe(200);
      const { ready, status, parts } = await process.ready();
      expect({ ready, status, node: parts['node'] }).toEqual({
        ready: false,
        status: 503,
        node: { ok: false, detail: 'waits for the database' },
      });
      expect(parts['database']?.ok).toBe(false);
    }
    await ground.postgres.start();
    for (const process of [api, worker, burmese]) await process.untilReady();
    ground.ask('TH', api);
    ground.ask('MM', burmese);
  });
});

describe('with the event store down', () => {
  it('changes and single cases get 503, lists go on and say how old they are, and all comes back', async () => {
    const caseId = await openCase(ground);
    await eventually('the case in the list', async () =>
      Page.parse((await list()).body).rows.some((row) => row.caseId === caseId),
    );
    await eventually('a fresh list', async () => Number((await list()).headers['age']) <= 2);
    await ground.cables.events.cut();
    const key = randomUUID();
    for (const answer of [await openOne(key), await ground.get(owner, `/v1/cases/${caseId}`)]) {
      expectProblem(answer, 503, 'event_store_down');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    const before = await list();
    await pause(2_500);
    const after = await list();
    expect([before.status, after.status]).toEqual([200, 200]);
    expect(Page.parse(after.body).rows.map((row) => row.caseId)).toContain(caseId);
    expect(Number(after.headers['age'])).toBeGreaterThan(Number(before.headers['age']));
    const { ready, parts } = await api.ready();
    expect({ ready, store: parts['eventStore'] }).toEqual({
      ready: true,
      store: { ok: false, detail: 'does not answer' },
    });
    expect(await worker.metrics()).toMatch(/homeward_engine_answers\{.*engine="event store".*\} 0/);

    await ground.cables.events.mend();
    await eventually('the same write again', async () => (await openOne(key)).status === 201);
    await eventually('a fresh list', async () => Number((await list()).headers['age']) <= 2);
  });
});

describe('with the event store silent', () => {
  it('changes and single cases get 503 in time, the node stays ready for lists, and all comes back', async () => {
    const caseId = await openCase(ground);
    await eventually('a fresh list', async () => Number((await list()).headers['age']) <= 2);
    ground.cables.events.freeze();
    const key = randomUUID();
    const began = Date.now();
    const [opened, read, listed, health] = await Promise.all([
      openOne(key),
      ground.get(owner, `/v1/cases/${caseId}`),
      list(),
      api.ready(),
    ]);
    for (const answer of [opened, read]) {
      expectProblem(answer, 503, 'event_store_down');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    // Found silent, also the next caller is told in time, over connections that looked alive.
    expectProblem(await openOne(), 503, 'event_store_down');
    expect(Date.now() - began).toBeLessThan(18_000);
    expect({ list: listed.status, ready: health.ready, store: health.parts['eventStore'] }).toEqual({
      list: 200,
      ready: true,
      store: { ok: false, detail: 'does not answer' },
    });
    await ground.cables.events.mend();
    await eventually('the same write again', async () => (await openOne(key)).status === 201);
    await eventually('a fresh list', async () => Number((await list()).headers['age']) <= 2);
  });
});

describe('with the exchange down', () => {
  it('the node works on, its queue grows visibly, and is sent when the exchange is back', async () => {
    await ground.cables.exchange.cut();
    const caseId = await openToMyanmar(ground);
    await notify(ground, caseId);
    await eventually('the message in the queue', async () => (await queued()) === 1);
    const { ready, parts } = await api.ready();
    expect({ ready, outbound: parts['outbound'] }).toEqual({
      ready: true,
      outbound: { ok: true, detail: '1 messages wait to be sent' },
    });
    await eventually('the exchange in its health', async () => {
      const health = await worker.ready();
      return health.ready && health.parts['exchange']?.ok === false;
    });
    await ground.cables.exchange.mend();
    await eventually('its receipt', async () => (await receiptsOf(ground, caseId)).length === 1);
    await eventually('an empty queue', async () => (await queued()) === 0);
  });
});

describe('with PostgreSQL down', () => {
  it('the node says so, and recovers by itself', async () => {
    await ground.postgres.stop();
    expectProblem(await list(), 503, 'database_down');
    const refused = await openOne();
    expect(refused.status).toBe(503);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    const { ready, parts } = await api.ready();
    expect({ ready, database: parts['database'] }).toEqual({
      ready: false,
      database: { ok: false, detail: 'does not answer' },
    });
    expect((await api.get('/health/live')).status).toBe(200);
    await ground.postgres.start();
    await eventually('a list', async () => (await list()).status === 200);
    for (const process of [api, worker, burmese]) await process.untilReady();
    const caseId = await openToMyanmar(ground);
    await notify(ground, caseId);
    await eventually('its receipt', async () => (await receiptsOf(ground, caseId)).length === 1);
  });
});
