import { storesBy, type StoreUnderTest } from '../under-test.contract.js';
import { eventStoreDbEventStore, installEventStoreDb } from './event-store.js';

/** Stores on one server, for the contract suite. `end` closes what the test started itself. */
export const storesOn = async (url: string, end: () => void = () => undefined): Promise<StoreUnderTest> => {
  await installEventStoreDb(url);
  return storesBy(() => eventStoreDbEventStore(url), end);
};
