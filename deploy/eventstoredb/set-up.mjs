// Sets up an EventStoreDB for one node. Run as an administrator of it, once and after every change of the password:
//
//   EVENTSTOREDB_ADMIN_URL='esdb+discover://admin:…@events:2113?tls=true&tlsCAFile=/run/secrets/ca.crt' \
//   EVENTSTOREDB_NODE_USER=homeward EVENTSTOREDB_NODE_PASSWORD_FILE=/run/secrets/password \
//   node deploy/eventstoredb/set-up.mjs
//
// Each X may be given as X_FILE, the path of a file that holds it.
import { readFileSync } from 'node:fs';
import { setUpEventStoreDb } from '../../dist/libs/event-store/eventstoredb/administration.js';

const setting = (name) => {
  const path = process.env[`${name}_FILE`];
  const value = path ? readFileSync(path, 'utf8').trimEnd() : process.env[name];
  if (!value) throw new Error(`Set ${name} or ${name}_FILE.`);
  return value;
};

try {
  const username = setting('EVENTSTOREDB_NODE_USER');
  await setUpEventStoreDb(setting('EVENTSTOREDB_ADMIN_URL'), {
    username,
    password: setting('EVENTSTOREDB_NODE_PASSWORD'),
  });
  console.log(
    `The user ${username} appends, reads and follows; only administrators delete, truncate or change rights.`,
  );
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
