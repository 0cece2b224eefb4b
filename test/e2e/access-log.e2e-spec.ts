import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mostRefusedTries } from '#access';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { expectProblem } from './problem.js';
import {
  auditor,
  done,
  focalPoint,
  nameOf,
  openCase,
  opening,
  owner,
  police,
  stepOf,
  stranger,
} from './steps.js';

jest.setTimeout(60_000);

interface Logged {
  readonly actor: string;
  readonly agency: string;
  readonly case_id: string;
  readonly what: string;
  readonly fields: readonly string[];
  readonly classes: readonly string[];
}

let sandbox: TestSandbox;
let caseId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  caseId = await openCase(sandbox, 'atpd');
  await done(sandbox, owner, stepOf(caseId, 'identity', 'record-name'), nameOf('Ma Myint'));
  await done(sandbox, owner, stepOf(caseId, 'identity', 'record-name'), nameOf('Ma Myint Myint'));
}, 90_000);
afterAll(() => sandbox?.stop());

/** Rows that a request adds to the log. */
const loggedBy = async (ask: () => PromiseLike<{ status: number }>): Promise<readonly Logged[]> => {
  const count = async () =>
    (await sandbox.sql<{ last: string | null }>('TH', 'select max(id) as last from access.reads'))[0]?.last ??
    '0';
  const before = await count();
  expect((await ask()).status).toBe(200);
  return sandbox.sql<Logged>('TH', `select * from access.reads where id > ${before} order by id`);
};

describe('the access log', () => {
  it('gets one row for a read of P2 and above: who saw which fields of which case', async () => {
    expect(await loggedBy(() => sandbox.get(owner, `/v1/cases/${caseId}`))).toEqual([
      expect.objectContaining({
        actor: 'msdhs-pathum-thani-officer',
        agency: 'msdhs-pathum-thani',
        case_id: caseId,
        what: 'case',
        fields: ['NameClaimed.name'],
        classes: ['P2'],
      }),
    ]);
  });

  it('gets one row for each case of a list that shows something of it', async () => {
    const other = await openCase(sandbox);
    const { position } = await done(sandbox, owner, stepOf(other, 'identity', 'record-name'), nameOf('U Ba'));
    const rows = await loggedBy(() => sandbox.get(owner, `/v1/social-work/caseload?position=${position}`));
    expect(rows.map((row) => row.case_id).toSorted()).toEqual([caseId, other].toSorted());
    expect(new Set(rows.map(({ what }) => what))).toEqual(new Set(['social_work.caseload']));
  });

  it('gets no row where nothing of P2 was shown', async () => {
    const bare = await openCase(sandbox);
    for (const [who, path] of [
      [auditor, `/v1/auditor/cases/${caseId}/replay`],
      [auditor, `/v1/cases/${caseId}`],
      [focalPoint, `/v1/focal-point/cases/${caseId}/timeline`],
      [owner, `/v1/cases/${bare}`],
    ] as const)
      expect(await loggedBy(() => sandbox.get(who, path))).toEqual([]);
  });

  it('holds no personal data itself', async () => {
    const rows = await sandbox.sql('TH', 'select * from access.reads');
    expect(JSON.stringify(rows)).not.toContain('Myint');
  });
});

describe('a try that was refused', () => {
  const tries = () =>
    sandbox.sql<Logged & { outcome: string }>(
      'TH',
      `select * from access.reads where outcome = 'refused' and agency = 'dsi' order by id`,
    );

  it('stands in the log, the same for a case that there is and one that there is not, in reads and writes', async () => {
    const absent: string = randomUUID();
    for (const id of [caseId, absent]) {
      expectProblem(await sandbox.get(stranger, `/v1/cases/${id}`), 404, 'not_found');
      expectProblem(await sandbox.get(stranger, `/v1/cases/${id}/access-log`), 404, 'not_found');
      const step = stepOf(id, 'erasure', 'place-legal-hold');
      expectProblem(await sandbox.post(stranger, step, { authority: 'court' }), 404, 'not_found');
    }
    const kept = await tries();
    const about = (id: string) =>
      kept
        .filter(({ case_id }) => case_id === id)
        .map(({ actor, agency, what, fields, classes }) => ({ actor, agency, what, fields, classes }));
    expect(about(caseId)).toHaveLength(3);
    expect(about(absent)).toEqual(about(caseId));
    expect(about(caseId)[0]).toMatchObject({ what: 'GET /v1/cases/:caseId', fields: [], classes: [] });
  });

  it('is bounded: nobody floods the log with ids that there are not', async () => {
    for (let asked = 0; asked < 90; asked += 30)
      await Promise.all(Array.from({ length: 30 }, () => sandbox.get(stranger, `/v1/cases/${randomUUID()}`)));
    const kept = await tries();
    expect(kept).toHaveLength(mostRefusedTries + 1);
    expect(kept.at(-1)).toMatchObject({ case_id: 'none', what: 'more refused tries within the hour' });
  });
});

