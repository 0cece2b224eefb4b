import type { Server } from 'node:http';
import { postgresAccessLog, postgresAccessReading, tokenVerifier } from '#access';
import { agesOf } from '#agencies';
import { healthServer, opaquePositions, type DoorMeans } from '#door';
import type { NodeConfig } from './config.js';
import type { DeskParts } from './desk-parts.js';
import type { Ground } from './ground.js';
import { openSealedWith } from './open-sealed.js';

/** An HTTP server, listening: the door for a process of the api, questions of health alone for another. */
export interface Listening {
  readonly url: string;
  /** Answers what was asked already; what takes longer than the time left, milliseconds, is cut. */
  readonly close: (leftMs: number) => Promise<void>;
}

/** 1 MiB would be a photograph; the largest form is far below a quarter of it. */
const largestBody = 256 * 1024;

/** All that the door of this process stands on. */
export const doorOf = (
  ground: Ground,
  { desk, keys, doorSecret: secret }: DeskParts,
  config: NodeConfig,
  more: Pick<DoorMeans, 'readiness' | 'serving' | 'progress'>,
): DoorMeans => {
  const { facts, clock, store, database, queries, metrics, log } = ground;
  if (!config.tokens) throw new Error('The api needs TOKEN_AUDIENCE, TOKEN_ISSUER and TOKEN_JWKS_URL.');
  return {
    clock,
    tokens: tokenVerifier({ facts, ...config.tokens }),
    cases: desk.cases,
    journeys: desk.journeys,
    store,
    views: queries,
    database,
    ageOf: agesOf(database),
    openSealed: openSealedWith(keys),
    accessLog: postgresAccessLog(database),
    accessReads: postgresAccessReading(database),
    secret,
    positions: opaquePositions(secret),
    metrics: metrics.text,
    metricsToken: config.metricsToken,
    log,
    ...more,
  };
};

export const listenForAgencies = async (
  { nation, desk }: Pick<Ground, 'nation'> & Pick<DeskParts, 'desk'>,
  door: DoorMeans,
  { http }: NodeConfig,
): Promise<Listening> => {
  const { host, port, requestsPerMinute, requestTimeoutMs = 30_000, trustedProxies = [] } = http;
  const options = { requestsPerMinute, largestBody, requestTimeoutMs, trustedProxies };
  // Loaded here: a process of another role, or of an operator, starts without Nest.
  const [{ serverOf }, { NationModule }] = await Promise.all([
    import('#door/http'),
    import('./nation.module.js'),
  ]);
  const app = await serverOf(NationModule.over(nation, { desk, door }), door, options);
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
  const server: Server = app.getHttpServer();
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

export const listenForHealth = async (
  parts: Pick<DoorMeans, 'readiness' | 'metrics'>,
  { http, metricsToken }: NodeConfig,
): Promise<Listening> => {
  const server = await healthServer({ ...parts, metricsToken }, http);
  return { url: server.url, close: () => server.close() };
};
