import { eventStoreContract } from '../event-store.contract.js';
import { doubleVersion, eventStoreDbDouble } from './double/double.js';
import { storesOn } from './stores.contract.js';

eventStoreContract(
  `eventstoredb ${doubleVersion}`,
  async () => {
    const double = eventStoreDbDouble();
    await double.start();
    return storesOn(`esdb://127.0.0.1:${double.port()}?tls=false`, () => double.close());
  },
  { uniqueEventIds: false, wholeAppendsLive: false },
);
