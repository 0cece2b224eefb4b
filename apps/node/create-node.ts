import type { DestinationStream } from 'pino';
import { postgresAccessLog, tokenVerifier } from '#access';
import type { Country } from '#casework';
import { follow, followUpsOf, replayErasures } from '#desk';
import { opaquePositions, serverOf } from '#door';
import { compose, secretFor, type NodeParts } from './compose.js';
import type { NodeConfig } from './config.js';
import { install } from './install.js';
import { openSealedWith } from './open-sealed.js';
import { readinessOf } from './readiness.js';

export interface RunningNode {
  readonly country: Country;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Finishes what is in hand, then closes every connection. */
  stop(): Promise<void>;
}

/** 1 MiB would be a photograph; the largest form is far below a quarter of it. */
const largestBody = 256 * 1024;

const doorOf = (parts: NodeParts, config: NodeConfig) => {
  const { facts, clock, desk, store, database, views, queries, projector, keys, metrics, log } = parts;
  const secret = secretFor(config.secrets.node, 'door').toString('hex');
  return {
    facts,
    clock,
    tokens: tokenVerifier({ facts, ...config.tokens }),
    cases: desk.cases,
    journeys: desk.journeys,
    store,
    views: queries,
    database,
    progress: projector.progress,
    openSealed: openSealedWith(keys),
    accessLog: postgresAccessLog(database),
    secret,
    positions: opaquePositions(secret),
    readiness: readinessOf({ store, database, views }),
    metrics: metrics.text,
    log,
  };
};

/** The followers that run until the signal aborts: journeys and erasures, messages out, messages in. */
const followersOf = (country: Country, parts: NodeParts, signal: AbortSignal): readonly Promise<void>[] => {
  const { desk, keys, store, checkpoint, parking, outward, inward, log } = parts;
  const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
  const followers = [
    follow(followUpsOf({ desk, country, keys }), {
      store,
      checkpoint,
      parking,
      signal,
      report: ({ name, lane, error }) =>
        log.warn({ part: name, lane, code: nameOf(error) }, 'a follow-up waits'),
    }),
    outward.run(signal),
    inward.run(signal),
  ];
  for (const follower of followers)
    follower.catch((error: unknown) =>
      log.fatal(
        { code: nameOf(error) },
        'a follower stopped: its checkpoint belongs to another history of the store',
      ),
    );
  return followers;
};

/**
 * Brings up one country's node: installs, follows, bridges, listens. Keeps no state outside what it returns, so that
 * several can live in one process. `logTo` is where log lines go, standard output where absent.
 */
export const createNode = async (
  country: Country,
  config: NodeConfig,
  logTo?: DestinationStream,
): Promise<RunningNode> => {
  await install(config);
  const parts = await compose(country, config, logTo);
  const { nation, desk, projector, log } = parts;
  await replayErasures(parts);
  const door = doorOf(parts, config);
  const { host, port, requestsPerMinute } = config.http;
  const app = await serverOf(nation.module({ desk, door }), door, { requestsPerMinute, largestBody });
  await projector.start();
  const stopping = new AbortController();
  const followers = followersOf(country, parts, stopping.signal);
  const stop = async (): Promise<void> => {
    await app.close();
    stopping.abort();
    await Promise.allSettled([...followers, projector.stop()]);
    await parts.close();
  };
  try {
    await app.listen(port, host);
  } catch (error) {
    await stop();
    throw error;
  }
  const url = await app.getUrl();
  log.info({ url }, 'listening');
  return { country, url, stop };
};
