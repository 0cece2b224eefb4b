import { scratchDatabase } from '../../../test/scratch-database.js';
import { eventStoreContract } from '../event-store.contract.js';
import type { EventStore } from '../port.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

eventStoreContract('postgres', async () => {
  const database = await scratchDatabase();
  const appendRole = await database.role();
  await installEventStore(database.pool, { appendRole });
  await installEventStore(database.pool, { appendRole });
  const { rows } = await database.pool.query<{ server_version: string }>('show server_version');
  process.stdout.write(`the event store's contract by pg on PostgreSQL ${rows[0]?.server_version}\n`);
  const opened: EventStore[] = [];
  const open = (): EventStore => {
    const store = postgresEventStore(database.poolAs(appendRole));
    opened.push(store);
    return store;
  };
  return {
    store: open(),
    another: () => Promise.resolve(open()),
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await database.drop();
    },
  };
});
