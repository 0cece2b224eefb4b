import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Known } from './known.js';
import { parseStory } from './parse.js';
import { playStory } from './play.js';
import type { PlayOptions, Progress, Reached, SeenCrossing } from './ports.js';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly key: string;
  readonly body: unknown;
}

/** A node in small: opens cases, shows them on a board after a while, refuses one step, crosses on another. */
const asked: Asked[] = [];
const boards: { caseId: string; looks: number }[] = [];
const crossed: SeenCrossing[] = [];
let arrived = true;

const answer = (request: IncomingMessage, body: unknown): readonly [number, unknown] => {
  const path = request.url ?? '';
  if (request.method === 'POST' && path === '/v1/cases') {
    const caseId = `case-${boards.length + 1}`;
    boards.push({ caseId, looks: 0 });
    return [201, { caseId, given: body }];
  }
  if (path === '/v1/board') {
    for (const row of boards) row.looks += 1;
    return [200, { items: boards.filter(({ looks }) => looks > 2).map(({ caseId }) => ({ caseId })) }];
  }
  if (path.endsWith('/notify')) {
    crossed.push({ id: `m${crossed.length}`, from: 'TH', to: 'MM', kind: 'CaseNotified', arrived });
    return [200, { recorded: [{ type: 'MessageApproved' }] }];
  }
  if (path.endsWith('/answer') && !arrived) return [404, { code: 'not_found' }];
  if (path.endsWith('/answer')) return [200, {}];
  if (path.endsWith('/depart')) return [422, { code: 'not_possible_now', detail: 'Ask the focal point.' }];
  return [404, { code: 'not_found' }];
};

const server = createServer((request: IncomingMessage, response: ServerResponse) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    asked.push({
      method: request.method ?? '',
      path: request.url ?? '',
      token: request.headers.authorization ?? '',
      key: String(request.headers['idempotency-key'] ?? ''),
      body,
    });
    const [status, sent] = answer(request, body);
    response
      .writeHead(status, { 'content-type': 'application/json', etag: '"v1"' })
      .end(JSON.stringify(sent));
  });
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  for (const list of [asked, boards, crossed]) list.length = 0;
  arrived = true;
});

const head = `story: training
title: A training case
actors: { focal point: TH/datip/focal_point }
people: { father: { sex: male }, mother: { sex: female } }
groups: { parents: [father, mother] }
steps:
  - say: Files are opened.
    at: 2012-11-16
    as: focal point
    for each: parents
    send: POST /v1/cases
    body: { sex: "\${each.sex}" }
    keep: { each.caseId: body.caseId, each.tag: headers.etag }
`;

const any = { address: 'POST /v1/cases/{caseId}/notify', wrongIn: () => [] };
const known: Known = {
  commands: new Map(
    ['Notify', 'Fly'].map((name) => [name, name === 'Fly' ? { ...any, address: 'POST /v1/fly' } : any]),
  ),
  answers: () => true,
  countries: ['TH', 'MM'],
  agenciesOf: () => ['datip', 'rehabilitation'],
  rolesOf: () => ['focal_point'],
  messageKinds: ['CaseNotified'],
  refusals: ['not_possible_now', 'legal_hold'],
};
const parsedFrom = (text: string) =>
  parseStory({ file: 'training', text }, () => Promise.resolve(undefined), known);

const play = async (steps: string, more: Partial<PlayOptions> = {}) => {
  const parsed = await parsedFrom(head + steps);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const told: Progress[] = [];
  const moved: string[] = [];
  const result = await playStory(parsed.story, {
    nodes: { TH: { url, token: ({ agency, role, person }) => [agency, role, person].join(' ') } },
    clock: { moveTo: (instant) => void moved.push(instant) },
    report: (progress) => told.push(progress),
    crossings: () => Promise.resolve([...crossed]),
    pollMs: 5,
    quietMs: 5,
    ...more,
  });
  return { result, told, moved };
};
const explanationOf = async (steps: string, more: Partial<PlayOptions> = {}): Promise<string> => {
  const { result } = await play(steps, more);
  return result.ok ? 'it went well' : result.explanation;
};

