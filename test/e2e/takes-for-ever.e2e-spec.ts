import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startTestSandbox, type TestSandbox } from '../kit/sandbox.js';
import { opening, owner } from './steps.js';

jest.setTimeout(120_000);

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
}, 90_000);
afterAll(() => sandbox?.stop());

interface Spoken {
  readonly socket: Socket;
  /** All that was answered. */
  readonly said: () => string;
  /** Milliseconds until the other side closed. */
  readonly closed: Promise<number>;
}

const speak = (text: string | Buffer): Spoken => {
  const { hostname, port } = new URL(sandbox.urls.TH);
  const begun = Date.now();
  let said = '';
  const socket = connect(Number(port), hostname, () => socket.write(text));
  socket.on('data', (chunk) => (said += chunk.toString())).on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(Date.now() - begun)));
  return { socket, said: () => said, closed };
};

const answered = async (text: string | Buffer): Promise<string> => {
  const { socket, said } = speak(text);
  for (let waited = 0; waited < 5_000 && !said().includes('\r\n\r\n'); waited += 20) await pause(20);
  await pause(100);
  socket.destroy();
  return said();
};

const request = (headers: readonly string[], body: string | Buffer = '', line = 'POST /v1/cases'): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        `${line} HTTP/1.1`,
        'Host: node',
        ...headers,
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        '',
      ].join('\r\n'),
    ),
    Buffer.from(body),
  ]);

const asOwner = () => `Authorization: Bearer ${sandbox.token(owner)}`;
const ofJson = () => [asOwner(), 'Idempotency-Key: edges', 'Content-Type: application/json'];

/** The beginning of a request whose body then comes a byte at a time. */
const dripped = (headers: readonly string[], path = '/v1/cases'): Spoken => {
  const spoken = speak(
    [`POST ${path} HTTP/1.1`, 'Host: node', ...headers, 'Content-Length: 5000', '', '{'].join('\r\n'),
  );
  const drip = setInterval(() => spoken.socket.write(' '), 500);
  void spoken.closed.then(() => clearInterval(drip));
  return spoken;
};

describe('a body that comes a byte at a time', () => {
  it('is not waited for where nobody known sends it, nor at an address that there is not', async () => {
    const all = [
      dripped(['Content-Type: application/json']),
      dripped(['Content-Type: application/json', 'Authorization: Bearer nonsense']),
      dripped([asOwner()], '/v1/nothing'),
    ];
    expect(Math.max(...(await Promise.all(all.map(({ closed }) => closed))))).toBeLessThan(8_000);
    expect(all.map(({ said }) => said().slice(9, 12))).toEqual(['401', '401', '404']);
    for (const { said } of all) expect(said()).toMatch(/connection: close/i);
  });

  it('ends after some time also where its sender is known, and sooner where it has many', async () => {
    const all = Array.from({ length: 40 }, () => dripped(ofJson()));
    const times = (await Promise.all(all.map(({ closed }) => closed))).sort((one, other) => one - other);
    expect(times[20]).toBeLessThan(20_000);
    expect(times.at(-1)).toBeLessThan(60_000);
    for (const { said } of all) expect(said()).toMatch(/^HTTP\/1\.1 408 /);
    expect((await sandbox.get(owner, '/v1/social-work/caseload')).status).toBe(200);
  });
});

describe('a request that can be read in two ways', () => {
  it('is refused', async () => {
    const body = JSON.stringify(opening);
    const [first = '', ...rest] = body.slice(1).split(',');
    for (const [text, status] of [
      [request(ofJson(), body), 201],
      [request([...ofJson(), 'Host: other'], body), 400],
      [request([...ofJson(), asOwner()], body), 400],
      [request(ofJson(), `{${first},${[first, ...rest].join(',')}`), 400],
      [
        request(
          ofJson(),
          Buffer.concat([
            Buffer.from(body.slice(0, -1)),
            Buffer.from([0x2c, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
          ]),
        ),
        400,
      ],
      [request([...ofJson().slice(0, 2), 'Content-Type: application/json; charset=latin1'], body), 415],
      [request([...ofJson(), 'Content-Encoding: gzip'], body), 415],
      [request([asOwner()], '', 'GET /v1/social-work/caseload?overdue=%ff'), 400],
      [request([asOwner()], '', 'QUERY /v1/social-work/caseload'), 405],
      [request(ofJson(), body, 'QUERY /v1/social-work/caseload'), 405],
      [request([asOwner()], '', 'BREW /v1/cases'), 405],
      [request([asOwner()], '', 'PROPFIND /v1/cases'), 405],
      [Buffer.from('CONNECT node:80 HTTP/1.1\r\nHost: node\r\n\r\n'), 405],
    ] as const)
      expect([text.toString().slice(0, 200), (await answered(text)).slice(9, 12)]).toEqual([
        text.toString().slice(0, 200),
        String(status),
      ]);
  });
});
