import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import supertest from 'supertest';
import { z } from 'zod';
import { commandAddresses } from '#door';
import { metricsToken, startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { expectProblem } from './problem.js';
import { spellingsOf } from './spellings.js';
import { focalPoint, opening, owner } from './steps.js';

jest.setTimeout(60_000);

const limit = 60;
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox('--requests-per-minute', String(limit));
}, 90_000);
afterAll(() => sandbox?.stop());

const Description = z.object({
  openapi: z.string(),
  info: z.object({ title: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
});

const open = (path: string) => supertest(sandbox.urls.MM).get(path);

describe('every answer', () => {
  it('carries the headers that keep a browser from mischief, and is kept by nobody', async () => {
    for (const answer of [
      await sandbox.get(focalPoint, '/v1/focal-point/transfers'),
      await sandbox.post(owner, '/v1/cases', opening),
      await sandbox.get(owner, '/v1/cases/none'),
      await supertest(sandbox.urls.TH).get('/v1/focal-point/transfers'),
    ]) {
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'cache-control': 'no-store',
      });
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
      expect(answer.headers['x-powered-by']).toBeUndefined();
      expect(answer.headers['server']).toBeUndefined();
    }
  });
});

describe('without a token', () => {
  it('health says whether the node lives and is ready', async () => {
    const live = await open('/health/live');
    expect([live.status, live.body]).toEqual([200, { live: true }]);
    let ready = await open('/health/ready');
    // A node serves before its views have caught up for the first time, and is ready after.
    for (const end = Date.now() + 30_000; ready.status === 503 && Date.now() < end; await pause(1_000))
      ready = await open('/health/ready');
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({
      ready: true,
      parts: { eventStore: { ok: true }, database: { ok: true } },
    });
  });

  it('metrics are Prometheus text, for the token of monitoring alone', async () => {
    for (const token of [undefined, sandbox.token(owner), 'x'.repeat(40)]) {
      const asked = open('/metrics');
      const refused = await (token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`));
      expectProblem(refused, 401, token === undefined ? 'token_missing' : 'token_refused');
      expect(refused.text).not.toContain('homeward_');
    }
    const { status, headers, text } = await open('/metrics').set('Authorization', `Bearer ${metricsToken}`);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/plain; version=0.0.4');
    for (const line of text.split('\n').filter((one) => one !== ''))
      expect(line).toMatch(/^(# (HELP|TYPE) .+|[a-z_:][\w:]*(\{[^}]*\})? (-?[\d.e+-]+|NaN|[+-]Inf))$/i);
    expect(text).toMatch(/homeward_view_lag_seconds\{.*country="MM"/);
  });

  it('the documentation describes every command and every list of this node', async () => {
    const answer = await open('/docs-json');
    expect(answer.status).toBe(200);
    const { openapi, info, paths } = Description.parse(answer.body);
    expect(openapi).toBe('3.1.0');
    expect(info.title).toContain('Myanmar');
    for (const { path } of commandAddresses) expect(paths[path]).toHaveProperty('post');
    for (const path of ['/v1/cases/{caseId}', '/v1/journeys/{journeyId}', '/v1/embassy/nationality-requests'])
      expect(paths[path]).toHaveProperty('get');
  });

  it('the documentation loads in a browser under its own content security policy', async () => {
    const page = await open('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toContain('text/html');
    const assets = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
    expect(assets.length).toBeGreaterThanOrEqual(4);
    for (const asset of assets) {
      const url = new URL(asset, `${sandbox.urls.MM}/docs`);
      expect(url.origin).toBe(sandbox.urls.MM);
      const { status } = await supertest(url.origin).get(url.pathname);
      expect([asset, status]).toEqual([asset, 200]);
    }
    expect((await open('/docs/start.js')).text).toContain('Homeward: Myanmar');
    expect((await open('/docs/')).text).toBe(page.text);
    expect((await open('/docs/index.html')).status).toBe(404);
    const inline = [...page.text.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)];
    expect(inline).toEqual([]);
    expect(page.text).not.toMatch(/\son\w+="/);
  });

  it('nothing else is shown', async () => {
    for (const path of ['/v1/focal-point/transfers', '/v1/auditor/cases/1/replay', '/v1/journeys/1'])
      expectProblem(await open(path), 401, 'token_missing');
  });
});

describe('the rate limit', () => {
  const ask = () => sandbox.get('TH/atpd', '/v1/cases/none');

  it('stops one token and says when to come again; others and health go on', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < limit; index += 1) statuses.push((await ask()).status);
    expect(new Set(statuses)).toEqual(new Set([404]));
    const stopped = await ask();
    expectProblem(stopped, 429, 'too_many_requests');
    const wait = Number(stopped.headers['retry-after']);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(stopped.body).toMatchObject({ retryAfter: wait });
    expect((await sandbox.get('TH/dsi', '/v1/cases/none')).status).toBe(404);
    expect((await supertest(sandbox.urls.TH).get('/health/live')).status).toBe(200);
  });

  it('counts one caller once, however Bearer is spelled and the signature ends', async () => {
    const [, ...spelled] = spellingsOf(sandbox.token('TH/labour-protection'));
    const statuses: number[] = [];
    for (let index = 0; index <= limit; index += 1) {
      const header = spelled[(index * 17) % spelled.length] ?? '';
      const asked = supertest(sandbox.urls.TH).get('/v1/cases/none').set('Authorization', header);
      statuses.push((await asked).status);
    }
    expect(new Set(statuses.slice(0, limit))).toEqual(new Set([404]));
    expect(statuses.at(-1)).toBe(429);
  });

  it('counts made-up tokens by the address they come from', async () => {
    const guess = (index: number) =>
      supertest(sandbox.urls.TH).get('/v1/cases/none').set('Authorization', `Bearer guess-${index}`);
    const statuses = new Set<number>();
    for (let index = 0; index <= limit; index += 1) statuses.add((await guess(index)).status);
    expect(statuses).toEqual(new Set([401, 429]));
  });

  it('holds at addresses that there are not', async () => {
    const statuses: number[] = [];
    for (let index = 0; index <= limit; index += 1)
      statuses.push((await sandbox.get('TH/immigration', `/v1/nowhere-${index}`)).status);
    expect(new Set([404, 429, ...statuses])).toEqual(new Set([404, 429]));
    expect(statuses.at(-1)).toBe(429);
  });
});