describe('a story that is played', () => {
  it('does what it says as whom it says, for each person, at its time', async () => {
    const { result, told, moved } = await play('');
    expect(moved).toEqual(['2012-11-16T03:00:00.000Z']);
    expect(asked.map(({ token, body }) => [token, body])).toEqual([
      ['Bearer datip focal_point', { sex: 'male' }],
      ['Bearer datip focal_point', { sex: 'female' }],
    ]);
    expect(result).toMatchObject({
      ok: true,
      values: { father: { sex: 'male', caseId: 'case-1', tag: '"v1"' }, mother: { caseId: 'case-2' } },
    });
    expect(told.map(({ kind }) => kind)).toEqual(['began', 'time', 'step', 'answered', 'answered', 'ended']);
  });

  it('uses the same key for the same step and person whenever it is played, and another for another run', async () => {
    await play('');
    await play('');
    await play('', { run: 'second' });
    const keys = asked.map(({ key }) => key);
    expect(keys.slice(2, 4)).toEqual(keys.slice(0, 2));
    expect(new Set(keys).size).toBe(4);
  });

  it('waits until a view shows what it must, and refers to what came before', async () => {
    const { result, told } = await play(`  - say: They are on the board of \${today}.
    as: TH/datip
    see: /v1/board
    shows: { items: [{ caseId: "\${father.caseId}" }, { caseId: "\${mother.caseId}" }] }
`);
    expect(result.ok).toBe(true);
    expect(asked.filter(({ path }) => path === '/v1/board')).toHaveLength(3);
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'step', say: 'They are on the board of 2012-11-16.' }),
    );
  });

  it('names actions instead of addresses', async () => {
    const step =
      '  - { say: Told., as: focal point, do: Notify, on: { caseId: "${father.caseId}" }, crosses: [TH -> MM CaseNotified] }\n';
    const { result, told } = await play(step, { actions: { Notify: 'POST /v1/cases/{caseId}/notify' } });
    expect(result.ok).toBe(true);
    expect(asked.at(-1)?.path).toBe('/v1/cases/case-1/notify');
    expect(told).toContainEqual(expect.objectContaining({ kind: 'crossed', number: 2 }));
  });

  it('goes on in the step that was interrupted, also where its message has crossed since', async () => {
    const step =
      '  - { say: Told., as: focal point, send: POST /v1/cases/x/notify, crosses: [TH -> MM CaseNotified] }\n';
    const noted: { place: Reached; moves: number }[] = [];
    const moved: string[] = [];
    const clock = { moveTo: (instant: string) => void moved.push(instant) };
    const reached = (place: Reached) => Promise.resolve(void noted.push({ place, moves: moved.length }));
    await play(step, { clock, reached });
    expect(noted).toMatchObject([
      { place: { steps: 0, crossed: [] }, moves: 1 },
      { place: { steps: 1, crossed: [], values: { father: { caseId: 'case-1' } } } },
      { place: { steps: 2, crossed: ['m0'] } },
    ]);
    asked.length = 0;
    const goOn = noted[1]?.place;
    const again = await play(step, {
      ...(goOn ? { goOn } : {}),
      nodes: { TH: { url, token: () => 't' } },
      crossings: () => Promise.resolve(crossed.slice(0, 1)),
    });
    expect(again.result.ok).toBe(true);
    expect(asked.map(({ path }) => path)).toEqual(['/v1/cases/x/notify']);
  });

  it('goes on after a refusal that it foresaw', async () => {
    const { result, told } = await play(
      '  - { say: Not yet., as: focal point, send: POST /v1/cases/x/depart, expect: { refusal: not_possible_now } }\n',
    );
    expect(result.ok).toBe(true);
    expect(told).toContainEqual(expect.objectContaining({ status: 422, refusal: 'not_possible_now' }));
  });
});

