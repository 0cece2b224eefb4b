import pg from 'pg';
import { postgresEventStore } from '#event-store';
import { machineClock } from './rounds.js';

/** Follows the event store of DATABASE_EVENTS_URL and tells when it had which events in hand, until its parent goes. */
const follow = async (): Promise<void> => {
  process.once('disconnect', () => process.exit(0));
  const { signal } = new AbortController();
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_EVENTS_URL'] });
  const store = postgresEventStore(pool);
  for await (const delivery of store.subscribe(await store.head(), { signal })) {
    const at = machineClock();
    process.send?.({ at, ids: delivery.kind === 'events' ? delivery.events.map(({ id }) => id) : [] });
  }
};

void follow();
