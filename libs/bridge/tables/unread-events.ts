import type { PlacedEvent } from '#event-store';
import type { TablesDatabase } from './database.js';

/** Where an event stands that the outbound side could not read. No field above P1. */
export type UnreadEvent = Pick<PlacedEvent, 'id' | 'stream' | 'revision' | 'type'>;

/** Events that could not be read, put aside by their ids: a later version reads them, and the others do not wait. */
export interface UnreadEvents {
  /** Putting the same aside again changes nothing. */
  keep(event: UnreadEvent): Promise<void>;
  /** In the order in which they were put aside. */
  list(): Promise<readonly UnreadEvent[]>;
  /** After it was read. */
  remove(id: string): Promise<void>;
}

export const unreadEventTable = (database: TablesDatabase): UnreadEvents => ({
  keep: async ({ id, stream, revision, type }) => {
    await database.query(
      `insert into bridge.unread_event (event_id, stream, revision, type) values ($1, $2, $3, $4) on conflict do nothing`,
      [id, stream, revision, type],
    );
  },
  list: () =>
    database.query<UnreadEvent[]>(
      `select event_id as id, stream, revision, type from bridge.unread_event order by number`,
    ),
  remove: async (id) => {
    await database.query(`delete from bridge.unread_event where event_id = $1`, [id]);
  },
});
