import { chmod, mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxIssuer, type SandboxIssuer } from '#access';
import type { Country } from '#casework';
import type { NodeConfig, NodeSecrets } from '../../apps/node/config.js';
import { install } from '../../apps/node/install.js';
import type { Role } from '../../apps/node/roles.js';
import { viewsOf } from '../../apps/node/nations.js';
import { prepareDatabases, type NodeDatabase } from '../../apps/sandbox/databases.js';
import { identitiesOf } from '../../apps/sandbox/identity.js';
import { freePortFrom } from '../../apps/sandbox/postgres/port.js';
import { withPort } from './addresses.js';
import { diskAt, type Disk } from './disk.js';
import type { StampKeys } from '../../apps/node/stamp-keys.js';
import { startDatabase, type Database } from './engines/database.js';
import { embeddedEngine } from './engines/embedded-exchange.js';
import type { ExchangeEngine } from './engines/exchange.js';
import { kafkaEngine } from './engines/kafka-exchange.js';
import { inEventStoreDb, inPostgres, type StoreEngine, type StoreKind } from './engines/event-store.js';
import { linksOf, type Links } from './engines/links.js';
import { guardOf, type Guard } from './guard.js';

/** How to log in to a node's server. */
export interface Urls {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly bridgeUrl: string;
}

/** A node's own server, and what its processes are configured with. */
export interface Home {
  readonly country: Country;
  readonly server: Database;
  readonly events: StoreEngine;
  /** Straight to the server, whatever becomes of the links. */
  readonly direct: () => Urls;
  readonly url: string;
  /** For one process, over links of its own. */
  readonly configFor: (process: string, role: Role) => Promise<NodeConfig>;
  readonly secrets: NodeSecrets;
  readonly stampKeys: StampKeys | undefined;
}

/** Everything that a run stands on. */
export interface Premises {
  readonly folder: string;
  readonly logs: string;
  readonly guard: Guard;
  readonly links: Links;
  readonly homes: ReadonlyMap<Country, Home>;
  readonly exchange: ExchangeEngine;
  readonly issuer: SandboxIssuer;
  /** Every file to which a process of the run writes what it does. */
  readonly logFiles: () => Promise<readonly string[]>;
  /** Why no disk can be filled; undefined where one can. */
  readonly withoutDisks: string | undefined;
  stop(): Promise<void>;
}

export interface PremisesOptions {
  readonly countries: readonly Country[];
  readonly exchange: 'embedded' | 'kafka';
  readonly store: StoreKind;
  readonly minutes: number;
  readonly keep: boolean;
}

const audience = 'homeward';
/*
 * All below the ports that a system gives to outgoing connections (from 32768 on), where one of those could hold the port of a
 * server that was killed and starts again.
 */
const firstDatabasePort = 15_100;
const firstNodePort = 16_000;
const firstStorePort = 17_100;

/** What a database of a run may grow to, MiB; a store that lays out whole files of 256 MiB at once needs more. */
const diskSize = (minutes: number): number => Math.ceil(350 + 40 * minutes);
const storeDiskSize = (minutes: number): number => 2 * 280 + diskSize(minutes);

const urlsOf = ({ owner, app, bridge }: NodeDatabase, port: number): Urls => ({
  ownerUrl: withPort(owner.url, port),
  appUrl: withPort(app.url, port),
  bridgeUrl: withPort(bridge.url, port),
});

/** Free ports one after the other, none twice. */
const portsFrom = (first: number) => {
  let from = first;
  return async (): Promise<number> => {
    const port = await freePortFrom(from);
    from = port + 1;
    return port;
  };
};

