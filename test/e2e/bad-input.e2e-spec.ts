import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { fuzz } from '../fuzz/fuzz.js';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { expectProblem } from './problem.js';
import { CaseRead, done, eventsIn, nameOf, openCase, opening, owner, stepOf } from './steps.js';

jest.setTimeout(60_000);

let sandbox: TestSandbox;
let caseId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  caseId = await openCase(sandbox);
}, 90_000);
afterAll(() => sandbox?.stop());

const raw = (body: string, type = 'application/json') =>
  supertest(sandbox.urls.TH)
    .post('/v1/cases')
    .set('Authorization', `Bearer ${sandbox.token(owner)}`)
    .set('Idempotency-Key', 'raw')
    .set('Content-Type', type)
    .send(body);

const countEvents = () => eventsIn(sandbox);

describe('a body that is not in order', () => {
  it('is refused with the place of the fault, and nothing is recorded', async () => {
    const before = await countEvents();
    for (const text of ['{"channel":', '', 'hello', '{"__proto__":{"admin":true}}', '\u0000'])
      expectProblem(await raw(text), 400, 'malformed');
    for (const text of ['null', '[]', '7', '"text"', '{}', '['.repeat(50_000) + ']'.repeat(50_000)])
      expectProblem(await raw(text), 400, 'invalid');
    const unknown = await raw(JSON.stringify({ ...opening, admin: true, 'another one': 1 }));
    expectProblem(unknown, 400, 'invalid');
    expect(unknown.body).toMatchObject({
      fields: [
        { field: 'admin', reason: 'is not known here' },
        { field: 'another one', reason: 'is not known here' },
      ],
    });
    const wrong = await raw(JSON.stringify({ ...opening, channel: 7, personsCount: '3', referTo: 'datip' }));
    expectProblem(wrong, 400, 'invalid');
    expect((wrong.body as { fields: { field: string }[] }).fields.map(({ field }) => field)).toEqual([
      'channel',
      'personsCount',
      'referTo',
    ]);
    const nested = await sandbox.post(owner, stepOf(caseId, 'identity', 'record-name'), {
      ...nameOf('Ma Myint'),
      name: { text: 7, script: 'Latn', kind: 'legal' },
    });
    expectProblem(nested, 400, 'invalid');
    expect(nested.body).toMatchObject({ fields: [{ field: 'name.text' }] });
    expect(await countEvents()).toBe(before);
  });

  it('is refused unless it says that it is JSON', async () => {
    const body = JSON.stringify(opening);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
      'application/xml',
    ])
      expectProblem(await raw(body, type), 415, 'unsupported_media_type');
  });

  it('is refused with 413 where it is too large, and the answer reaches its sender', async () => {
    const before = await countEvents();
    expectProblem(await raw(JSON.stringify({ name: 'x'.repeat(10_000_000) })), 413, 'too_large');
    expectProblem(await raw(JSON.stringify({ name: 'x'.repeat(300_000) })), 413, 'too_large');
    expect(await countEvents()).toBe(before);
    expect((await sandbox.get(owner, `/v1/cases/${caseId}`)).status).toBe(200);
  });

  it('is not read at all before its sender is known', async () => {
    const answer = await supertest(sandbox.urls.TH)
      .post('/v1/cases')
      .set('Content-Type', 'text/plain')
      .send('{"');
    expectProblem(answer, 401, 'token_missing');
  });
});

describe('names of any script', () => {
  it('come back as they were sent', async () => {
    const names = [
      'မမြင့်',
      'นางสาว มะ มยิ้น',
      '👩🏽‍👧‍👦 Ma 🌸',
      'مريم بنت أحمد',
      'שרה\u200f',
      'Ñandú Z̷alg̷o',
      'O’Brien',
    ];
    for (const name of names)
      await done(sandbox, owner, stepOf(caseId, 'identity', 'record-name'), nameOf(name, 'Zyyy'));
    const { events } = CaseRead.parse((await sandbox.get(owner, `/v1/cases/${caseId}`)).body);
    const texts = events.filter(({ type }) => type === 'NameClaimed').map(({ data }) => data['name']);
    expect(texts).toEqual(names.map((text) => expect.objectContaining({ text })));
  });

  it('are refused where they hold control characters, without being repeated', async () => {
    const answer = await sandbox.post(
      owner,
      stepOf(caseId, 'identity', 'record-name'),
      nameOf('Ma\u0000Myint'),
    );
    expectProblem(answer, 400, 'invalid');
    expect(answer.text).not.toContain('Myint');
  });
});

