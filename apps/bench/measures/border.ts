import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { beforeNotifying, focalPoint, notify, openCase, stepsAtHome } from '../case-steps.js';
import { benchKey, openEngine, type Engine } from '../engine.js';
import { figure, percentileOf, ratio, type Figure } from '../figures.js';
import type { Ground } from '../ground.js';
import { httpCaller, type HttpCaller } from '../http-caller.js';
import { givingOver, httpWorker, type Giving } from '../http-work.js';
import { keyEncryption } from '#event-store';
import { viewsFor, viewStatuses } from '#agencies';
import type { AgencyKind } from '#casework';
import type { Measure } from '../measure.js';
import { nodesOn, type Nodes } from '../nodes.js';
import { rateOf, timed } from '../rounds.js';
import { clearCase, seedCases } from '../seed.js';

const kinds: readonly AgencyKind[] = [
  'focal_point',
  'embassy',
  'registry',
  'provincial_office',
  'social_work',
  'shelter',
  'auditor',
];

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

/** From the answer to the one who notifies until the message has its effect in the other node, one at a time. */
const crossings = async (
  giving: Giving,
  caller: HttpCaller,
  there: Engine,
  count: number,
): Promise<number[]> => {
  const stop = new AbortController();
  let tell: (at: number) => void = () => undefined;
  const watching = effectsIn(there, stop.signal, (at) => tell(at));
  const latencies: number[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const caseId = await giving(caller, '', openCase);
      for (const step of beforeNotifying) await giving(caller, caseId, step);
      await pause(15);
      const effective = new Promise<number>((resolve) => (tell = resolve));
      await giving(caller, caseId, notify);
      const acknowledged = performance.now();
      const late = new Promise<never>((_, reject) =>
        setTimeout(() => reject(new Error('A message did not take effect within 10 s.')), 10_000).unref(),
      );
      latencies.push(Math.max(0, (await Promise.race([effective, late])) - acknowledged));
      await pause(15);
    }
  } finally {
    stop.abort();
    await watching;
  }
  return latencies;
};

const Rows = z.object({ rows: z.array(z.unknown()) });

const pages = async (nodes: Nodes, caller: HttpCaller, path: string, count: number): Promise<number[]> => {
  const token = await nodes.token(focalPoint);
  const latencies: number[] = [];
  for (let index = -5; index < count; index += 1) {
    const took = await timed(async () => {
      const { status, body } = await caller.request('GET', path, { Authorization: `Bearer ${token}` });
      if (status !== 200) throw new Error(`${path} was answered ${status}: ${body}`);
      if (Rows.parse(JSON.parse(body)).rows.length === 0) throw new Error(`${path} shows nothing.`);
    });
    if (index >= 0) latencies.push(took);
  }
  return latencies;
};

const caughtUp = async (engine: Engine): Promise<void> => {
  const views = viewsFor(kinds);
  for (;;) {
    const status = await viewStatuses(engine.pools.owner, engine.store, views);
    if (status.every(({ followed, ready, lagSeconds }) => !followed || (ready && lagSeconds === 0))) return;
    await pause(200);
  }
};

const firstPage = '/v1/focal-point/transfers';
const filtered = '/v1/focal-point/transfers?stage=identified&limit=50';

/** One node's cost of a command, a page and a crossing, with so many cases in it. */
const costs = async (nodes: Nodes, here: Engine, there: Engine, url: string, rounds: number) => {
  await Promise.all([caughtUp(here), caughtUp(there)]);
  const giving = givingOver(nodes);
  const sockets = Array.from({ length: 16 }, () => httpCaller(url));
  try {
    const [first] = sockets;
    if (!first) throw new Error('no caller');
    const workers = sockets.map((socket) => httpWorker(giving, socket, stepsAtHome));
    await rateOf(16, 1, async (caller) => workers[caller]?.());
    const commands: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      commands.push(await rateOf(16, 1.5, async (caller) => workers[caller]?.()));
    await pause(500);
    return {
      commands,
      page: await pages(nodes, first, firstPage, 20 * rounds),
      filter: await pages(nodes, first, filtered, 20 * rounds),
      crossing: await crossings(giving, first, there, 20 * rounds),
    };
  } finally {
    for (const socket of sockets) socket.close();
  }
};

