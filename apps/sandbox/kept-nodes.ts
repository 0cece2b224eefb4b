import { readFile, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { exchangesOf } from '#bridge';
import { countries, type Country } from '#casework';
import { instruments, partnersOf } from '#instruments';
import type { NodeConfig } from '../node/config.js';
import type { NamedExchanges } from '../node/exchange-settings.js';
import { databasesOn, type Databases } from './databases.js';
import { earlierEventsAt } from './earlier-events.js';
import { identitiesOf, keptCountries, type Identities } from './identity.js';
import { paperFor } from './paper.js';
import { startPostgres, type RunningPostgres } from './postgres.js';
import { holderOf, isSandboxData, writeSecret } from './postgres/folder.js';

/** What a sandbox notes of itself in its data folder: how commands of operators reach its nodes. */
const Running = z.object({
  adminUrl: z.string(),
  eventStores: z.partialRecord(z.enum(countries), z.string()),
  kafka: z.array(z.string()).optional(),
});

interface Engines {
  readonly eventStores: ReadonlyMap<Country, string>;
  readonly kafka?: readonly string[];
}

const noteOf = (dataDir: string): string => join(dataDir, 'running.json');

/** Notes over what the nodes of a sandbox run, readable by its owner alone. */
export const noteRunning = async (
  { adminUrl, dataDir }: Pick<RunningPostgres, 'adminUrl' | 'dataDir'>,
  { eventStores, kafka }: Engines,
): Promise<void> => {
  const path = noteOf(dataDir);
  const note = { adminUrl, eventStores: Object.fromEntries(eventStores), ...(kafka ? { kafka } : {}) };
  await writeSecret(`${path}.new`, JSON.stringify(note));
  await rename(`${path}.new`, path);
};

/** Every exchange that instruments of some countries name, on a Kafka that is somebody else's. */
export const kafkaExchange = (brokers: readonly string[], among: readonly Country[]): NamedExchanges =>
  Object.fromEntries(
    among
      .flatMap((country) => exchangesOf(instruments, country))
      .map((name) => [name, { kind: 'kafka', brokers: [...brokers] }]),
  );

/** What a node of a sandbox runs over: its databases and keys, and the exchange. */
export const configOf = (
  country: Country,
  {
    databases,
    secrets,
    stampKeys,
    partyKeys,
    eventStores,
    named,
    instrumentKeys,
  }: Identities & {
    /** With which its parties sign; nobody does where absent. */
    readonly instrumentKeys?: NodeConfig['instrumentKeys'];
    readonly databases: Databases;
    readonly eventStores: ReadonlyMap<Country, string>;
    readonly named: NamedExchanges | undefined;
  },
) => {
  const database = databases.nodes.get(country);
  const own = secrets.get(country);
  const eventStoreDbUrl = eventStores.get(country);
  if (!database || !own) throw new Error(`The database of ${country} was not prepared.`);
  return {
    database: {
      ownerUrl: database.owner.url,
      ...(eventStoreDbUrl === undefined ? { eventsUrl: database.events.url } : { eventStoreDbUrl }),
      appUrl: database.app.url,
      bridgeUrl: database.bridge.url,
    },
    exchange: named ? { named } : { url: database.exchange.url },
    paper: paperFor(partnersOf(country, instruments), new Set(databases.nodes.keys())),
    secrets: own,
    stampKeys: stampKeys.get(country),
    partyKeys,
    instrumentKeys,
  };
};

/** Secrets and keys of a sandbox's nodes; what its event stores hold from before stamps is bound the first time. */
export const identitiesIn = (
  dataDir: string,
  databases: Databases,
  eventStores: ReadonlyMap<Country, string>,
  mayBind = true,
): Promise<Identities> =>
  identitiesOf(dataDir, [...databases.nodes.keys()], (country) => {
    if (!mayBind)
      throw new Error(
        'An earlier version runs on these data. Stop it, and start the sandbox once with this one.',
      );
    return earlierEventsAt({
      eventsUrl: databases.nodes.get(country)?.events.url,
      eventStoreDbUrl: eventStores.get(country),
    });
  });

/** A node of a sandbox as an operator's command needs it. */
export interface KeptNode {
  readonly country: Country;
  readonly config: NodeConfig;
}

/** Throws a sentence where a sandbox runs on these data: what is done there is done before a node starts. */
export const mustStandStill = async (given: string): Promise<void> => {
  const holder = await holderOf(resolve(given));
  if (holder !== undefined)
    throw new Error(`The sandbox in ${resolve(given)} runs (process ${holder}). Stop it first.`);
};

/**
 * The nodes on the data of a sandbox, whether it runs or not: its PostgreSQL is used where it does, and started for as
 * long as the command takes where it does not. Throws a sentence where the folder is not a sandbox's.
 */
export const withKeptNodes = async (
  given: string,
  work: (nodes: readonly KeptNode[]) => Promise<void>,
): Promise<void> => {
  const dataDir = resolve(given);
  const note = await readFile(noteOf(dataDir), 'utf8').catch(() => undefined);
  if (note === undefined || !(await isSandboxData(dataDir)))
    throw new Error(
      `The folder ${dataDir} holds no data of a sandbox that this version has served. Name the folder that "npm start -- --data" was given.`,
    );
  const running = Running.parse(JSON.parse(note));
  const started = (await holderOf(dataDir)) === undefined ? await startPostgres({ dataDir }) : undefined;
  try {
    const server = started ?? { adminUrl: running.adminUrl, dataDir };
    const kept = await keptCountries(dataDir);
    const databases = await databasesOn(server, kept);
    const eventStores = new Map(
      Object.entries(running.eventStores).map(([country, url]) => [country as Country, url]),
    );
    const identities = await identitiesIn(dataDir, databases, eventStores, started !== undefined);
    const named = running.kafka && kafkaExchange(running.kafka, kept);
    await work(
      kept.map((country) => ({
        country,
        config: {
          ...configOf(country, { databases, ...identities, eventStores, named }),
          http: { host: '127.0.0.1', port: 0, requestsPerMinute: 1 },
          logLevel: 'silent',
        },
      })),
    );
  } finally {
    await started?.stop();
  }
};
