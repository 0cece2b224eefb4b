import pg from 'pg';
import { pino, type DestinationStream } from 'pino';
import { tableOf, viewStatuses } from '#agencies';
import { queueDepths, rowsOf, withoutReceipt } from '#bridge';
import type { CountryFacts } from '#casework';
import { systemClock } from '#desk';
import { comparePositions, start } from '#event-store';
import { standings, workHeld } from '#following';
import { type NotAuthentic } from '#sealing';
import type { NodeConfig } from './config.js';
import { checked, eventStoreOf } from './event-store.js';
import { connectionsTo } from './connections.js';
import { nodeMetrics } from './metrics.js';
import { viewsOf } from './nations.js';
import { ownWorkNames } from './own-work-names.js';
import { rolesIn } from './roles.js';
import { standingWithin } from './within-time.js';

/** How long health and metrics wait for the event store, milliseconds: shorter than they have altogether. */
const longestStandingMs = 2_000;

/** How long a receipt may take before its absence is told, milliseconds. */
const receiptWithinMs = 3_600_000;

/** What every process of a node stands on, whatever its roles: log, connections, event store. Nothing connects yet. */
export const groundOf = (facts: CountryFacts, config: NodeConfig, logTo?: DestinationStream) => {
  const { country } = facts;
  const { clock = systemClock } = config;
  const log = pino({ level: config.logLevel, base: { country } }, logTo ?? pino.destination(1));
  const pools: pg.Pool[] = [];
  const poolTo = (part: string, url: string, max: number, statementMs?: number): pg.Pool => {
    const name = `homeward ${country} ${part}`;
    const pool = new pg.Pool(connectionsTo(url, { max, name, ...(statementMs ? { statementMs } : {}) }));
    pool.on('error', (error) => log.warn({ part, code: error.name }, 'a connection was lost'));
    pools.push(pool);
    return pool;
  };
  const { appUrl, bridgeUrl = appUrl, projectorUrl, ownerUrl } = config.database;
  const writesViews = projectorUrl ?? ownerUrl;
  const roles = rolesIn(config);
  const reads = roles.has('api') ? appUrl : roles.has('bridge') ? bridgeUrl : (projectorUrl ?? appUrl);
  const database = poolTo('database', reads, 14);
  const bridging = bridgeUrl === reads ? database : poolTo('bridge', bridgeUrl, 8);
  const trouble = (part: string) => (code: string) => log.warn({ part, code }, 'trouble, going on by itself');
  const onNotAuthentic = (event: NotAuthentic): void => {
    log.error({ part: 'event store', ...event }, 'an event that this node did not write was passed over');
    metrics.notAuthentic();
  };
  const store = checked(
    eventStoreOf(config.database, { poolTo, trouble }),
    country,
    config.stampKeys,
    onNotAuthentic,
  );
  const standing = standingWithin(longestStandingMs, store);

  const views = viewsOf(country);
  const tables = rowsOf(database);
  const metrics = nodeMetrics(country, {
    views: () => viewStatuses(database, standing, views),
    queues: () => queueDepths(tables),
    withoutReceipt: () => withoutReceipt(tables, receiptWithinMs),
    work: async () => {
      const held = new Set((await workHeld(database)).flatMap(({ name, held: now }) => (now ? [name] : [])));
      return [...views.map((view) => tableOf(view)), ...ownWorkNames].map((name) => ({
        name,
        held: held.has(name),
      }));
    },
    followers: async () => {
      const [head, stand] = await Promise.all([
        standing.head().catch(() => start),
        standings(database, ownWorkNames),
      ]);
      return stand.map(({ name, position, idleSeconds, parked }) => ({
        name,
        lagSeconds: comparePositions(position, head) < 0 ? idleSeconds : 0,
        parked,
      }));
    },
    eventStore: () => standing.head(),
  });

  return {
    country,
    facts,
    clock,
    log,
    database,
    /** Of the role that does what the node does by itself. */
    bridging,
    tables,
    store,
    /** Where the event store stands, told soon or not at all. */
    standing,
    views,
    metrics,
    poolTo,
    /** Leases of views, and the connections that write them, of the role that does so. */
    projecting: () => {
      if (writesViews === undefined)
        throw new Error('A projector needs DATABASE_PROJECTOR_URL or DATABASE_OWNER_URL.');
      return { pool: poolTo('projector', writesViews, 12, 60_000), leases: poolTo('leases', writesViews, 2) };
    },
    /** Leases of what the node does by itself. */
    bridgeLeases: () => poolTo('leases', bridgeUrl, 2),
    /** As the owner: what only an operator does. */
    operating: () => {
      if (ownerUrl === undefined) throw new Error('This needs DATABASE_OWNER_URL.');
      return poolTo('operator', ownerUrl, 2, 60_000);
    },
    trouble,
    close: async (): Promise<void> => {
      await store.close();
      await Promise.allSettled(pools.map((pool) => pool.end()));
    },
  };
};

export type Ground = ReturnType<typeof groundOf>;
