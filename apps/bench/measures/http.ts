import { stepsAtHome } from '../case-steps.js';
import { openEngine, worker } from '../engine.js';
import { figure, percentileOf, ratio } from '../figures.js';
import { engineCountry } from '../ground.js';
import { httpCaller } from '../http-caller.js';
import { givingOver, httpWorker } from '../http-work.js';
import type { Measure } from '../measure.js';
import { nodesOn } from '../nodes.js';
import { interleaved, rateOf } from '../rounds.js';

const callers = 64;

/** Commands over HTTP to a node in its own process, everything included, beside the desk alone in this one. */
export const http: Measure = {
  name: 'http',
  run: async (ground, { rounds, seconds, profiles }) => {
    const engine = openEngine(ground.of(engineCountry));
    const nodes = await nodesOn(ground, profiles);
    const node = await nodes.start('TH');
    const sockets = Array.from({ length: callers }, () => httpCaller(node.url));
    try {
      const giving = givingOver(nodes);
      const overHttp = sockets.map((socket) => httpWorker(giving, socket, stepsAtHome));
      const desk = engine.newDesk();
      const atDesk = sockets.map(() => worker(desk, stepsAtHome));
      const latencies: number[][] = [];
      const { door, alone } = await interleaved(
        {
          door: () => {
            const ofRound: number[] = [];
            latencies.push(ofRound);
            return rateOf(callers, seconds, async (caller) => overHttp[caller]?.(), ofRound);
          },
          alone: () => rateOf(callers, seconds, async (caller) => atDesk[caller]?.()),
        },
        rounds,
      );
      const counted = latencies.slice(1);
      return [
        figure('http', '64 callers: commands', '/s', door, { atLeast: 2_000 }),
        figure(
          'http',
          '64 callers: p50',
          'ms',
          counted.map((all) => percentileOf(all, 50)),
        ),
        figure(
          'http',
          '64 callers: p99',
          'ms',
          counted.map((all) => percentileOf(all, 99)),
          { atMost: 60 },
        ),
        figure('http', '64 callers: the desk alone', '/s', alone),
        ratio('http', 'HTTP of the desk alone', door, alone, { atLeast: 0.5 }),
      ];
    } finally {
      for (const socket of sockets) socket.close();
      await node.stop();
      await engine.close();
    }
  },
};
