import pg from 'pg';
import { eventStoreDbEventStore, postgresEventStore } from '#event-store';
import { toBeBound, type Bound } from '#sealing';
import type { EventStoreSettings } from '../node/config.js';

/** The table of events was not made yet (SQLSTATE). */
const noTable = '42P01';

/** What the event store of a data folder holds from before stamps; nothing where it is new. */
export const earlierEventsAt = async ({
  eventsUrl,
  eventStoreDbUrl,
}: EventStoreSettings): Promise<Bound | undefined> => {
  const pool = new pg.Pool({ connectionString: eventsUrl, max: 1 });
  pool.on('error', () => undefined);
  const store = eventStoreDbUrl ? eventStoreDbEventStore(eventStoreDbUrl) : postgresEventStore(pool);
  try {
    const found = await toBeBound(store);
    return found && { epoch: found.epoch, upTo: found.upTo, digest: found.digest };
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === noTable) return undefined;
    throw error;
  } finally {
    await store.close();
    await pool.end();
  }
};
