import { scratchDatabase } from '../../../test/kit/scratch-database.js';
import { eventStoreContract } from '../event-store.contract.js';
import { checkingContract } from '../checking.contract.js';
import { storesBy, type StoreUnderTest } from '../under-test.contract.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

const inPostgres = async (): Promise<StoreUnderTest> => {
  const database = await scratchDatabase();
  const appendRole = await database.role();
  await installEventStore(database.pool, { appendRole });
  await installEventStore(database.pool, { appendRole });
  const { rows } = await database.pool.query<{ server_version: string }>('show server_version');
  process.stdout.write(`the event store's contract by pg on PostgreSQL ${rows[0]?.server_version}\n`);
  return storesBy(
    () => postgresEventStore(database.poolAs(appendRole)),
    () => database.drop(),
  );
};

eventStoreContract('postgres', inPostgres);
checkingContract('postgres', inPostgres);
