import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** The bridge's entities over a database; opened when it is first asked for. */
export type Entities = () => Promise<Pick<DataSource, 'getRepository'>>;

/** What TypeORM asks of a pool. Its errors are heard, and it is ended, by whose it is. */
const lent = (pool: Pool) =>
  class LentPool {
    connect = pool.connect.bind(pool);

    on(): this {
      return this;
    }

    end(done: () => void): void {
      done();
    }
  };

const open = async (pool: Pool): Promise<DataSource> => {
  // Loaded by who needs it: most processes do not.
  const { DataSource: Source } = await import('typeorm');
  const { DeadLetterRow } = await import('./dead-letter.entity.js');
  const { UnreadEventRow } = await import('./unread-event.entity.js');
  const source = new Source({
    type: 'postgres',
    driver: { Pool: lent(pool) },
    entities: [DeadLetterRow, UnreadEventRow],
    installExtensions: false,
  });
  return source.initialize();
};

/** The entities over connections that are there already: no pool of their own. After a failure it is tried anew. */
export const entitiesOver = (pool: Pool): Entities => {
  let source: Promise<DataSource> | undefined;
  return () => {
    source ??= open(pool).catch((error: unknown) => {
      source = undefined;
      throw error;
    });
    return source;
  };
};
