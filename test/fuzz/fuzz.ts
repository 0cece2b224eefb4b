import { Agent, request } from 'node:http';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { z } from 'zod';
import { operationsOf, type FuzzedOperation } from './description.js';
import { requestsFor, type FuzzedRequest } from './requests.js';

/** A node that is running: where it listens, and tokens of its offices. */
export interface FuzzedNode {
  readonly url: string;
  readonly tokens: readonly string[];
}

export interface FuzzOptions {
  readonly nodes: readonly FuzzedNode[];
  readonly requests: number;
  /** The same requests again, as far as the nodes answer the same. */
  readonly seed: number;
  /** How many are under way at once. */
  readonly atOnce?: number;
  readonly progress?: (sent: number) => void;
}

/** A request that was answered with a fault of the server, or not in time. */
export interface Finding {
  readonly place: number;
  readonly url: string;
  readonly request: FuzzedRequest;
  readonly answer: string;
}

export interface Fuzzed {
  readonly sent: number;
  readonly byStatus: ReadonlyMap<number, number>;
  readonly findings: readonly Finding[];
}

/** An answer that takes longer counts as none, milliseconds. */
const longestMs = 10_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** What the node answers; status 0 where it does not within the time, or ends the connection without a word. */
const ask = (agent: Agent, url: string, { method, path, headers, body }: FuzzedRequest): Promise<Answer> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const length = body ? { 'content-length': String(body.length) } : {};
    const sent = request(
      {
        agent,
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...length },
        signal: AbortSignal.timeout(longestMs),
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
        answer.on('error', (error) => resolve({ status: answer.statusCode ?? 0, text: error.message }));
      },
    );
    sent.on('error', (error) => resolve({ status: 0, text: `${error.name}: ${error.message}` }));
    sent.end(body);
  });

const descriptionOf = async (url: string): Promise<unknown> => {
  const answer = await fetch(new URL('/docs-json', url));
  return answer.json();
};

const Reference = z.object({ agencies: z.array(z.object({ code: z.string() })) });

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

const anId = '([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})';

/** A list that keeps the latest of what is put in. */
const keeping = (most: number) => {
  const list: string[] = [];
  let place = 0;
  return {
    list,
    add: (items: readonly string[]): void => {
      for (const item of items) list[place++ % most] = item;
    },
  };
};

/** What was seen of a node in its answers. */
const memory = () => {
  const [files, ids, codes] = [keeping(200), keeping(2_000), keeping(300)];
  return {
    seen: { files: files.list, ids: ids.list, codes: codes.list },
    remember: (text: string): void => {
      files.add(all(text, new RegExp(`"(?:caseId|journeyId)":"${anId}"`, 'g')));
      ids.add(all(text, new RegExp(anId, 'g')).slice(0, 20));
      codes.add(all(text, /"code":"([\w.-]{1,64})","names"/g));
    },
  };
};

/**
 * Opens cases as every office that may, in which all take part that it may name, and reads the codes: so requests are about
 * something. Answers the tokens of those who could.
 */
const prepare = async (
  { tokens }: FuzzedNode,
  operations: readonly FuzzedOperation[],
  ask: (request: FuzzedRequest) => Promise<Answer>,
): Promise<readonly string[]> => {
  const beginning = operations.filter(({ path, body }) => body !== undefined && !path.includes('{'));
  const able = new Set<string>();
  for (const token of tokens) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const { text } = await ask({ method: 'GET', path: '/v1/reference', headers });
    const referTo = Reference.parse(JSON.parse(text))
      .agencies.slice(0, 20)
      .map(({ code }) => code);
    for (const { path, example, body } of beginning) {
      const more = JSON.stringify(body).includes('"referTo"') ? { referTo } : {};
      const sent = Buffer.from(JSON.stringify({ ...(example as object), ...more }));
      const key = { 'idempotency-key': randomUUID() };
      const { status } = await ask({ method: 'POST', path, headers: { ...headers, ...key }, body: sent });
      if (status === 201) able.add(token);
    }
  }
  return [...able];
};

/** What a node is asked: its operations, and what its answers named. */
const targetOf = async (node: FuzzedNode, agent: Agent) => {
  const operations = operationsOf(await descriptionOf(node.url));
  const { seen, remember } = memory();
  const askAndKeep = async (request: FuzzedRequest): Promise<Answer> => {
    const answer = await ask(agent, node.url, request);
    if (answer.status < 500) remember(answer.text);
    return answer;
  };
  const open = await prepare(node, operations, askAndKeep);
  // Who takes part in a case is asked for most, or nearly every answer would be that there is nothing.
  const tokens = [...node.tokens, ...Array.from({ length: 6 }, () => open).flat()];
  const drawn = fc.oneof(...operations.map((operation) => requestsFor(operation, { tokens, seen })));
  return { url: node.url, drawn, ask: askAndKeep };
};

/** Sends so many requests made from the nodes' own descriptions, and tells what was answered. */
export const fuzz = async ({
  nodes,
  requests,
  seed,
  atOnce = 32,
  progress,
}: FuzzOptions): Promise<Fuzzed> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const targets = await Promise.all(nodes.map((node) => targetOf(node, agent)));
  const byStatus = new Map<number, number>();
  const findings: Finding[] = [];
  let next = 0;

  const work = async (): Promise<void> => {
    while (next < requests) {
      const place = next++;
      const target = targets[place % targets.length];
      if (!target) return;
      const [made] = fc.sample(target.drawn, { numRuns: 1, seed: seed + place });
      if (!made) continue;
      const { status, text } = await target.ask(made);
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      if (status === 0 || status >= 500)
        findings.push({ place, url: target.url, request: made, answer: `${status} ${text.slice(0, 500)}` });
      progress?.(place + 1);
    }
  };

  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  return { sent: next, byStatus, findings };
};
