import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { beforeNotifying, focalPoint, notify, openCase, stepsAtHome } from '../case-steps.js';
import { openEngine, type Engine } from '../engine.js';
import { figure, medianOf, percentiles, ratio, type Figure } from '../figures.js';
import { engineCountry, prepareBenchServer, type BenchServer } from '../bench-server.js';
import type { HttpCaller } from '../http-caller.js';
import { givingOver, httpWorker, type Giving } from '../http-work.js';
import { fewCases, type Measure } from '../measure.js';
import { nodesOn, type Nodes } from '../nodes.js';
import { pairOn, type Pair } from '../pair.js';
import { interleaved, rateOf, timed } from '../rounds.js';
import { clearCase } from '../seed.js';

const name = 'nodes';

/** Calls back with the time at which each message took effect here, in order. */
const effectsIn = async (
  engine: Engine,
  signal: AbortSignal,
  effect: (at: number) => void,
): Promise<void> => {
  const from = await engine.store.head();
  for await (const delivery of engine.store.subscribe(from, { signal }))
    if (delivery.kind === 'events')
      for (const { type } of delivery.events) if (type === 'MessageReceived') effect(performance.now());
};

/** At least so many cases of which Myanmar may be told. */
const casesToNotify = async (
  giving: Giving,
  sockets: readonly HttpCaller[],
  count: number,
): Promise<readonly string[]> => {
  const cases: string[] = [];
  const open = async (caller: HttpCaller): Promise<void> => {
    while (cases.length < count) {
      const caseId = await giving(caller, '', openCase);
      for (const step of beforeNotifying) await giving(caller, caseId, step);
      cases.push(caseId);
    }
  };
  await Promise.all(sockets.map(open));
  return cases;
};

/** From the answer to the one who notifies until the message has its effect in the other node, one at a time. */
const crossings = async (
  giving: Giving,
  { sockets, there, settled }: Pair,
  count: number,
): Promise<readonly number[]> => {
  const [caller] = sockets;
  if (!caller) return [];
  const cases = await casesToNotify(giving, sockets, count);
  await settled();
  const stop = new AbortController();
  let tell: (at: number) => void = () => undefined;
  const watching = effectsIn(there, stop.signal, (at) => tell(at));
  const latencies: number[] = [];
  try {
    for (const caseId of cases) {
      await pause(15);
      const effective = new Promise<number>((resolve) => (tell = resolve));
      await giving(caller, caseId, notify);
      const acknowledged = performance.now();
      const late = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error('A message did not take effect within 10 s.')), 10_000).unref(),
      );
      latencies.push(Math.max(0, (await Promise.race([effective, late])) - acknowledged));
    }
  } finally {
    stop.abort();
    await watching;
  }
  return latencies;
};

const Rows = z.object({ rows: z.array(z.unknown()) });

const pages = async (
  { nodes, sockets: [caller] }: Pair,
  path: string,
  count: number,
): Promise<readonly number[]> => {
  const token = await nodes.token(focalPoint);
  const latencies: number[] = [];
  while (caller && latencies.length < count)
    latencies.push(
      await timed(async () => {
        const { status, body } = await caller.request('GET', path, { Authorization: `Bearer ${token}` });
        if (status !== 200) throw new Error(`${path} was answered ${status}: ${body}`);
        if (Rows.parse(JSON.parse(body)).rows.length < leastRows)
          throw new Error(`${path} shows too little.`);
      }),
    );
  return latencies;
};

const leastRows = 10;
const firstPage = '/v1/focal-point/transfers';
/** One case in a hundred stands there: a page that is as long with few cases as with many. */
const filtered = `${firstPage}?stage=opened&limit=${leastRows}`;

/** Measures a command, a page and a crossing in a pair of nodes, and leaves it with nothing in hand. */
const costsIn = (pair: Pair, seconds: number, samples: number) => {
  const giving = givingOver(pair.nodes);
  const workers = pair.sockets.map((socket) => httpWorker(giving, socket, stepsAtHome));
  return async () => {
    const commands = await rateOf(workers.length, seconds, async (caller) => workers[caller]?.());
    await pair.settled();
    const page = await pages(pair, firstPage, samples);
    const filter = await pages(pair, filtered, samples);
    const crossing = await crossings(giving, pair, samples);
    await pair.settled();
    return { commands, page, filter, crossing };
  };
};

type Costs = Awaited<ReturnType<ReturnType<typeof costsIn>>>;

const table = (cases: number, rounds: readonly Costs[]): readonly Figure[] => {
  const size = cases.toLocaleString('en');
  return [
    figure(
      name,
      `${size} cases: commands, 16 callers`,
      '/s',
      rounds.map(({ commands }) => commands),
    ),
    ...percentiles(
      name,
      `${size} cases: first page of the board`,
      rounds.map(({ page }) => page),
    ),
    ...percentiles(
      name,
      `${size} cases: board by a rare stage`,
      rounds.map(({ filter }) => filter),
    ),
    ...percentiles(
      name,
      `${size} cases: crossing`,
      rounds.map(({ crossing }) => crossing),
      { p50: { atMost: 30 }, p99: { atMost: 100 } },
    ),
  ];
};

/** The same cost with few and with many cases: what scatters between rounds makes that at most 1.3 times. */
const grown = (
  what: string,
  { small, large }: Readonly<Record<'small' | 'large', readonly Costs[]>>,
  cost: (costs: Costs) => number,
): Figure => ratio(name, `${what}: many cases of few`, large.map(cost), small.map(cost), { atMost: 1.3 });

const startUps = async (nodes: Nodes, rounds: number): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    const node = await nodes.start('TH');
    times.push(performance.now() - begin);
    await node.stop();
  }
  return times;
};

/**
 * Two pairs of nodes, one with few cases and one with many, in turns: what a command, a page and a crossing cost in each;
 * and how long a node takes to start.
 */
export const border: Measure = {
  name,
  run: async (server, { rounds, seconds, cases, profiles }) => {
    const groundOfFew = await prepareBenchServer();
    const pairs: Pair[] = [];
    const closePairs = () => Promise.all(pairs.splice(0).map((pair) => pair.close()));
    try {
      const scratch = openEngine(server.of(engineCountry));
      const template = await clearCase(scratch).finally(scratch.close);
      const samples = Math.max(100, Math.ceil(300 / rounds));
      const costsWith = async (of: BenchServer, count: number) => {
        const pair = await pairOn(of, template, count, profiles);
        pairs.push(pair);
        return costsIn(pair, seconds, samples);
      };
      const measured = await interleaved(
        { small: await costsWith(groundOfFew, fewCases), large: await costsWith(server, cases) },
        rounds,
      );
      await closePairs();
      return [
        ...table(fewCases, measured.small),
        ...table(cases, measured.large),
        grown('time of a command', measured, ({ commands }) => 1 / commands),
        grown('first page', measured, ({ page }) => medianOf(page)),
        grown('board by a rare stage', measured, ({ filter }) => medianOf(filter)),
        grown('crossing', measured, ({ crossing }) => medianOf(crossing)),
        figure(
          name,
          'start of a node on a warm database, with its process',
          'ms',
          await startUps(await nodesOn(server, profiles), rounds),
          { atMost: 2_000 },
        ),
      ];
    } finally {
      await closePairs();
      await groundOfFew.stop();
    }
  },
};