describe('an address that names what the caller may not know of', () => {
  const Paths = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const Problem = z.looseObject({ code: z.string() });
  const absent: string = randomUUID();
  let hidden: string;
  let journey: string;
  let addresses: readonly (readonly ['get' | 'post', string])[];

  beforeAll(async () => {
    hidden = await openCase(sandbox);
    await done(sandbox, owner, stepOf(hidden, 'identity', 'record-name'), nameOf('Ma Myint'));
    const planned = await sandbox.post(owner, '/v1/journeys', {
      ...{ to: 'MM', point: 'mae-sot-myawaddy', on: '2035-08-06' },
      legs: [{ from: 'pathum-thani', to: 'mae-sot', mode: 'road' }],
    });
    journey = z.object({ journeyId: z.uuid() }).parse(planned.body).journeyId;
    const { paths } = Paths.parse((await sandbox.get(police, '/docs-json')).body);
    addresses = Object.entries(paths)
      .filter(([path]) => path.includes('{caseId}') || path.includes('{journeyId}'))
      .flatMap(([path, methods]) =>
        (['get', 'post'] as const)
          .filter((method) => method in methods)
          .map((method) => [method, path] as const),
      );
    expect(addresses.length).toBeGreaterThan(50);
  });

  const ask = (
    ids: { caseId: string; journeyId: string },
    [method, path]: readonly ['get' | 'post', string],
  ) => {
    const address = path.replace('{caseId}', ids.caseId).replace('{journeyId}', ids.journeyId);
    const who = path.includes('{journeyId}') ? stranger : police;
    return method === 'get' ? sandbox.get(who, address) : sandbox.post(who, address, {});
  };
  const there = () => ({ caseId: hidden, journeyId: journey });
  const nowhere = { caseId: absent, journeyId: absent };

  it('answers alike whether that is there or not, wherever an address takes the id of a case or a journey', async () => {
    const statuses = new Map<number, number>();
    const differing: unknown[] = [];
    const told = async (id: typeof nowhere, address: readonly ['get' | 'post', string]) => {
      const answer = await ask(id, address);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      return `${answer.status} ${Problem.safeParse(answer.body).data?.code}`;
    };
    for (let from = 0; from < addresses.length; from += 20)
      await Promise.all(
        addresses.slice(from, from + 20).map(async (address) => {
          const [one, other] = [await told(there(), address), await told(nowhere, address)];
          if (one !== other) differing.push([...address, one, other]);
        }),
      );
    expect(differing).toEqual([]);
    expect(statuses.get(429)).toBeUndefined();
    expect(statuses.get(404)).toBeGreaterThan(30);
  });

  it('answers at the same time after the question whether that is there or not', async () => {
    const usual: readonly (readonly ['get' | 'post', string])[] = [
      ['get', '/v1/cases/{caseId}'],
      ['get', '/v1/cases/{caseId}/access-log'],
      ['post', '/v1/cases/{caseId}/erasure/place-legal-hold'],
      ['get', '/v1/journeys/{journeyId}'],
    ];
    for (const address of usual) {
      const took = new Map<typeof nowhere, number[]>([
        [there(), []],
        [nowhere, []],
      ]);
      for (let sample = 0; sample < 5; sample += 1)
        for (const [id, times] of took) {
          const before = performance.now();
          await ask(id, address);
          times.push(performance.now() - before);
        }
      const [one, other] = [...took.values()].map((times) => Math.min(...times));
      expect({ address, apart: Math.abs(one! - other!) < 50 }).toEqual({ address, apart: true });
    }
  });
});

