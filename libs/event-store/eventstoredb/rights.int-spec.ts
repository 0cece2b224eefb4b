import { it } from '@jest/globals';
import { saySkipped } from '../../../test/kit/skipped.js';
import { rightsContract } from './rights.contract.js';

/** `esdb://127.0.0.1:2113?tls=true&tlsCAFile=…`, of a server with users, and its administrator's password. */
const url = process.env['EVENTSTOREDB_SECURE_URL'];
const password = process.env['EVENTSTOREDB_ADMIN_PASSWORD'] ?? 'changeit';

if (url) rightsContract((login) => url.replace('://', `://${login}@`), password);
else {
  saySkipped('rights on a real EventStoreDB', 'EVENTSTOREDB_SECURE_URL is not set');
  it.skip('rights on a real EventStoreDB', () => undefined);
}
