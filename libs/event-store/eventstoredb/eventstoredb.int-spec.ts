import { it } from '@jest/globals';
import { saySkipped } from '../../../test/kit/skipped.js';
import { checkingContract } from '../checking.contract.js';
import { eventStoreContract } from '../event-store.contract.js';
import { serverVersionOf } from './administration.js';
import { facts } from './facts.contract.js';
import { storesOn } from './stores.contract.js';

const url = process.env['EVENTSTOREDB_URL'];

if (url) {
  const name = `eventstoredb ${await serverVersionOf(url)}`;
  process.stdout.write(`the event store's contract by @eventstore/db-client 6.2.1 on ${name}\n`);
  eventStoreContract(name, () => storesOn(url), { uniqueEventIds: false, wholeAppendsLive: false });
  checkingContract(name, () => storesOn(url));
  facts(name, () => Promise.resolve({ url, end: () => undefined }));
} else {
  saySkipped("the event store's contract on a real EventStoreDB", 'EVENTSTOREDB_URL is not set');
  it.skip('the contract of the event store on a real EventStoreDB', () => undefined);
}