describe('dates', () => {
  it('of facts in the future are impossible', async () => {
    expectProblem(
      await sandbox.post(owner, '/v1/cases', { ...opening, occurredAt: '2099-01-01T00:00:00Z' }),
      422,
      'impossible_date',
    );
    const path = stepOf(caseId, 'identity', 'record-name');
    const future = new Date(Date.now() + 60_000).toISOString();
    expectProblem(
      await sandbox.post(owner, path, { ...nameOf('Ma Myint'), occurredAt: future }),
      422,
      'impossible_date',
    );
  });

  it('that no calendar has are named', async () => {
    for (const occurredAt of ['2014-02-30T00:00:00Z', 'yesterday', 1_400_000_000]) {
      const answer = await sandbox.post(owner, '/v1/cases', { ...opening, occurredAt });
      expectProblem(answer, 400, 'invalid');
      expect(answer.body).toMatchObject({ fields: [{ field: 'occurredAt' }] });
    }
  });
});

describe('an address', () => {
  it('that is unknown is answered with 404, a method that it does not offer with 405 and those it does', async () => {
    const url = supertest(sandbox.urls.TH);
    for (const path of [
      '/',
      '/v1',
      '/v2/cases',
      '/v1/nothing',
      '/.env',
      `/v1/cases/${caseId}/identity/unknown`,
    ])
      expectProblem(
        await url.get(path).set('Authorization', `Bearer ${sandbox.token(owner)}`),
        404,
        'not_found',
      );
    expectProblem(await sandbox.post(owner, stepOf(caseId, 'identity', 'unknown'), {}), 404, 'not_found');
    expectProblem(await sandbox.post(owner, stepOf(caseId, 'journey', 'start-leg'), {}), 404, 'not_found');
    for (const [method, path, allow] of [
      ['delete', `/v1/cases/${caseId}`, 'GET, HEAD'],
      ['put', '/v1/cases', 'POST'],
      ['get', '/v1/cases', 'POST'],
      ['patch', stepOf(caseId, 'identity', 'record-name'), 'POST'],
      ['get', stepOf(caseId, 'identity', 'record-name'), 'POST'],
      ['post', '/v1/focal-point/transfers', 'GET, HEAD'],
      ['post', '/health/live', 'GET, HEAD'],
    ] as const) {
      const answer = await url[method](path).set('Authorization', `Bearer ${sandbox.token(owner)}`);
      expectProblem(answer, 405, 'method_not_allowed');
      expect(answer.headers['allow']).toBe(allow);
    }
  });

  it('that cannot be read is a problem as well', async () => {
    const url = supertest(sandbox.urls.TH);
    expectProblem(await url.get('/v1/cases/%zz'), 400, 'malformed');
    expectProblem(await sandbox.get(owner, `/v1/cases/${'x'.repeat(5_000)}`), 404, 'not_found');
    expectProblem(await url.get('/health/live').set('X-Long', 'y'.repeat(20_000)), 431, 'headers_too_large');
  });

  it('is a problem even where the sender does not speak HTTP', async () => {
    const { hostname, port } = new URL(sandbox.urls.TH);
    const said = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.end('Ma Myint was here\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString())).on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(said).toMatch(/^HTTP\/1\.1 400 /);
    expect(said).toContain('application/problem+json');
    expect(said).not.toContain('Myint');
  });
});

describe('a request made from the description of a node, good or bad,', () => {
  it('is answered in time, and never with a fault of the server', async () => {
    const nodes = (['TH', 'MM'] as const).map((country) => ({
      url: sandbox.urls[country],
      tokens: Object.entries(sandbox.tokens).flatMap(([who, token]) =>
        who.startsWith(`${country}/`) ? [token] : [],
      ),
    }));
    const { sent, findings } = await fuzz({ nodes, requests: 300, seed: 20_261_130 });
    expect(sent).toBe(300);
    expect(findings.map(({ request, answer }) => [request.method, request.path, answer])).toEqual([]);
  }, 180_000);
});
