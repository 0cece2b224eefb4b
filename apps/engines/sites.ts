import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { exchangesOf } from '#bridge';
import type { Country } from '#casework';
import { instruments } from '#instruments';
import { prepareDatabases } from '../sandbox/databases.js';
import { installExchange, makeTopics } from '../sandbox/exchange.js';
import type { EventStoreSettings } from '../node/config.js';
import { readSettings } from '../node/settings.js';
import { earlierEventsAt } from '../sandbox/earlier-events.js';
import { identitiesOf } from '../sandbox/identity.js';
import { startPostgres } from '../sandbox/postgres.js';
import { writeSecret } from '../sandbox/postgres/folder.js';
import { isGiven, mustBeWhole, settingsOf, type Environment } from './settings.js';

type Given = Readonly<Record<string, string | undefined>>;

/** What the processes of some countries stand on, and how they are told of it. */
export interface Sites {
  readonly settings: ReadonlyMap<Country, Environment>;
  /** A line for each part: which engine it runs on. */
  readonly engines: readonly string[];
  /** Ends what was started here; given engines are left alone. */
  stop(): Promise<void>;
}

export interface SitesOptions {
  /** Whose systems they are. */
  readonly countries: readonly Country[];
  readonly dataDir: string;
  readonly ephemeral: boolean;
}

/** Where a URL leads, without a login: for people to read. */
const placeOf = (settings: Environment, name: string): string => {
  const url = settings[name];
  if (url === undefined) return `of ${settings[`${name}_FILE`] ?? 'a file'}`;
  return `at ${url.replace(/^([a-z+]+:\/\/)[^@/]*@/, '$1').replace(/\?.*$/, '')}`;
};

/** Topics on brokers that are open to everybody, and a file for each country that names them for all its instruments. */
const kafkaOf = async (
  brokers: readonly string[],
  countries: readonly Country[],
  pathOf: (country: Country) => string,
): Promise<void> => {
  const cluster = { kind: 'kafka' as const, brokers: [...brokers] };
  for await (const line of makeTopics(brokers, countries)) void line;
  for (const country of countries) {
    const named = exchangesOf(instruments, country).map((name) => [name, cluster]);
    await writeSecret(pathOf(country), JSON.stringify(Object.fromEntries(named)));
  }
};

/** Secrets and keys of the nodes, in files as the nodes read them. */
const keyFiles = async (
  dataDir: string,
  countries: readonly Country[],
  storeOf: (country: Country) => EventStoreSettings,
): Promise<(country: Country) => Environment> => {
  const { secrets, stampKeys, partyKeys } = await identitiesOf(dataDir, countries, (country) =>
    earlierEventsAt(storeOf(country)),
  );
  const partyFile = join(dataDir, 'party-keys.json');
  await writeSecret(partyFile, JSON.stringify(partyKeys));
  for (const [country, own] of secrets)
    await writeSecret(join(dataDir, `secrets-${country}.json`), JSON.stringify(own));
  for (const [country, own] of stampKeys)
    await writeSecret(join(dataDir, `stamp-keys-${country}.json`), JSON.stringify(own));
  return (country) => ({
    SECRETS_FILE: join(dataDir, `secrets-${country}.json`),
    STAMP_KEYS_FILE: join(dataDir, `stamp-keys-${country}.json`),
    PARTY_KEYS_FILE: partyFile,
  });
};

/** The engines that the environment names, and embedded ones for what it does not name. */
export const prepareSites = async (
  environment: Given,
  { countries, dataDir, ephemeral }: SitesOptions,
): Promise<Sites> => {
  const given = new Map(countries.map((country) => [country, settingsOf(country, environment)] as const));
  for (const [country, settings] of given) mustBeWhole(country, settings);
  const brokers = (environment['KAFKA_BROKERS'] ?? '').split(',').filter((broker) => broker !== '');
  const hasDatabase = (settings: Environment): boolean => isGiven(settings, 'DATABASE_OWNER_URL');
  const hasExchange = (settings: Environment): boolean =>
    brokers.length > 0 || isGiven(settings, 'EXCHANGES_FILE') || isGiven(settings, 'EXCHANGE_URL');
  const embedded = [...given.values()].some((settings) => !hasDatabase(settings) || !hasExchange(settings));

  await mkdir(dataDir, { recursive: true });
  await chmod(dataDir, 0o711);
  const postgres = embedded
    ? await startPostgres({ dataDir: join(dataDir, 'embedded'), ephemeral })
    : undefined;
  const stop = async (): Promise<void> => postgres?.stop();
  try {
    const databases = postgres ? await prepareDatabases(postgres, countries) : undefined;
    if (databases && ![...given.values()].every(hasExchange)) await installExchange(databases);
    const exchangesFile = (country: Country): string => join(dataDir, `exchanges-${country}.json`);
    if (brokers.length > 0) await kafkaOf(brokers, countries, exchangesFile);
    const keys = await keyFiles(dataDir, countries, (country) => {
      const own = given.get(country) ?? {};
      const read = (name: string): string | undefined => readSettings(own, [name])[name];
      return {
        eventStoreDbUrl: read('EVENTSTOREDB_URL'),
        eventsUrl: read('DATABASE_EVENTS_URL') ?? databases?.nodes.get(country)?.events.url,
      };
    });

    const settings = new Map<Country, Environment>();
    const engines: string[] = [];
    for (const [country, own] of given) {
      const database = databases?.nodes.get(country);
      const store = isGiven(own, 'EVENTSTOREDB_URL');
      const all: Environment = {
        ...(database && !hasDatabase(own)
          ? {
              DATABASE_OWNER_URL: database.owner.url,
              DATABASE_APP_URL: database.app.url,
              DATABASE_BRIDGE_URL: database.bridge.url,
              ...(store ? {} : { DATABASE_EVENTS_URL: database.events.url }),
            }
          : {}),
        ...(brokers.length > 0 ? { EXCHANGES_FILE: exchangesFile(country) } : {}),
        ...(database && !hasExchange(own) ? { EXCHANGE_URL: database.exchange.url } : {}),
        ...keys(country),
        ...own,
      };
      settings.set(country, all);
      const where = hasDatabase(own) ? placeOf(own, 'DATABASE_APP_URL') : 'embedded';
      const events = store ? `EventStoreDB ${placeOf(own, 'EVENTSTOREDB_URL')}` : `PostgreSQL, ${where}`;
      engines.push(`${country} events     ${events}`, `${country} database   PostgreSQL, ${where}`);
    }
    const [first] = settings.values();
    const exchange = isGiven(first ?? {}, 'EXCHANGES_FILE')
      ? `as ${first?.['EXCHANGES_FILE']} says${brokers.length > 0 ? `: Kafka at ${brokers.join(', ')}` : ''}`
      : 'embedded, tables in PostgreSQL';
    return { settings, engines: [...engines, `exchange      ${exchange}`], stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
