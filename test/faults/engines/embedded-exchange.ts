import pg from 'pg';
import { embeddedExchange, topicsAmong } from '#bridge';
import type { Country } from '#casework';
import { prepareDatabases } from '../../../apps/sandbox/databases.js';
import { installExchange } from '../../../apps/sandbox/exchange.js';
import { withPort } from '../addresses.js';
import type { Database } from './database.js';
import { unreadable, type ExchangeEngine } from './exchange.js';

interface KeptRecord {
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly message: Buffer;
}

/** The embedded exchange on a PostgreSQL of its own, installed for every node. */
export const embeddedEngine = async (
  database: Database,
  countries: readonly Country[],
): Promise<ExchangeEngine> => {
  const { nodes, exchangeAdminUrl } = await prepareDatabases(database.running(), countries);
  const between = topicsAmong(countries);
  /** Who writes to a topic. */
  const writerOf = (topic: string): Country => {
    const found = between.find((each) => each.topic === topic);
    if (!found) throw new Error(`Nobody writes to ${topic}.`);
    return found.from;
  };
  const adminUrl = (): string => withPort(exchangeAdminUrl, database.running().port);
  const urlOf = (country: Country): string => {
    const found = nodes.get(country);
    if (!found) throw new Error(`${country} has no role on the exchange.`);
    return found.exchange.url;
  };
  const asAdmin = async <R extends pg.QueryResultRow>(
    statement: string,
    values: unknown[] = [],
  ): Promise<R[]> => {
    const client = new pg.Client({ connectionString: adminUrl(), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<R>(statement, values)).rows;
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  await installExchange({ exchangeAdminUrl: adminUrl(), nodes });

  return {
    name: 'the embedded one, on PostgreSQL',
    topics: between.map(({ topic }) => topic),
    weaknesses: database.weaknesses,
    logs: database.logs,
    configFor: async (process, country, links) => {
      const link = await links.between(`${process} ⇄ exchange`, () => database.running().port);
      return { exchange: { url: withPort(urlOf(country), link.port) } };
    },
    again: async (topic, random) => {
      const [found] = await asAdmin<{ head: string }>('select head from exchange.topic where name = $1', [
        topic,
      ]);
      const head = Number(found?.head ?? 0);
      if (head === 0) return 0;
      const most = random.between(1, 25);
      const after = random.below(2) === 0 ? Math.max(0, head - most) : random.below(head);
      const records = await asAdmin<KeptRecord>(
        `select key, headers, message from exchange.record where topic = $1 and position > $2 and key not like $4
         order by position limit $3`,
        [topic, after, most, `${unreadable}%`],
      );
      const writer = embeddedExchange({
        connection: { connectionString: withPort(urlOf(writerOf(topic)), database.running().port) },
      });
      try {
        for (const { key, headers, message } of records) await writer.publish(topic, key, message, headers);
      } finally {
        await writer.close();
      }
      return records.length;
    },
    putUnreadable: async (topic, key) => {
      const client = new pg.Client({
        connectionString: withPort(urlOf(writerOf(topic)), database.running().port),
        connectionTimeoutMillis: 5_000,
      });
      client.on('error', () => undefined);
      await client.connect();
      try {
        await client.query('select exchange.publish($1, $2, $3, $4)', [
          ...[topic, key, '{"of": {"a": "later version"}}'],
          Buffer.from(key),
        ]);
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    undelivered: async () => {
      const [row] = await asAdmin<{ left: number }>(
        `select coalesce(sum(t.head - coalesce(p.position, 0)), 0)::int as left from exchange.topic t
         left join exchange.progress p on p.topic = t.name and p.reader_group = 'inbound'`,
      );
      return row?.left ?? 0;
    },
    close: () => Promise.resolve(),
  };
};
