import { hkdfSync } from 'node:crypto';
import pg from 'pg';
import { pino, type DestinationStream } from 'pino';
import { DataSource } from 'typeorm';
import { postgresAccessLog, tokenVerifier } from '#access';
import { agencyQueries, createProjector, viewsFor, viewStatuses } from '#agencies';
import {
  blind,
  checkpointTable,
  commandDesk,
  deadLetterTable,
  embeddedExchange,
  inbound,
  outbound,
  parkedEventTable,
  parkedMessageTable,
  queueDepths,
  sealedChannel,
  unblind,
} from '#bridge';
import { messages, type Country } from '#casework';
import { factsOf } from '#countries';
import {
  deskOf,
  follow,
  followUpsOf,
  nodeActor,
  postgresCheckpoint,
  postgresParking,
  replayErasures,
  systemClock,
} from '#desk';
import { opaquePositions, serverOf } from '#door';
import { keyEncryption, postgresEventStore, postgresKeyRing } from '#event-store';
import { instruments } from '#instruments';
import type { NodeConfig } from './config.js';
import { install } from './install.js';
import { nodeMetrics } from './metrics.js';
import { nationOf } from './nations.js';
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

const secretFor = (node: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(node, 'hex'), '', `homeward ${use}`, 32));

/**
 * Brings up one country's node: installs, follows, bridges, listens. Keeps no state outside what it returns, so that
 * several can live in one process. `logTo` is where log lines go, standard output where absent.
 */
export const createNode = async (
  country: Country,
  config: NodeConfig,
  logTo?: DestinationStream,
): Promise<RunningNode> => {
  const nation = nationOf(country);
  const { facts } = nation;
  const { clock = systemClock, secrets } = config;
  const log = pino({ level: config.logLevel, base: { country } }, logTo ?? pino.destination(1));
  const trouble = (part: string) => (code: string) => log.warn({ part, code }, 'trouble, going on by itself');
  const lost = (part: string) => (error: Error) =>
    log.warn({ part, code: error.name }, 'a connection was lost');

  await install(config);

  const events = new pg.Pool({ connectionString: config.database.eventsUrl, max: 8 }).on(
    'error',
    lost('event store'),
  );
  const database = new pg.Pool({ connectionString: config.database.appUrl, max: 12 }).on(
    'error',
    lost('database'),
  );
  const owner = new pg.Pool({ connectionString: config.database.ownerUrl, max: 10 }).on(
    'error',
    lost('projector'),
  );
  const tables = await new DataSource({
    type: 'postgres',
    url: config.database.appUrl,
    extra: { max: 6 },
  }).initialize();
  const store = postgresEventStore(events);
  const { id, secret } = secrets.keyEncryption;
  const kek = keyEncryption(
    { id, secret: Buffer.from(secret, 'hex') },
    secrets.earlierKeyEncryption.map((earlier) => ({
      id: earlier.id,
      secret: Buffer.from(earlier.secret, 'hex'),
    })),
  );
  const keys = postgresKeyRing(database, kek);
  const checkpoint = postgresCheckpoint(database);
  await replayErasures({ store, checkpoint, keys });

  const referenceSecret = secretFor(secrets.node, 'references');
  const referenceFor = (other: Country, caseId: string): string => blind(referenceSecret, other, caseId);
  const desk = deskOf({
    country,
    clock,
    facts: factsOf,
    instruments: () => instruments,
    referenceFor,
    store,
    keys,
    bodySecret: secretFor(secrets.node, 'bodies'),
  });

  const kinds = new Set(facts.agencies.map(({ kind }) => kind));
  const views = viewsFor(kinds);
  const projector = createProjector({
    pool: owner,
    store,
    views,
    reader: decodeURIComponent(new URL(config.database.appUrl).username),
    report: ({ what, view, code }) => log.info({ part: 'projector', what, view, code }),
  });
  const metrics = nodeMetrics(country, {
    views: () => viewStatuses(database, store, views),
    queues: () => queueDepths(tables),
  });

  const exchange = embeddedExchange({
    connection: { connectionString: config.exchange.url },
    onTrouble: trouble('exchange'),
  });
  const ring = { country, own: secrets.keys, parties: config.partyKeys };
  const actor = nodeActor(country);
  const bridgeDesk = commandDesk(desk.cases);
  const outward = outbound({
    country,
    store,
    desk: bridgeDesk,
    checkpoints: checkpointTable(tables),
    parked: parkedEventTable(tables),
    channelTo: (other) => sealedChannel(ring, exchange, other, () => clock.now()),
    referenceFor,
    actor,
    metrics: metrics.bridge,
    onTrouble: trouble('outbound'),
  });
  const inward = inbound({
    country,
    desk: bridgeDesk,
    actor,
    caseOf: (other, reference) => unblind(referenceSecret, other, reference),
    now: () => clock.now(),
    senders: nation.neighbours,
    exchange,
    ring,
    catalogue: messages,
    parked: parkedMessageTable(tables),
    deadLetters: deadLetterTable(tables),
    referenceFor,
    metrics: metrics.bridge,
    onTrouble: trouble('inbound'),
  });

  const doorSecret = secretFor(secrets.node, 'door').toString('hex');
  const door = {
    facts,
    clock,
    tokens: tokenVerifier({ facts, ...config.tokens }),
    cases: desk.cases,
    journeys: desk.journeys,
    store,
    views: agencyQueries.filter((query) => query.kinds.some((kind) => kinds.has(kind))),
    database,
    progress: projector.progress,
    openSealed: openSealedWith(keys),
    accessLog: postgresAccessLog(database),
    secret: doorSecret,
    positions: opaquePositions(doorSecret),
    readiness: readinessOf({ store, database, views }),
    metrics: metrics.text,
    log,
  };
  const app = await serverOf(nation.module({ desk, door }), door, {
    requestsPerMinute: config.http.requestsPerMinute,
    largestBody,
  });

  const stopping = new AbortController();
  await projector.start();
  const following = [
    follow(followUpsOf({ desk, country, keys }), {
      store,
      checkpoint,
      parking: postgresParking(database),
      signal: stopping.signal,
      report: ({ name, lane, error }) =>
        log.warn(
          { part: name, lane, code: error instanceof Error ? error.name : 'unknown' },
          'a follow-up waits',
        ),
    }),
    outward.run(stopping.signal),
    inward.run(stopping.signal),
  ];
  for (const work of following)
    work.catch((error: unknown) =>
      log.fatal(
        { code: error instanceof Error ? error.name : 'unknown' },
        'a follower stopped; restore or reset its checkpoint',
      ),
    );
  await app.listen(config.http.port, config.http.host);
  const url = await app.getUrl();
  log.info({ url }, 'listening');

  return {
    country,
    url,
    stop: async () => {
      await app.close();
      stopping.abort();
      await Promise.allSettled([...following, projector.stop()]);
      await Promise.allSettled([exchange.close(), keys.close(), store.close()]);
      await Promise.allSettled([events.end(), database.end(), owner.end(), tables.destroy()]);
    },
  };
};
