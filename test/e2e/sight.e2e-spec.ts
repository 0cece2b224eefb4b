import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest, { type Response } from 'supertest';
import { sandboxIssuer } from '#access';
import type { Actor } from '#casework';
import { startTestSandbox, type TestSandbox, type Who } from '../kit/sandbox.js';
import { expectProblem } from './problem.js';
import {
  auditor,
  CaseRead,
  done,
  focalPoint,
  nameOf,
  openCase,
  opening,
  owner,
  Page,
  police,
  shelter,
  stepOf,
} from './steps.js';

jest.setTimeout(120_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
}, 90_000);
afterAll(() => sandbox?.stop());

const someone: Actor = { id: 'datip-officer', country: 'TH', agency: 'datip', roles: ['focal_point'] };

const immigration = 'TH/immigration';

/** A calendar day from now. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** An answer without what differs from request to request. */
const comparable = ({ status, headers, text }: Response) => ({
  status,
  text,
  headers: Object.fromEntries(
    Object.entries(headers as Record<string, string>).filter(
      ([name]) => !['date', 'x-ratelimit-remaining', 'x-ratelimit-reset'].includes(name),
    ),
  ),
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe('who asks', () => {
  const read = (authorization: string | undefined) => {
    const asked = supertest(sandbox.urls.TH).get(`/v1/cases/${randomUUID()}`);
    return authorization === undefined ? asked : asked.set('Authorization', authorization);
  };

  it('must say so with a token', async () => {
    for (const header of [undefined, '', 'Basic dTpw', 'Bearer', 'Bearer a b']) {
      const answer = await read(header);
      expectProblem(answer, 401, 'token_missing');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it('is not believed with a token that is garbage, expired, foreign, forged or of nobody we know', async () => {
    const issuer = await sandbox.issuer();
    const forger = await sandboxIssuer({ audience: 'homeward' });
    const elsewhere = await sandboxIssuer({ audience: 'elsewhere', privateKey: await issuer.privateKey() });
    const [header, payload, signature] = sandbox.token(focalPoint).split('.');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    for (const token of [
      'garbage',
      'a.b.c',
      `${header}.${payload}.`,
      `${unsigned}.${payload}.`,
      `${header}.${payload}.${signature?.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`,
      'x'.repeat(9_000),
      sandbox.token('MM/rehabilitation'),
      await issuer.sign(someone, { lifetimeSeconds: -10 }),
      await issuer.sign({ ...someone, agency: 'no-such-agency' }),
      await issuer.sign({ ...someone, agency: 'node', roles: ['system'] }),
      await forger.sign(someone),
      await elsewhere.sign(someone),
    ]) {
      const answer = await read(`Bearer ${token}`);
      expectProblem(answer, 401, 'token_refused');
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(answer.text).not.toContain(token);
    }
    expectProblem(await read(`Bearer ${await issuer.sign(someone)}`), 404, 'not_found');
  });

  it('takes no step that its agency is not charged with', async () => {
    const caseId = await openCase(sandbox, 'atpd');
    const body = nameOf('Ma Myint');
    for (const who of [focalPoint, police, auditor] as const)
      expectProblem(
        await sandbox.post(who, stepOf(caseId, 'identity', 'record-name'), body),
        403,
        'no_mandate',
      );
    expectProblem(await sandbox.post('TH/civil-registration', '/v1/cases', opening), 403, 'no_mandate');
    expectProblem(await sandbox.get(owner, '/v1/focal-point/transfers'), 403, 'not_your_list');
  });
});

describe('a case that the caller may not know of', () => {
  let hidden: string;
  let excluded: string;
  beforeAll(async () => {
    hidden = await openCase(sandbox);
    for (let index = 0; index < 10; index += 1)
      await done(sandbox, owner, stepOf(hidden, 'identity', 'record-name'), nameOf(`Name ${index}`));
    excluded = await openCase(sandbox, 'atpd');
    expect((await sandbox.get(police, `/v1/cases/${excluded}`)).status).toBe(200);
    await done(sandbox, owner, stepOf(excluded, 'coordination', 'exclude-party'), {
      agency: 'atpd',
      reason: 'A friend',
    });
  });

  const ways: readonly [string, (caseId: string) => PromiseLike<Response>][] = [
    ['read', (caseId) => sandbox.get(police, `/v1/cases/${caseId}`)],
    [
      'head',
      (caseId) =>
        supertest(sandbox.urls.TH)
          .head(`/v1/cases/${caseId}`)
          .set('Authorization', `Bearer ${sandbox.token(police)}`),
    ],
    ['write', (caseId) => sandbox.post(police, stepOf(caseId, 'identity', 'record-name'), nameOf('Ma'))],
    [
      'write without mandate and with a wrong body',
      (caseId) => sandbox.post(police, stepOf(caseId, 'repatriation', 'propose-return'), {}),
    ],
    [
      'write with If-Match',
      (caseId) =>
        sandbox.post(police, stepOf(caseId, 'identity', 'record-name'), nameOf('Ma'), { ifMatch: '*' }),
    ],
  ];

  it('is answered like one that does not exist: status, headers and body', async () => {
    for (const [way, ask] of ways) {
      const absent = comparable(await ask(randomUUID()));
      expect([way, absent.status]).toEqual([way, 404]);
      for (const caseId of [hidden, excluded])
        expect([way, comparable(await ask(caseId))]).toEqual([way, absent]);
    }
  });

  it('takes as long as one that does not exist', async () => {
    const took = async (caseId: string): Promise<number> => {
      const started = performance.now();
      await sandbox.get(police, `/v1/cases/${caseId}`);
      return performance.now() - started;
    };
    const times = { absent: [] as number[], hidden: [] as number[] };
    for (let round = 0; round < 15; round += 1) {
      times.absent.push(await took(randomUUID()));
      times.hidden.push(await took(hidden));
    }
    expect(Math.abs(median(times.absent) - median(times.hidden))).toBeLessThan(10);
  });

  it('shows in no list', async () => {
    const theirs = await sandbox.post(police, '/v1/cases', opening);
    expect(theirs.status).toBe(201);
    const { rows } = Page.parse((await sandbox.get(owner, '/v1/social-work/caseload?limit=200')).body);
    expect(rows.map(({ caseId }) => caseId)).not.toContain((theirs.body as { caseId: string }).caseId);
  });
});

describe('an event that an agency may not know of', () => {
  const screening = { about: 'MM', language: 'my', inPrivate: true, result: 'no_fear' };
  const seen = async (who: Who, caseId: string) => {
    const { headers, text } = await sandbox.get(who, `/v1/cases/${caseId}`);
    return { etag: (headers as Record<string, string>)['etag'], text };
  };

  it('changes neither its ETag nor what it reads, nor spoils its If-Match', async () => {
    const caseId = await openCase(sandbox, 'atpd', 'shelter-k7', 'prosecutor', 'immigration');
    const both = async () => ({ police: await seen(police, caseId), shelter: await seen(shelter, caseId) });
    const before = { ...(await both()), immigration: await seen(immigration, caseId) };
    const ownersBefore = await seen(owner, caseId);
    await done(sandbox, owner, stepOf(caseId, 'protection', 'screen-protection'), screening);
    expect({ ...(await both()), immigration: await seen(immigration, caseId) }).toEqual(before);
    expect((await seen(owner, caseId)).etag).not.toBe(ownersBefore.etag);

    await done(sandbox, 'TH/prosecutor', stepOf(caseId, 'proceedings', 'place-hold'), {
      authority: 'Phetchaburi Provincial Court',
      until: inDays(120),
      reviewOn: inDays(60),
      personsView: 'Would rather testify now and go home.',
      advanceTestimony: 'not_possible',
      because: 'The defence lawyer was not yet appointed.',
    });
    expect(await seen(immigration, caseId)).toEqual(before.immigration);
    expect((await seen(shelter, caseId)).etag).not.toBe(before.shelter.etag);
    expect((await seen(police, caseId)).etag).not.toBe(before.police.etag);
    expect((await seen(focalPoint, caseId)).text).not.toMatch(/Hold|ProtectionScreened/);

    const before2 = await seen(police, caseId);
    await done(sandbox, owner, stepOf(caseId, 'protection', 'screen-protection'), screening);
    const step = stepOf(caseId, 'proceedings', 'record-criminal-case');
    const body = { number: 'Or. 1/2556', court: 'Court', stage: 'trial' };
    expect((await sandbox.post(police, step, body, { ifMatch: before2.etag ?? '' })).status).toBe(200);
  });

  it('stands in no answer to a write either', async () => {
    const caseId = await openCase(sandbox, 'atpd');
    const read = CaseRead.parse((await sandbox.get(police, `/v1/cases/${caseId}`)).body);
    expect(read.events.every(({ type }) => type !== 'IrregularityRaised')).toBe(true);
  });
});

describe('a position', () => {
  it('lets a list wait for the write that gave it, and is refused from another agency or from anywhere else', async () => {
    const answer = await sandbox.post(owner, '/v1/cases', { ...opening, referTo: ['datip'] });
    const { caseId, position } = answer.body as { caseId: string; position: string };
    const listed = await sandbox.get(owner, `/v1/social-work/caseload?limit=200&position=${position}`);
    expect(listed.status).toBe(200);
    expect(Page.parse(listed.body).rows.map((row) => row.caseId)).toContain(caseId);
    for (const [who, path] of [
      [focalPoint, `/v1/focal-point/transfers?position=${position}`],
      [owner, '/v1/social-work/caseload?position=12345'],
      [owner, '/v1/social-work/caseload?position='],
      [owner, `/v1/social-work/caseload?position=${position}&position=${position}`],
    ] as const) {
      const refused = await sandbox.get(who, path);
      expectProblem(refused, 400, 'invalid');
      expect(refused.body).toMatchObject({ fields: [{ field: 'position' }] });
    }
  });

  it('that a list does not reach in time is answered with 503 and Retry-After', async () => {
    await sandbox.sql('TH', 'begin; lock table following.checkpoints in exclusive mode; select 1');
    const answer = await sandbox.post(owner, '/v1/cases', opening);
    const { position } = answer.body as { position: string };
    const waiting = sandbox.get(owner, `/v1/social-work/caseload?position=${position}`);
    const late = await waiting;
    await sandbox.sql('TH', 'rollback');
    expectProblem(late, 503, 'not_ready');
    expect(late.headers['retry-after']).toBe('1');
    expect((await sandbox.get(owner, `/v1/social-work/caseload?position=${position}`)).status).toBe(200);
  });
});

describe('a list', () => {
  it('is paged by cursors that together show every case once', async () => {
    const opened = new Set<string>();
    for (let index = 0; index < 7; index += 1) opened.add(await openCase(sandbox));
    const last = await sandbox.post(owner, '/v1/cases', opening);
    const { position } = last.body as { position: string };
    const whole = Page.parse(
      (await sandbox.get(owner, `/v1/social-work/caseload?limit=200&position=${position}`)).body,
    ).rows.map(({ caseId }) => caseId);
    const paged: unknown[] = [];
    for (let next: string | undefined = ''; next !== undefined;) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page = Page.parse((await sandbox.get(owner, `/v1/social-work/caseload?limit=3${cursor}`)).body);
      expect(page.rows.length).toBeLessThanOrEqual(3);
      paged.push(...page.rows.map(({ caseId }) => caseId));
      next = page.next;
    }
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
    for (const caseId of opened) expect(paged).toContain(caseId);
  });

  it('refuses parameters that it does not know, by name', async () => {
    for (const [query, field] of [
      ['limit=0', 'limit'],
      ['limit=201', 'limit'],
      ['limit=x', 'limit'],
      ['cursor=zzz', 'cursor'],
      ['admin=true', 'admin'],
      ['caseId=1', 'caseId'],
    ] as const) {
      const answer = await sandbox.get(owner, `/v1/social-work/caseload?${query}`);
      expectProblem(answer, 400, 'invalid');
      expect(answer.body).toMatchObject({ fields: [{ field }] });
    }
  });
});
