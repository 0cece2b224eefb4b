import { pino } from 'pino';
import { migrationFrom } from './environment.js';
import { install } from './install.js';
import { viewsOf } from './nations.js';
import { patiently } from './waiting.js';

/*
 * Brings a node's database up to date and ends: for a job that alone has the owner's password. The processes of the
 * node, without DATABASE_OWNER_URL, wait until it has run.
 */

const run = async (): Promise<void> => {
  const { country, database, logLevel } = migrationFrom(process.env);
  const log = pino({ level: logLevel, base: { country } }, pino.destination(1));
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  await patiently('database', { log, signal: stop.signal, waitsFor: () => undefined }, () =>
    install({ database }, viewsOf(country)),
  );
  log.info('the database is up to date');
};

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
