import { z } from 'zod';
import { setUpEventStoreDb } from '#event-store';
import { readSettings } from '../node/settings.js';

/*
 * Sets up an EventStoreDB for one node, as its administrator: EVENTSTOREDB_ADMIN_URL logs in as a user of the group $admins,
 * EVENTSTOREDB_URL is that of the node, whose user is made, or is given that password. May be repeated.
 */

const Url = z.string().regex(/^esdb(\+discover)?:\/\//, 'esdb://user:password@host:2113?…');
const Settings = z.object({ EVENTSTOREDB_ADMIN_URL: Url, EVENTSTOREDB_URL: Url });

const userOf = (url: string): { readonly username: string; readonly password: string } => {
  const [, username, password] = /^[^:]+:\/\/([^:@/]+):([^@/]+)@/.exec(url) ?? [];
  if (!username || !password) throw new Error('EVENTSTOREDB_URL names no user with a password.');
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
};

const run = async (): Promise<void> => {
  const found = Settings.safeParse(readSettings(process.env, Object.keys(Settings.shape)));
  if (!found.success)
    throw new Error(
      found.error.issues.map(({ path, message }) => `Set ${path.join('.')}: ${message}.`).join('\n'),
    );
  const user = userOf(found.data.EVENTSTOREDB_URL);
  await setUpEventStoreDb(found.data.EVENTSTOREDB_ADMIN_URL, user);
  process.stdout.write(`The event store is set up for the user ${user.username}.\n`);
};

run().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
