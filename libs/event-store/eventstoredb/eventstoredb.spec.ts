import { checkingContract } from '../checking.contract.js';
import { eventStoreContract } from '../event-store.contract.js';
import { doubleVersion, eventStoreDbDouble } from '../../../test/doubles/eventstoredb/double.js';
import { facts } from './facts.contract.js';
import { storesOn } from './stores.contract.js';

const server = async () => {
  const double = eventStoreDbDouble();
  await double.start();
  return { url: `esdb://127.0.0.1:${double.port()}?tls=false`, end: () => double.close() };
};

const name = `eventstoredb ${doubleVersion}`;
process.stdout.write(`the event store's contract by @eventstore/db-client 6.2.1 on ${name}\n`);

eventStoreContract(
  name,
  async () => {
    const { url, end } = await server();
    return storesOn(url, end);
  },
  { uniqueEventIds: false, wholeAppendsLive: false },
);
checkingContract(name, async () => {
  const { url, end } = await server();
  return storesOn(url, end);
});
facts(name, server);
