import { viewsOf } from '../../../apps/node/nations.js';
import { stepsAtHome } from '../case-steps.js';
import { caughtUp } from '../caught-up.js';
import { openEngine, worker } from '../engine.js';
import { figure, percentiles, ratio, type Figure } from '../figures.js';
import { engineCountry, type BenchServer } from '../bench-server.js';
import { httpCaller } from '../http-caller.js';
import { givingOver, httpWorker } from '../http-work.js';
import type { Measure } from '../measure.js';
import { nodesOn, type Nodes } from '../nodes.js';
import { interleaved, rateOf, timed } from '../rounds.js';

const callers = 64;
const label = `${callers} callers`;

/**
 * Commands over HTTP to the node at an address, beside the desk alone in this process. The desk's turn begins when the
 * node's views have caught up, so that their work is not taken from it.
 */
const beside = async (
  server: BenchServer,
  nodes: Nodes,
  { url, how, rounds, seconds }: { url: string; how: string; rounds: number; seconds: number },
): Promise<readonly Figure[]> => {
  const engine = openEngine(server.of(engineCountry));
  const node = openEngine(server.of('TH'));
  const sockets = Array.from({ length: callers }, () => httpCaller(url));
  try {
    const giving = givingOver(nodes);
    const overHttp = sockets.map((socket) => httpWorker(giving, socket, stepsAtHome));
    const desk = engine.newDesk();
    const atDesk = sockets.map(() => worker(desk, stepsAtHome));
    const latencies: number[][] = [];
    const behind: number[] = [];
    const { door, alone } = await interleaved(
      {
        door: async () => {
          const ofRound: number[] = [];
          latencies.push(ofRound);
          const rate = await rateOf(callers, seconds, async (caller) => overHttp[caller]?.(), ofRound);
          behind.push(await timed(() => caughtUp(node, viewsOf('TH'))));
          return rate;
        },
        alone: () => rateOf(callers, seconds, async (caller) => atDesk[caller]?.()),
      },
      rounds,
    );
    return [
      figure('http', `${label}, ${how}: commands`, '/s', door, { atLeast: 2_000 }),
      ...percentiles('http', `${label}, ${how}`, latencies.slice(1), { p99: { atMost: 60 } }),
      figure('http', `${label}, ${how}: views behind after the load`, 'ms', behind.slice(1)),
      figure('http', `${label}, ${how}: the desk alone`, '/s', alone),
      ratio('http', `${how}: HTTP of the desk alone`, door, alone, { atLeast: 0.5 }),
    ];
  } finally {
    for (const socket of sockets) socket.close();
    await Promise.all([engine.close(), node.close()]);
  }
};

/** A node in one process, and one whose views and bridge have a process of their own. */
const arrangements = [
  { how: 'one process', processes: [['api', 'projector', 'bridge']] },
  { how: 'roles apart', processes: [['api'], ['projector', 'bridge']] },
] as const;

/** Commands over HTTP to nodes in processes of their own, everything included. */
export const http: Measure = {
  name: 'http',
  run: async (server, { rounds, seconds, profiles }) => {
    const nodes = await nodesOn(server, profiles);
    const figures: Figure[] = [];
    for (const { how, processes } of arrangements) {
      const running = [];
      try {
        for (const roles of processes) running.push(await nodes.start('TH', roles));
        const url = running[0]?.url ?? '';
        figures.push(...(await beside(server, nodes, { url, how, rounds, seconds })));
      } finally {
        for (const node of running) await node.stop();
      }
    }
    return figures;
  },
};
