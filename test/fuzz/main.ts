import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { endAfter } from '../../apps/ending.js';
import { say } from '../../apps/sandbox/terminal.js';
import { startTestSandbox } from '../kit/sandbox.js';
import { fuzz, type FuzzedNode } from './fuzz.js';

const usage = `npm run fuzz -- [options]

Sends requests made from each node's own /docs-json, good ones and bad ones, and ends with 1 where a
node answers 5xx or not within ten seconds.

  --requests N   how many (default 50000)
  --seed N       repeats the requests of an earlier run (default: drawn, and printed)
  --data DIR     the data folder of a sandbox that is running; with --url for each node
  --url TH=URL   where a node of it listens (may be given again); without, a sandbox is started
  --help         this text`;

const Tokens = z.record(z.string(), z.string());

const tokensIn = async (folder: string): Promise<Readonly<Record<string, string>>> =>
  Tokens.parse(JSON.parse(await readFile(join(folder, 'tokens.json'), 'utf8')));

const nodesOf = async (folder: string, urls: ReadonlyMap<string, string>): Promise<readonly FuzzedNode[]> => {
  const tokens = Object.entries(await tokensIn(folder));
  return [...urls].map(([country, url]) => ({
    url,
    tokens: tokens.filter(([who]) => who.startsWith(`${country}/`)).map(([, token]) => token),
  }));
};

/** A sandbox on data of its own, and how it is ended. */
const ownSandbox = async () => {
  const sandbox = await startTestSandbox('--requests-per-minute', '100000000');
  const urls = new Map(Object.entries(sandbox.urls));
  return { nodes: await nodesOf(sandbox.dataDir, urls), end: () => sandbox.stop() };
};

const run = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      requests: { type: 'string', default: '50000' },
      seed: { type: 'string' },
      data: { type: 'string' },
      url: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return 0;
  }
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
  const requests = Number(values.requests);
  if (!(requests > 0) || !Number.isInteger(seed)) throw new Error(usage);
  const urls = new Map(values.url.map((text) => [text.slice(0, 2), text.slice(3)] as const));
  const { nodes, end } = values.data
    ? { nodes: await nodesOf(values.data, urls), end: () => Promise.resolve() }
    : await ownSandbox();
  try {
    say(`seed ${seed}`);
    const progress = (sent: number): void => {
      if (sent % 5_000 === 0) say(`${sent} sent`);
    };
    const { sent, byStatus, findings } = await fuzz({ nodes, requests, seed, progress });
    for (const [status, count] of [...byStatus].sort(([one], [other]) => one - other))
      say(`${status}  ${count}`);
    for (const { place, url, request, answer } of findings.slice(0, 50)) {
      const { method, path, headers, body } = request;
      const { authorization: _token, ...others } = headers;
      say(`${place}  ${method} ${url}${path.slice(0, 300)} ${JSON.stringify(others).slice(0, 300)}`);
      say(`   ${body?.toString('latin1').slice(0, 1_000) ?? ''}\n   ${answer}`);
    }
    say(`${sent} requests, ${findings.length} answered with 5xx or not in time`);
    return findings.length > 0 ? 1 : 0;
  } finally {
    await end();
  }
};

endAfter(run());
