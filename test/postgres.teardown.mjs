import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Stops the brokers that specs have started and left in the folder of this run. */
const stopKafka = async () => {
  const folder = process.env.TEST_KAFKA_FOLDER;
  if (!folder) return;
  const program = process.env.KAFKA_PROGRAM ?? resolve('..', 'shared', 'kafka', 'kafka');
  const found = await readdir(folder, { recursive: true });
  for (const path of found.filter((name) => name.endsWith('/node-1')))
    await promisify(execFile)('bash', [program, 'stop', join(folder, path, '..')]);
  await rm(folder, { recursive: true, force: true });
};

/** Stops the throw-away PostgreSQL and removes its data, and the brokers; stop() never answers where the server is gone already. */
export default async () => {
  const limit = new AbortController();
  await Promise.race([
    globalThis.__HOMEWARD_POSTGRES__?.stop(),
    pause(10_000, undefined, { signal: limit.signal }).catch(() => undefined),
  ]);
  limit.abort();
  await stopKafka();
};