describe('the access log as it is read', () => {
  const Page = z.object({
    rows: z.array(z.object({ at: z.string(), agency: z.string(), what: z.string(), outcome: z.string() })),
    next: z.string().optional(),
  });

  it('is shown to the auditor by time, office and case, and page by page', async () => {
    const ask = async (query: string) =>
      Page.parse((await sandbox.get(auditor, `/v1/auditor/access-log?${query}`)).body);
    const refused = await ask('agency=dsi&limit=2');
    expect(refused.rows.map(({ agency, outcome }) => `${agency} ${outcome}`)).toEqual([
      'dsi refused',
      'dsi refused',
    ]);
    const more = await ask(`agency=dsi&limit=2&cursor=${refused.next}`);
    expect(more.rows).toHaveLength(2);
    const ofCase = await ask(`caseId=${caseId}`);
    expect(ofCase.rows.some(({ what, outcome }) => what === 'case' && outcome === 'shown')).toBe(true);
    expect((await ask(`caseId=${caseId}&to=2001-01-01T00:00:00Z`)).rows).toEqual([]);
    expectProblem(await sandbox.get(auditor, '/v1/auditor/access-log?cursor=made-up'), 400, 'invalid');
    expectProblem(await sandbox.get(owner, '/v1/auditor/access-log'), 403, 'not_your_list');
  });

  it('is shown to the owner of a case: which offices looked, and for what', async () => {
    const { rows } = Page.parse((await sandbox.get(owner, `/v1/cases/${caseId}/access-log`)).body);
    expect(rows).toContainEqual(expect.objectContaining({ agency: 'msdhs-pathum-thani', what: 'case' }));
    expect(JSON.stringify(rows)).not.toContain('officer');
    expectProblem(await sandbox.get(police, `/v1/cases/${caseId}/access-log`), 404, 'not_found');
  });
});

describe('an access log that cannot be written', () => {
  const role = 'homeward_th_app';
  beforeAll(async () => {
    await sandbox.sql('TH', `revoke insert on access.reads from ${role}`);
  });
  afterAll(async () => {
    await sandbox.sql('TH', `grant insert on access.reads to ${role}`);
  });

  it('lets nothing of P2 and above be shown', async () => {
    for (const [who, path] of [
      [owner, `/v1/cases/${caseId}`],
      [police, `/v1/cases/${caseId}`],
      [owner, '/v1/social-work/caseload'],
    ] as const) {
      const answer = await sandbox.get(who, path);
      expectProblem(answer, 503, 'not_ready');
      expect(answer.headers['retry-after']).toBe('5');
      expect(answer.headers['etag']).toBeUndefined();
      expect(answer.text).not.toContain('Myint');
    }
  });

  it('stops no read that shows nothing of P2, and no write: there is nothing to log', async () => {
    expect((await sandbox.get(auditor, `/v1/auditor/cases/${caseId}/replay`)).status).toBe(200);
    expect((await sandbox.get(focalPoint, `/v1/focal-point/cases/${caseId}/timeline`)).status).toBe(200);
    expect((await sandbox.post(owner, '/v1/cases', opening)).status).toBe(201);
  });

  it('answers whoever is refused like the reads that it keeps back', async () => {
    expectProblem(await sandbox.get(auditor, `/v1/cases/${randomUUID()}`), 503, 'not_ready');
  });

  it('lets reads go on once it can be written again', async () => {
    await sandbox.sql('TH', `grant insert on access.reads to ${role}`);
    const answer = await sandbox.get(owner, `/v1/cases/${caseId}`);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Ma Myint');
  });

  it('cannot be read, changed or emptied by the node itself', async () => {
    const rights = await sandbox.sql<{ allowed: boolean }>(
      'TH',
      `select has_table_privilege('${role}', 'access.reads', 'select, update, delete, truncate') as allowed`,
    );
    expect(rights).toEqual([{ allowed: false }]);
  });
});