describe('a step that ends otherwise than it says', () => {
  it('stops the story with its line and an explanation', async () => {
    const { result, told } = await play(`  - say: The father leaves.
    as: focal point
    send: POST /v1/cases/\${father.caseId}/depart
  - say: Never told.
`);
    expect(result).toEqual({
      ok: false,
      step: 2,
      file: 'training',
      line: 14,
      explanation:
        'POST /v1/cases/case-1/depart by datip on the node TH answered 422, not success: ' +
        '{"code":"not_possible_now","detail":"Ask the focal point."}',
    });
    expect(told.at(-1)?.kind).toBe('failed');
    expect(told).not.toContainEqual(expect.objectContaining({ say: 'Never told.' }));
  });

  it.each([
    [
      'send: POST /v1/cases/x/depart, expect: { refusal: legal_hold }',
      /with the code not_possible_now, not legal_hold/,
    ],
    ['send: POST /v1/cases, body: {}, expect: { refusal: legal_hold }', /answered 201, not a refusal/],
    ['send: POST /v1/cases, body: {}, expect: { body: { given: { a: 1 } } }', /given\.a is nothing, not 1/],
    ['send: POST /v1/cases, body: {}, keep: { x: body.events.id }', /has nothing at "body\.events\.id"/],
    [
      'see: /v1/board, shows: { items: [{ caseId: other }] }, within: 0.05',
      /did not show it within 0\.05 s: items has no/,
    ],
    ['see: /v1/nowhere, shows: {}, within: 0.05', /it answers 404/],
    ['see: /v1/board, hides: { items: { $exists: true } }, within: 0.05', /must not be seen there/],
    [
      'send: POST /v1/cases/x/notify, crosses: []',
      /nothing may cross here, but this did: TH -> MM CaseNotified/,
    ],
    [
      'send: POST /v1/cases, body: {}, crosses: [TH -> MM CaseNotified], within: 0.05',
      /did not cross within 0\.05 s/,
    ],
    ['do: Fly', /there is no action "Fly"/],
    ['send: POST /v1/cases, body: ["${father.shoe}"]', /\$\{father\.shoe\} is not known here/],
  ])('%s', async (step, explanation) => {
    expect(await explanationOf(`  - { say: Something., as: focal point, ${step} }\n`)).toMatch(explanation);
  });

  it('waits for what is on its way to its node, and says what had not arrived', async () => {
    arrived = false;
    const onTheWay = () =>
      Promise.resolve([{ id: 'm', from: 'MM', to: 'TH', kind: 'CaseAcknowledged', arrived } as const]);
    const step = '  - { say: Answered., as: focal point, send: POST /v1/cases/x/answer, within: 0.05 }\n';
    expect(await explanationOf(step, { crossings: onTheWay })).toMatch(
      /answered 404, not success: .*; on its way and not there yet: CaseAcknowledged from MM$/,
    );
    setTimeout(() => (arrived = true), 20);
    const longer = step.replace('0.05', '5');
    expect(await explanationOf(longer, { crossings: onTheWay })).toBe('it went well');
  });

  it('waits for what crossed until it has arrived', async () => {
    arrived = false;
    const step =
      '  - { say: Told., as: focal point, send: POST /v1/cases/x/notify, crosses: [TH -> MM CaseNotified], within: 0.05 }\n';
    expect(await explanationOf(step)).toMatch(/did not cross within 0\.05 s: TH -> MM CaseNotified/);
  });

  it('says so where a node is missing or cannot be reached, or nobody watches the border', async () => {
    const step = '  - { say: Something., as: MM/rehabilitation, see: /v1/board, shows: {} }\n';
    expect(await explanationOf(step)).toBe('there is no node MM here');
    const nodes = { TH: { url, token: () => 't' }, MM: { url: 'http://127.0.0.1:1', token: () => 't' } };
    expect(await explanationOf(step, { nodes })).toMatch(/on the node MM got no answer/);
    const parsed = await parsedFrom(`${head}  - { say: Told., crosses: [] }\n`);
    if (!parsed.ok) throw new Error('not read');
    const result = await playStory(parsed.story, {
      nodes,
      clock: { moveTo: () => undefined },
      report: () => undefined,
    });
    expect(result).toMatchObject({
      ok: false,
      explanation: expect.stringMatching(/nobody watches the border/),
    });
  });
});
