import { request as httpRequest } from 'node:http';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import supertest from 'supertest';
import { z } from 'zod';
import { postgresEventStore, type PlacedEvent, type StoredEvent } from '#event-store';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { expectProblem } from './problem.js';
import {
  auditor,
  done,
  eventsIn,
  focalPoint,
  nameOf,
  openCase,
  opening,
  owner,
  stepOf,
  stranger,
} from './steps.js';

jest.setTimeout(60_000);

let sandbox: TestSandbox;
let caseId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  caseId = await openCase(sandbox);
}, 90_000);
afterAll(() => sandbox?.stop());

const countEvents = () => eventsIn(sandbox);

describe('a revision that has passed', () => {
  it('is answered with 412; the present one and any are taken', async () => {
    const path = stepOf(caseId, 'identity', 'record-name');
    const read = await sandbox.get(owner, `/v1/cases/${caseId}`);
    const etag = String(read.headers['etag']);
    expect((await sandbox.get(owner, `/v1/cases/${caseId}`)).headers['etag']).toBe(etag);
    const first = await sandbox.post(owner, path, nameOf('Present'), { ifMatch: etag });
    expect(first.status).toBe(200);
    expect(first.headers['etag']).not.toBe(etag);
    const before = await countEvents();
    expectProblem(
      await sandbox.post(owner, path, nameOf('Passed'), { ifMatch: etag }),
      412,
      'changed_meanwhile',
    );
    expectProblem(
      await sandbox.post(owner, path, nameOf('Strange'), { ifMatch: '"x"' }),
      412,
      'changed_meanwhile',
    );
    expect(await countEvents()).toBe(before);
    const now = String(first.headers['etag']);
    expect((await sandbox.post(owner, path, nameOf('In a list'), { ifMatch: `"x", ${now}` })).status).toBe(
      200,
    );
    expect((await sandbox.post(owner, path, nameOf('Any'), { ifMatch: '*' })).status).toBe(200);
    expectProblem(
      await sandbox.post(owner, '/v1/cases', opening, { ifMatch: '*' }),
      412,
      'changed_meanwhile',
    );
  });

  it('of another agency is no revision at all', async () => {
    const theirs = String((await sandbox.get(focalPoint, `/v1/cases/${caseId}`)).headers['etag']);
    expect(theirs).not.toBe(String((await sandbox.get(owner, `/v1/cases/${caseId}`)).headers['etag']));
    const path = stepOf(caseId, 'identity', 'record-name');
    expectProblem(
      await sandbox.post(owner, path, nameOf('Other'), { ifMatch: theirs }),
      412,
      'changed_meanwhile',
    );
  });
});

