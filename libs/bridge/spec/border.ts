import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { embeddedExchange } from '../embedded/exchange.js';
import { installEmbeddedExchange } from '../embedded/install.js';
import type { Exchange } from '../exchange.js';
import { specDatabase, type SpecDatabase } from './database.js';

/** The exchange between two bridges, empty for each test. */
export interface Crossing {
  /** Thailand's end and Myanmar's. */
  readonly ends: readonly [Exchange, Exchange];
  readonly onTopic: (topic: string) => Promise<number>;
  /** Everything that the exchange keeps, as text. */
  readonly kept: () => Promise<string>;
  readonly close: () => Promise<void>;
}

export interface Border {
  readonly prepare: () => Promise<void>;
  readonly open: () => Promise<Crossing>;
  readonly dispose: () => Promise<void>;
}

/** Tables in PostgreSQL between the two. */
export const embeddedBorder = (): Border => {
  const run = randomUUID().slice(0, 8);
  const members = [
    { country: 'TH', role: `bth_${run}`, password: 'th' },
    { country: 'MM', role: `bmm_${run}`, password: 'mm' },
  ] as const;
  let database: SpecDatabase;
  let admin: pg.Client;
  const end = ({ role, password }: (typeof members)[number]) =>
    embeddedExchange({ connection: database.as(role, password), firstPause: 20, pollEvery: 60_000 });
  return {
    prepare: async () => {
      database = await specDatabase();
      admin = new pg.Client(database.url);
      await admin.connect();
      await installEmbeddedExchange(admin, members);
    },
    open: async () => {
      await admin.query('truncate exchange.record, exchange.progress');
      await admin.query('update exchange.topic set head = 0');
      const ends = [end(members[0]), end(members[1])] as const;
      return {
        ends,
        onTopic: async (topic) => {
          const { rowCount } = await admin.query('select from exchange.record where topic = $1', [topic]);
          return rowCount ?? 0;
        },
        kept: async () => {
          const { rows } = await admin.query<Record<string, unknown>>(
            "select row.*, convert_from(row.message, 'UTF8') as text from exchange.record row",
          );
          return JSON.stringify(rows);
        },
        close: async () => {
          for (const exchange of ends) await exchange.close();
        },
      };
    },
    dispose: async () => {
      await admin.end();
      await database.drop();
      const server = new pg.Client(process.env['TEST_DATABASE_URL']);
      await server.connect();
      for (const { role } of members) await server.query(`drop role if exists ${role}`);
      await server.end();
    },
  };
};