/** Brings up a server for each node and one for the exchange, installed, each on a disk of its own where that is allowed. */
export const preparePremises = async ({
  countries,
  minutes,
  keep,
  exchange: kind,
  store,
}: PremisesOptions): Promise<Premises> => {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-faults-'));
  // The database's own user must get to its folder below.
  await chmod(folder, 0o711);
  const guard = guardOf(folder, { keep });
  const links = linksOf();
  const servers: Database[] = [];
  const stores: StoreEngine[] = [];
  let withoutDisks: string | undefined;
  let exchange: ExchangeEngine | undefined;
  const stop = async (): Promise<void> => {
    await Promise.allSettled([
      exchange?.close(),
      ...stores.map((one) => one.stop()),
      ...servers.map((server) => server.stop()),
    ]);
    await links.close();
    await guard.end();
  };
  try {
    const logs = join(folder, 'logs');
    await mkdir(logs, { mode: 0o700 });
    const mount = async (at: string, mebibytes: number): Promise<Disk | undefined> => {
      const disk = await diskAt(at, mebibytes, guard);
      if (!disk) withoutDisks = 'this user may not mount one';
      return disk;
    };
    const serve = async (name: string): Promise<Database> => {
      const dataDir = join(folder, name);
      const disk = await mount(dataDir, diskSize(minutes));
      const server = await startDatabase(`PostgreSQL of ${name}`, {
        dataDir,
        port: firstDatabasePort + 10 * servers.length,
        log: join(logs, `postgres-${name}.log`),
        guard,
        disk,
      });
      servers.push(server);
      return server;
    };

    const issuer = await sandboxIssuer({ audience });
    const { secrets, stampKeys, partyKeys } = await identitiesOf(folder, countries);
    exchange =
      kind === 'kafka'
        ? await kafkaEngine({
            countries,
            dir: join(folder, 'kafka'),
            links,
            guard,
            mount: (at) => mount(at, diskSize(minutes)),
          })
        : await embeddedEngine(await serve('exchange'), countries);
    const carrier = exchange;
    const homes = new Map<Country, Home>();
    const nextPort = portsFrom(firstNodePort);
    for (const country of countries) {
      const server = await serve(country);
      const prepared = (await prepareDatabases(server.running(), [country])).nodes.get(country);
      const own = secrets.get(country);
      if (!prepared || !own) throw new Error(`${country} was not prepared.`);
      const port = await nextPort();
      const at = (): number => server.running().port;
      const direct = (): Urls => urlsOf(prepared, at());
      const storeFolder = join(folder, `eventstoredb-${country}`);
      const events =
        store === 'postgres'
          ? inPostgres(
              (place) => withPort(prepared.events.url, place),
              () => direct().ownerUrl,
              at,
            )
          : await inEventStoreDb({
              name: `EventStoreDB of ${country}`,
              kind: store,
              dir: storeFolder,
              disk: await mount(storeFolder, storeDiskSize(minutes)),
              port: firstStorePort + 10 * stores.length,
              log: join(logs, `eventstoredb-${country}.log`),
              guard,
            });
      stores.push(events);
      await install({ database: { ...direct(), ...events.direct() } }, viewsOf(country));
      const configFor = async (process: string, role: Role): Promise<NodeConfig> => {
        const tables = await links.between(`${process} ⇄ tables`, at);
        const { ownerUrl, appUrl, bridgeUrl } = urlsOf(prepared, tables.port);
        const urls = { appUrl, bridgeUrl, ...(await events.configFor(process, links)) };
        return {
          roles: [role],
          http: {
            host: '127.0.0.1',
            port: role === 'api' ? port : await nextPort(),
            requestsPerMinute: 100_000_000,
          },
          database: role === 'projector' ? { ...urls, projectorUrl: ownerUrl } : urls,
          ...(role === 'bridge' ? await carrier.configFor(process, country, links) : {}),
          secrets: own,
          stampKeys: stampKeys.get(country),
          partyKeys,
          tokens: { audience, issuers: [issuer.trusted], acceptSandbox: true },
          logLevel: 'info',
        };
      };
      homes.set(country, {
        country,
        server,
        events,
        direct,
        url: `http://127.0.0.1:${port}`,
        configFor,
        secrets: own,
        stampKeys: stampKeys.get(country),
      });
    }
    const logFiles = async (): Promise<readonly string[]> => {
      const own = (await readdir(logs)).map((name) => join(logs, name));
      const theirs = [...servers, ...stores, carrier].flatMap((engine) => engine.logs);
      return [...new Set([...own, ...theirs])];
    };
    return { folder, logs, guard, links, homes, exchange: carrier, issuer, logFiles, withoutDisks, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