describe('an Idempotency-Key', () => {
  const path = () => stepOf(caseId, 'identity', 'record-name');

  it('is asked for', async () => {
    for (const key of ['', 'with space', 'é'.repeat(3), 'x'.repeat(201)]) {
      const asked = supertest(sandbox.urls.TH)
        .post('/v1/cases')
        .set('Authorization', `Bearer ${sandbox.token(owner)}`);
      const answer = await (
        key === '' ? asked : asked.set('Idempotency-Key', encodeURI(key).slice(0, 300))
      ).send(opening);
      if (key === '' || key.length > 200) expectProblem(answer, 400, 'idempotency_key_missing');
      else expect(answer.status).toBe(201);
    }
  });

  it('gives a repetition the first answer again, also of what opened a case', async () => {
    const key = 'repeated';
    const first = await sandbox.post(owner, path(), nameOf('Once'), { key });
    await done(sandbox, owner, path(), nameOf('In between'));
    const before = await countEvents();
    const again = await sandbox.post(owner, path(), nameOf('Once'), { key });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      recorded: (first.body as { recorded: unknown }).recorded,
      caseId,
      repeated: true,
    });
    const opened = await sandbox.post(owner, '/v1/cases', opening, { key });
    const openedAgain = await sandbox.post(owner, '/v1/cases', opening, { key });
    expect([opened.status, openedAgain.status]).toEqual([201, 201]);
    expect(openedAgain.body).toMatchObject({
      caseId: (opened.body as { caseId: string }).caseId,
      repeated: true,
    });
    expect(await countEvents()).toBe(before + (opened.body as { recorded: unknown[] }).recorded.length);
  });

  it('with another body is answered with 409, whether that body is in order or not', async () => {
    const key = 'another-body';
    expect((await sandbox.post(owner, path(), nameOf('First'), { key })).status).toBe(200);
    for (const body of [nameOf('Second'), {}, { ...nameOf('First'), zzz: 1 }])
      expectProblem(await sandbox.post(owner, path(), body, { key }), 409, 'key_used_for_another_body');
    expect((await sandbox.post(owner, '/v1/cases', opening, { key })).status).toBe(201);
    expectProblem(
      await sandbox.post(owner, '/v1/cases', { ...opening, urgency: 'urgent' }, { key }),
      409,
      'key_used_for_another_body',
    );
  });

  it('of another actor or at another node is another key', async () => {
    const key = 'shared';
    const ids = new Set<string>();
    for (const who of [owner, focalPoint, 'TH/atpd', 'MM/rehabilitation'] as const) {
      const answer = await sandbox.post(who, '/v1/cases', opening, { key });
      expect([who, answer.status]).toEqual([who, 201]);
      ids.add((answer.body as { caseId: string }).caseId);
    }
    expect(ids.size).toBe(4);
  });

  it('finds a write whose answer was lost', async () => {
    for (const [place, body] of [
      ['/v1/cases', { ...opening, urgency: 'urgent' }],
      [path(), nameOf('Lost')],
    ] as const) {
      const key = `lost-${place.length}`;
      const before = await countEvents();
      await new Promise<void>((resolve) => {
        const asked = httpRequest(`${sandbox.urls.TH}${place}`, {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${sandbox.token(owner)}`,
            'Idempotency-Key': key,
            'Content-Type': 'application/json',
          },
        });
        asked.on('error', () => resolve());
        asked.end(JSON.stringify(body), () => setTimeout(() => asked.destroy(new Error('lost')), 1));
        asked.on('response', () => asked.destroy());
        asked.on('close', () => resolve());
      });
      const again = await sandbox.post(owner, place, body, { key });
      expect([200, 201]).toContain(again.status);
      const { recorded } = again.body as { recorded: unknown[] };
      const third = await sandbox.post(owner, place, body, { key });
      expect(third.body).toMatchObject({ recorded, repeated: true });
      expect(await countEvents()).toBe(before + recorded.length);
    }
  });

  it('sent many times at once has one effect', async () => {
    const before = await countEvents();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => sandbox.post(owner, path(), nameOf('At once'), { key: 'at-once' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(12).fill(200));
    expect(answers.filter(({ body }) => !(body as { repeated: boolean }).repeated)).toHaveLength(1);
    expect(await countEvents()).toBe(before + 1);
  });
});

const Replay = z.object({
  rows: z.array(
    z.object({ type: z.string(), authentic: z.boolean(), actor: z.string().nullable(), data: z.unknown() }),
  ),
});

describe('whoever holds the login under which events are appended, and no key of the node', () => {
  const forge = async (stream: string, events: readonly [string, StoredEvent['open']][]): Promise<void> => {
    const pool = new pg.Pool({ ...sandbox.login('TH', 'homeward_th_events'), max: 1 });
    const store = postgresEventStore(pool);
    try {
      const real: PlacedEvent[] = [];
      for await (const event of store.read(stream)) real.push(event);
      const last = real.at(-1);
      if (!last) throw new Error('the case has events');
      const forged = events.map(([type, open]) => ({
        ...{ id: randomUUID(), type, version: 1, open, sealed: {}, meta: last.meta },
      }));
      expect(await store.append(stream, last.revision, forged)).toMatchObject({ ok: true });
    } finally {
      await store.close();
      await pool.end();
    }
  };

  it('opens no case, erases nobody and says nothing in another name; auditor and health are told', async () => {
    const record = stepOf(caseId, 'identity', 'record-name');
    await done(sandbox, owner, record, nameOf('Ma Myint'));
    const [requestId, ground] = [randomUUID(), 'person_request'];
    await forge(`case-${caseId}`, [
      ['AgencyInvolved', { agency: 'dsi', reason: 'referred' }],
      ['ErasureRequested', { requestId, ground }],
      ['PersonErased', { requestId, ground, subjects: ['person'] }],
      ['CaseClosed', { reason: 'completed' }],
    ]);
    const { position } = await done(sandbox, owner, record, nameOf('Ma Mya'));
    const list = await sandbox.get(owner, `/v1/social-work/caseload?position=${position}`);
    expect(list.text).toContain(caseId);
    expect((await sandbox.get(stranger, `/v1/cases/${caseId}`)).status).toBe(404);
    const file = await sandbox.get(owner, `/v1/cases/${caseId}`);
    for (const name of ['Ma Myint', 'Ma Mya']) expect(file.text).toContain(name);

    const replay = await sandbox.get(auditor, `/v1/auditor/cases/${caseId}/replay?limit=100`);
    const told = Replay.parse(replay.body).rows.filter(({ authentic }) => !authentic);
    expect(told.map(({ type, data }) => ({ type, data }))).toEqual(
      ['AgencyInvolved', 'ErasureRequested', 'PersonErased', 'CaseClosed'].map((type) => ({
        type,
        data: {},
      })),
    );
    expect(JSON.stringify(told)).not.toContain('officer');
    const health = await sandbox.get(owner, '/health/ready');
    expect(health.text).toContain('4 events were not written by this node');
  });
});
