import type { TablesDatabase } from './database.js';

/** When something was last heard on the topics of the exchanges; for every process of the node, and after a restart. */
export interface LastHeard {
  /** Notes the instant (ISO 8601) of a record of a topic; an earlier one changes nothing. */
  note(exchange: string, topic: string, at: string): Promise<void>;
  /** The latest instant noted. */
  last(exchange: string, topic: string): Promise<string | undefined>;
}

export const heardTable = (database: TablesDatabase): LastHeard => ({
  note: async (exchange, topic, at) => {
    await database.query(
      `insert into bridge.heard as known (exchange, topic, last_at) values ($1, $2, $3)
       on conflict (exchange, topic) do update set last_at = greatest(known.last_at, excluded.last_at)`,
      [exchange, topic, at],
    );
  },
  last: async (exchange, topic) => {
    const rows = await database.query<{ last_at: Date }[]>(
      'select last_at from bridge.heard where exchange = $1 and topic = $2',
      [exchange, topic],
    );
    return rows[0]?.last_at.toISOString();
  },
});
