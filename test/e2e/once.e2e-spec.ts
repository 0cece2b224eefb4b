import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { startTestSandbox, type TestSandbox } from '../sandbox.js';
import { expectProblem } from './problem.js';
import { done, eventsIn, focalPoint, nameOf, openCase, opening, owner, stepOf } from './steps.js';

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