type Costs = Awaited<ReturnType<typeof costs>>;

const few = 1_000;

const table = (name: string, cases: number, measured: Costs, goals: boolean): Figure[] => {
  const size = cases.toLocaleString('en');
  const at = (samples: readonly number[], percent: number): number[] => [percentileOf(samples, percent)];
  return [
    figure(name, `${size} cases: commands, 16 callers`, '/s', measured.commands),
    figure(name, `${size} cases: first page of the board, p50`, 'ms', at(measured.page, 50)),
    figure(name, `${size} cases: first page of the board, p99`, 'ms', at(measured.page, 99)),
    figure(name, `${size} cases: board by stage, p50`, 'ms', at(measured.filter, 50)),
    figure(name, `${size} cases: board by stage, p99`, 'ms', at(measured.filter, 99)),
    figure(
      name,
      `${size} cases: crossing, p50`,
      'ms',
      at(measured.crossing, 50),
      goals ? { atMost: 30 } : undefined,
    ),
    figure(
      name,
      `${size} cases: crossing, p99`,
      'ms',
      at(measured.crossing, 99),
      goals ? { atMost: 100 } : undefined,
    ),
  ];
};

const grown = (name: string, what: string, small: readonly number[], large: readonly number[]): Figure =>
  ratio(name, `${what}: many cases of few`, [percentileOf(large, 50)], [percentileOf(small, 50)], {
    atMost: 1.3,
  });

const startUps = async (nodes: Nodes, rounds: number): Promise<number[]> => {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    const node = await nodes.start('TH');
    times.push(performance.now() - begin);
    await node.stop();
  }
  return times;
};

const engineOf = (ground: Ground, nodes: Nodes, country: 'TH' | 'MM'): Engine =>
  openEngine(ground.of(country), keyEncryption(nodes.keyOf(country)));

/** Two nodes: what a command, a page and a crossing cost with few cases and with many, and how long a node starts. */
export const border: Measure = {
  name: 'nodes',
  run: async (ground, { rounds, cases, profiles }) => {
    const nodes = await nodesOn(ground, profiles);
    const [here, there] = [engineOf(ground, nodes, 'TH'), engineOf(ground, nodes, 'MM')];
    const scratch = openEngine(ground.of('KH'), benchKey());
    const thailand = await nodes.start('TH');
    const myanmar = await nodes.start('MM');
    try {
      const template = await clearCase(scratch);
      const seed = async (count: number): Promise<void> => {
        await seedCases(here, template, count);
        await seedCases(there, template.slice(0, 1), count);
      };
      await seed(few);
      const small = await costs(nodes, here, there, thailand.url, rounds);
      await seed(cases - few);
      const large = await costs(nodes, here, there, thailand.url, rounds);
      await thailand.stop();
      return [
        ...table('nodes', few, small, true),
        ...table('nodes', cases, large, true),
        grown(
          'nodes',
          'time of a command',
          small.commands.map((rate) => 1 / rate),
          large.commands.map((rate) => 1 / rate),
        ),
        grown('nodes', 'first page', small.page, large.page),
        grown('nodes', 'crossing', small.crossing, large.crossing),
        figure(
          'nodes',
          'start of a node on a warm database, with its process',
          'ms',
          await startUps(nodes, rounds),
          { atMost: 2_000 },
        ),
      ];
    } finally {
      await Promise.allSettled([thailand.stop(), myanmar.stop()]);
      await Promise.all([here.close(), there.close(), scratch.close()]);
    }
  },
};
