import { expect, it } from '@jest/globals';
import { scratchDatabase } from '../../../test/kit/scratch-database.js';
import { ForeignCheckpointError, start } from '../port.js';
import { collect, sampleEvents } from '../samples.contract.js';
import { postgresEventStore } from './event-store.js';
import { installEventStore } from './install.js';

it('a restored event store has another epoch and refuses the checkpoints of the one before', async () => {
  const database = await scratchDatabase();
  const appendRole = await database.role();
  await installEventStore(database.pool, { appendRole });
  const store = postgresEventStore(database.poolAs(appendRole));
  await store.append('case-1', 'none', sampleEvents(3));
  const before = await store.epoch();
  await installEventStore(database.pool, { appendRole });
  expect(await store.epoch()).toBe(before);

  // What pg_restore does with a dump taken after two of the three events: new tables, the same epoch row.
  await database.pool.query(`create schema backup;
    create table backup.events as select * from event_store.events where revision < 2;
    create table backup.epoch as select * from event_store.epoch;
    drop schema event_store cascade`);
  await installEventStore(database.pool, { appendRole });
  await database.pool.query(`insert into event_store.events select * from backup.events;
    update event_store.epoch set id = (select id from backup.epoch)`);

  const restored = postgresEventStore(database.poolAs(appendRole));
  expect(await collect(restored.read('case-1'))).toHaveLength(2);
  expect(await restored.epoch()).not.toBe(before);
  const { signal } = new AbortController();
  await expect(collect(restored.subscribe(start, { signal, epoch: before }))).rejects.toThrow(
    ForeignCheckpointError,
  );
  await Promise.all([store.close(), restored.close()]);
  await database.drop();
});
