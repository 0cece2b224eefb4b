import { afterAll, beforeAll, describe } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventStoreDbDouble, type EventStoreDbDouble } from '../../../test/doubles/eventstoredb/double.js';
import { rightsContract } from './rights.contract.js';

const path = (name: string): string =>
  fileURLToPath(new URL(`../../../test/doubles/eventstoredb/${name}`, import.meta.url));

describe('with TLS and users, on the double', () => {
  let double: EventStoreDbDouble;
  beforeAll(async () => {
    const certificate = readFileSync(path('localhost.crt.pem'));
    double = eventStoreDbDouble({ tls: { key: readFileSync(path('localhost.key.pem')), certificate } });
    await double.start();
  });
  afterAll(() => double.close());
  rightsContract(
    (login) => `esdb://${login}@127.0.0.1:${double.port()}?tls=true&tlsCAFile=${path('localhost.crt.pem')}`,
    'changeit',
  );
});
