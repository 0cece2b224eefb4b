import type { DestinationStream } from 'pino';
import { postgresAccessLog, tokenVerifier } from '#access';
import { createProjector, type Projector, type ProjectorReport } from '#agencies';
import type { Country } from '#casework';
import { follow, followUpsOf, replayErasures } from '#desk';
import { healthServer, opaquePositions, serverOf, type DoorParts } from '#door';
import { shareWork, type Work } from '#event-store';
import { bridgeParts, type BridgeParts } from './bridge-parts.js';
import type { NodeConfig } from './config.js';
import { deskParts, secretFor, type DeskParts } from './desk-parts.js';
import { groundOf, type Ground } from './ground.js';
import { install, mustBeInstalled } from './install.js';
import { openSealedWith } from './open-sealed.js';
import { readinessOf } from './readiness.js';
import { roles as allRoles } from './roles.js';
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

/** 1 MiB would be a photograph; the largest form is far below a quarter of it. */
const largestBody = 256 * 1024;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

const doorOf = (
  ground: Ground,
  { desk, keys, secrets }: DeskParts,
  config: NodeConfig,
  more: Pick<DoorParts, 'readiness' | 'serving'> & { readonly projector: Projector | undefined },
): DoorParts => {
  const { facts, clock, store, database, queries, metrics, log } = ground;
  const { projector, ...rest } = more;
  if (!config.tokens) throw new Error('The api needs TOKEN_AUDIENCE, TOKEN_ISSUER and TOKEN_JWKS_URL.');
  const secret = secretFor(secrets.node, 'door').toString('hex');
  return {
    facts,
    clock,
    tokens: tokenVerifier({ facts, ...config.tokens }),
    cases: desk.cases,
    journeys: desk.journeys,
    store,
    views: queries,
    database,
    ...(projector ? { progress: projector.progress } : {}),
    openSealed: openSealedWith(keys),
    accessLog: postgresAccessLog(database),
    secret,
    positions: opaquePositions(secret),
    metrics: metrics.text,
    log,
    ...rest,
  };
};

const projectorOf = (ground: Ground, config: NodeConfig): Projector =>
  createProjector({
    pool: ground.projecting(),
    leases: ground.leases,
    store: ground.store,
    views: ground.views,
    creates: false,
    report: ({ what, view, code }: ProjectorReport) =>
      ground.log.info({ part: 'projector', what, view, code }),
  });

/** A checkpoint cannot be followed any more: nothing but a person's decision helps. */
const isAnotherStore = (error: unknown): boolean =>
  error instanceof Error && ['ForeignCheckpointError', 'ForeignEpoch'].includes(error.name);

/**
 * What the node does by itself and one process at a time does of all that have the role: carrying out follow-ups
 * (journeys, and keys of who was erased), sending, and trying again what of others is parked.
 */
const ownWork = (
  { country, store, log }: Ground,
  { desk, keys, checkpoint, parking }: DeskParts,
  { outward, inward }: BridgeParts,
): ReadonlyMap<string, Work> =>
  new Map<string, Work>([
    ['outbound', (lease, signal) => outward.run(signal, lease)],
    ['parked messages', (_lease, signal) => inward.retryParked(signal)],
    [
      'follow-ups',
      (lease, signal) =>
        follow(followUpsOf({ desk, country, keys }), {
          store,
          checkpoint,
          parking,
          signal,
          lease,
          report: ({ name, lane, error }) =>
            log.warn({ part: name, lane, code: nameOf(error) }, 'a follow-up waits'),
        }),
    ],
  ]);

