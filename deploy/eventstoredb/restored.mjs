// Tells an EventStoreDB that it was restored from a copy. Run as an administrator, after the restore and before any
// process of the node starts: what follows is another history, and no checkpoint taken before is followed.
//
//   EVENTSTOREDB_ADMIN_URL='esdb://admin:…@events:2113?tls=true&tlsCAFile=…' node deploy/eventstoredb/restored.mjs
import { readFileSync } from 'node:fs';
import { declareRestored } from '../../dist/libs/event-store/eventstoredb/event-store.js';

const path = process.env.EVENTSTOREDB_ADMIN_URL_FILE;
const url = path ? readFileSync(path, 'utf8').trimEnd() : process.env.EVENTSTOREDB_ADMIN_URL;

try {
  if (!url) throw new Error('Set EVENTSTOREDB_ADMIN_URL or EVENTSTOREDB_ADMIN_URL_FILE.');
  console.log(`The history that begins here has the epoch ${await declareRestored(url)}.`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
