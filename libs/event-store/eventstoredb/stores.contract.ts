import type { StoreUnderTest } from '../event-store.contract.js';
import type { EventStore } from '../port.js';
import { eventStoreDbEventStore, installEventStoreDb } from './event-store.js';

/** Stores on one server, for the contract suite. `end` closes what the test started itself. */
export const storesOn = async (url: string, end: () => void = () => undefined): Promise<StoreUnderTest> => {
  await installEventStoreDb(url);
  const opened: EventStore[] = [];
  const open = (): EventStore => {
    const store = eventStoreDbEventStore(url);
    opened.push(store);
    return store;
  };
  return {
    store: open(),
    another: () => Promise.resolve(open()),
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      end();
    },
  };
};