/** Bridges until the signal aborts, together with other processes that do. */
const runBridge = async (
  ground: Ground,
  desk: DeskParts,
  bridge: BridgeParts,
  signal: AbortSignal,
): Promise<void> => {
  const { log, leases } = ground;
  const consuming = bridge.inward.consume(signal).catch((error: unknown) => {
    log.fatal({ part: 'inbound', code: nameOf(error) }, 'nothing is received any more: a right is lacking');
  });
  const sharing = shareWork(
    {
      database: leases,
      team: 'bridge',
      work: ownWork(ground, desk, bridge),
      hopeless: isAnotherStore,
      trouble: (error) => log.warn({ part: 'leases', code: nameOf(error) }, 'trouble, going on by itself'),
      report: ({ what, name, error }) => {
        if (isAnotherStore(error))
          log.fatal(
            { part: name, code: nameOf(error) },
            'a follower stopped: its checkpoint belongs to another history of the store',
          );
        else log.info({ part: name, what, ...(error === undefined ? {} : { code: nameOf(error) }) });
      },
    },
    signal,
  );
  await Promise.all([consuming, sharing]);
};

/** An HTTP server, listening: the door for a process of the api, questions of health alone for another. */
interface Listening {
  readonly url: string;
  /** Answers what was asked already; what takes longer than the time left, milliseconds, is cut. */
  readonly close: (leftMs: number) => Promise<void>;
}

const apiServer = async (
  { nation }: Ground,
  { desk }: DeskParts,
  door: DoorParts,
  { http: { host, port, requestsPerMinute } }: NodeConfig,
): Promise<Listening> => {
  const app = await serverOf(nation.module({ desk, door }), door, { requestsPerMinute, largestBody });
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const server = app.getHttpServer();
  return {
    url: await app.getUrl(),
    close: async (leftMs) => {
      const end = setTimeout(() => server.closeAllConnections(), leftMs);
      // A connection becomes idle only when its last answer has gone out: until then it keeps the server open.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      await app.close().finally(() => {
        clearTimeout(end);
        clearInterval(idle);
      });
    },
  };
};

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
  const roles = new Set(config.roles ?? allRoles);
  const ground = groundOf(country, config, logTo);
  const { log } = ground;
  const desk = roles.has('api') || roles.has('bridge') ? deskParts(ground, config) : undefined;
  const bridge = desk && roles.has('bridge') ? bridgeParts(ground, desk, config) : undefined;
  const projector = roles.has('projector') ? projectorOf(ground, config) : undefined;
  const stopping = new AbortController();
  const { signal } = stopping;
  const state: { serves: boolean; waitsFor?: string | undefined } = { serves: false };
  const readiness = readinessOf(ground, roles, () =>
    signal.aborted ? 'is stopping' : state.serves ? undefined : `waits for the ${state.waitsFor ?? 'start'}`,
  );
  const serving = (): boolean => state.serves && !signal.aborted;
  const closeParts = async (): Promise<void> => {
    await Promise.allSettled([bridge?.exchange.close(), desk?.keys.close()]);
    await ground.close();
  };

  const listen = async (): Promise<Listening> => {
    if (desk && roles.has('api')) {
      const door = doorOf(ground, desk, config, { projector, readiness, serving });
      return apiServer(ground, desk, door, config);
    }
    const { url, close } = await healthServer({ readiness, metrics: ground.metrics.text }, config.http);
    return { url, close };
  };
  const listening = await listen().catch(async (error: unknown) => {
    await closeParts();
    throw error;
  });
  log.info({ url: listening.url, roles: [...roles] }, 'listening');

  let bridging: Promise<void> = Promise.resolve();
  const patience = { log, signal, waitsFor: (what: string | undefined) => (state.waitsFor = what) };
  const bringUp = async (): Promise<void> => {
    await patiently('database', patience, () =>
      config.database.ownerUrl === undefined ? mustBeInstalled(ground) : install(config, ground.views),
    );
    if (desk) await patiently('event store', patience, () => replayErasures({ ...ground, ...desk }));
    if (projector) await patiently('database', patience, () => projector.start());
    if (desk && bridge) bridging = runBridge(ground, desk, bridge, signal);
    state.serves = true;
    log.info({ roles: [...roles] }, 'serving');
  };
  const up = bringUp();
  up.catch(() => undefined);

  const stop = async (): Promise<void> => {
    stopping.abort(new Error('The node was stopped.'));
    await up.catch(() => undefined);
    await Promise.allSettled([listening.close(drainMs), bridging, projector?.stop()]);
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
