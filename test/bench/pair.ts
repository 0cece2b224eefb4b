import type { Country, RecordedCaseEvent } from '#casework';
import { keyEncryption } from '#sealing';
import { viewsOf } from '../../apps/node/nations.js';
import { caughtUp } from './caught-up.js';
import { openEngine, type Engine } from './engine.js';
import type { BenchServer } from './bench-server.js';
import { httpCaller } from './http-caller.js';
import { nodesOn } from './nodes.js';
import { seedCases } from './seed.js';

/** The nodes of Thailand and Myanmar on a server of their own, with so many cases in each, and 16 callers of the first. */
export const pairOn = async (
  server: BenchServer,
  template: readonly RecordedCaseEvent[],
  cases: number,
  profiles?: string,
) => {
  const nodes = await nodesOn(server, profiles);
  const engineOf = (country: Country): Engine =>
    openEngine(server.of(country), keyEncryption(nodes.keyOf(country)));
  const [here, there] = [engineOf('TH'), engineOf('MM')];
  await seedCases(here, template, cases);
  await seedCases(there, template.slice(0, 1), cases);
  const thailand = await nodes.start('TH');
  const myanmar = await nodes.start('MM');
  const sockets = Array.from({ length: 16 }, () => httpCaller(thailand.url));
  /** Resolves when the views of both have caught up. */
  const settled = async (): Promise<void> => {
    await Promise.all([caughtUp(here, viewsOf('TH')), caughtUp(there, viewsOf('MM'))]);
  };
  await settled();
  // Which the server would do of itself within a minute, in the midst of what is measured.
  for (const { pools } of [here, there]) await pools.owner.query('vacuum analyze');
  return {
    nodes,
    there,
    sockets,
    settled,
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.close();
      await Promise.all([thailand.stop(), myanmar.stop()]);
      await Promise.all([here.close(), there.close()]);
    },
  };
};

export type Pair = Awaited<ReturnType<typeof pairOn>>;
