import type { DestinationStream } from 'pino';
import {
  createProjector,
  hearProgress,
  type Progress,
  type Projector,
  type ProjectorReport,
} from '#agencies';
import type { Country } from '#casework';
import { replayErasures } from '#desk';
import type { NodeConfig } from './config.js';
import { warnOfRights } from './event-store.js';
import type { Ground } from './ground.js';
import { install, mustBeInstalled } from './install.js';
import { newLife } from './life.js';
import { madeForAgencies, madeForHealth } from './listening.js';
import { countryPartsOf } from './nations.js';
import { runBridge } from './own-work.js';
import { rolesIn } from './roles.js';
import { patiently } from './waiting.js';

export interface RunningNode {
  readonly country: Country;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Finishes what is in hand, then closes every connection. */
  stop(): Promise<void>;
}

/** A node that listens already, and serves as soon as its engines answer. */
export interface StartingNode extends RunningNode {
  /** Resolves when it serves; rejects where waiting does not help, and when it is stopped before. */
  readonly serving: Promise<void>;
}

const projectorOf = (ground: Ground, progress: Progress): Projector =>
  createProjector({
    progress,
    ...ground.projecting(),
    store: ground.store,
    views: ground.views,
    creates: false,
    report: ({ what, view, code }: ProjectorReport) =>
      ground.log.info({ part: 'projector', what, view, code }),
  });

/** How long requests in hand may take when the node stops, milliseconds; beyond it they are cut. */
const drainMs = 7_000;

/**
 * Starts one process of a country's node, with the roles of its configuration: listens at once, waits for its engines,
 * then installs (where it may), follows, bridges and serves. Keeps no state outside what it returns, so that several
 * can live in one process. `logTo` is where log lines go, standard output where absent. Rejects where it cannot listen.
 */
export const startNode = async (
  country: Country,
  config: NodeConfig,
  logTo?: DestinationStream,
): Promise<StartingNode> => {
  const life = newLife();
  const { signal, progress } = life;
  const roles = rolesIn(config);
  const given = { country: countryPartsOf(country), config, life, logTo };
  const made = roles.has('api') ? await madeForAgencies(given) : madeForHealth(given);
  const { ground, desk, bridge } = made.parts;
  const { log } = ground;
  const projector = roles.has('projector') ? projectorOf(ground, progress) : undefined;
  const hearing = roles.has('api') ? hearProgress(ground.database, progress) : undefined;
  const closeParts = async (): Promise<void> => {
    await Promise.allSettled([hearing?.close(), bridge?.exchange.close(), desk?.keys.close()]);
    await ground.close();
  };
  const listening = await made.listen().catch(async (error: unknown) => {
    await closeParts();
    throw error;
  });
  log.info({ url: listening.url, roles: [...roles] }, 'listening');

  let bridging: Promise<void> = Promise.resolve();
  let knowing: Promise<void> = Promise.resolve();
  const patience = { log, signal, waitsFor: life.waitFor };
  const bringUp = async (): Promise<void> => {
    await patiently('database', patience, () =>
      config.database.ownerUrl === undefined ? mustBeInstalled(ground) : install(config, ground.views),
    );
    await patiently('event store', patience, () => warnOfRights(config, log));
    await patiently('event store', patience, () => ground.store.mustBeBound());
    if (desk) await patiently('event store', patience, () => replayErasures({ ...ground, ...desk }));
    if (projector) await patiently('database', patience, () => projector.start());
    if (desk) await patiently('database', patience, () => desk.partners.refresh());
    if (desk) knowing = desk.partners.run(signal);
    if (desk && bridge) bridging = runBridge(ground, desk, bridge, signal);
    life.begin();
    log.info({ roles: [...roles] }, 'serving');
  };
  const up = bringUp();
  up.catch(() => undefined);

  const stop = async (): Promise<void> => {
    life.end();
    await up.catch(() => undefined);
    await Promise.allSettled([listening.close(drainMs), bridging, knowing, projector?.stop()]);
    await closeParts();
    log.info('stopped');
  };
  return { country, url: listening.url, serving: up, stop };
};

/** Brings up one country's node and resolves when it serves. */
export const createNode = async (
  country: Country,
  config: NodeConfig,
  logTo?: DestinationStream,
): Promise<RunningNode> => {
  const node = await startNode(country, config, logTo);
  try {
    await node.serving;
    return node;
  } catch (error) {
    await node.stop();
    throw error;
  }
};
