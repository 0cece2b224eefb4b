import pg from 'pg';
import { installEmbeddedExchange, provisionTopics, TopicSettings } from '#bridge';
import type { Country } from '#casework';
import type { Databases } from './databases.js';

/** Installs the exchange in tables of PostgreSQL, for every country that has a database there. */
export const installExchange = async ({
  exchangeAdminUrl,
  nodes,
}: Pick<Databases, 'exchangeAdminUrl' | 'nodes'>): Promise<void> => {
  const admin = new pg.Client({ connectionString: exchangeAdminUrl });
  await admin.connect();
  try {
    const members = [...nodes.values()].map(({ country, exchange }) => ({ country, ...exchange }));
    await installEmbeddedExchange(admin, members);
  } finally {
    await admin.end();
  }
};

/** Makes the topics of some countries where they are missing, on brokers that are open to everybody. Yields a line for each. */
export const makeTopics = (
  brokers: readonly string[],
  countries: readonly Country[],
): AsyncIterable<string> => {
  const several = brokers.length >= 3;
  const settings = TopicSettings.parse({
    cluster: { kind: 'kafka', brokers: [...brokers] },
    members: Object.fromEntries(countries.map((country) => [country, `homeward-${country.toLowerCase()}`])),
    replication: several ? 3 : 1,
    minInsyncReplicas: several ? 2 : 1,
    acls: false,
  });
  return provisionTopics(settings, { dryRun: false, prune: false });
};
