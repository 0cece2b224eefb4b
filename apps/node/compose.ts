import { hkdfSync } from 'node:crypto';
import pg from 'pg';
import { pino, type DestinationStream } from 'pino';
import { DataSource } from 'typeorm';
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
import { deskOf, nodeActor, postgresCheckpoint, postgresParking, systemClock } from '#desk';
import { keyEncryption, postgresEventStore, postgresKeyRing } from '#event-store';
import { instruments } from '#instruments';
import type { NodeConfig } from './config.js';
import { nodeMetrics } from './metrics.js';
import { nationOf } from './nations.js';

/** A secret of its own for each use, so that none can be taken for another. */
export const secretFor = (node: string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', Buffer.from(node, 'hex'), '', `homeward ${use}`, 32));

/** The key-encryption keys of a node: the current one, and earlier ones for what they wrapped. */
export const keyEncryptionOf = ({ keyEncryption: current, earlierKeyEncryption }: NodeConfig['secrets']) => {
  const inBytes = ({ id, secret }: typeof current) => ({ id, secret: Buffer.from(secret, 'hex') });
  return keyEncryption(inBytes(current), earlierKeyEncryption.map(inBytes));
};

/** Opens a node's connections. `close` ends all of them. */
const connections = async (
  { database: urls }: NodeConfig,
  lost: (part: string) => (error: Error) => void,
) => {
  const events = new pg.Pool({ connectionString: urls.eventsUrl, max: 8 }).on('error', lost('event store'));
  const database = new pg.Pool({ connectionString: urls.appUrl, max: 12 }).on('error', lost('database'));
  const owner = new pg.Pool({ connectionString: urls.ownerUrl, max: 10 }).on('error', lost('projector'));
  const tables = await new DataSource({ type: 'postgres', url: urls.appUrl, extra: { max: 6 } }).initialize();
  const close = () => Promise.allSettled([events.end(), database.end(), owner.end(), tables.destroy()]);
  return { events, database, owner, tables, close };
};

/** Builds the parts of a country's node over its installed database; nothing runs yet. */
export const compose = async (country: Country, config: NodeConfig, logTo?: DestinationStream) => {
  const nation = nationOf(country);
  const { facts } = nation;
  const { clock = systemClock, secrets } = config;
  const log = pino({ level: config.logLevel, base: { country } }, logTo ?? pino.destination(1));
  const trouble = (part: string) => (code: string) => log.warn({ part, code }, 'trouble, going on by itself');
  const lost = (part: string) => (error: Error) =>
    log.warn({ part, code: error.name }, 'a connection was lost');

  const { events, database, owner, tables, close } = await connections(config, lost);
  const store = postgresEventStore(events);
  const keys = postgresKeyRing(database, keyEncryptionOf(secrets));
  const checkpoint = postgresCheckpoint(database);

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
  const bridging = {
    country,
    desk: commandDesk(desk.cases),
    actor: nodeActor(country),
    referenceFor,
    metrics: metrics.bridge,
  };
  const deadLetters = deadLetterTable(tables);
  const outward = outbound({
    ...bridging,
    store,
    checkpoints: checkpointTable(tables),
    parked: parkedEventTable(tables),
    channelTo: (other) => sealedChannel(ring, exchange, other, () => clock.now()),
    onTrouble: trouble('outbound'),
  });
  const inward = inbound({
    ...bridging,
    caseOf: (other, reference) => unblind(referenceSecret, other, reference),
    now: () => clock.now(),
    senders: nation.neighbours,
    exchange,
    ring,
    catalogue: messages,
    parked: parkedMessageTable(tables),
    deadLetters,
    onTrouble: trouble('inbound'),
  });

  return {
    nation,
    facts,
    clock,
    log,
    store,
    keys,
    checkpoint,
    parking: postgresParking(database),
    desk,
    database,
    owner,
    tables,
    views,
    queries: agencyQueries.filter((query) => query.kinds.some((kind) => kinds.has(kind))),
    projector,
    metrics,
    outward,
    inward,
    deadLetters,
    close: async (): Promise<void> => {
      await Promise.allSettled([exchange.close(), keys.close(), store.close()]);
      await close();
    },
  };
};

export type NodeParts = Awaited<ReturnType<typeof compose>>;
