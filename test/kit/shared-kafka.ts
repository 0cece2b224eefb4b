import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import type { Admin } from 'kafkajs';
import { z } from 'zod';
import { kafkaMissing, startKafka } from './kafka.js';

export { saySkipped } from './skipped.js';

const Broker = z.object({ brokers: z.array(z.string()), version: z.string() });

/** A real broker that int-specs share: topics of theirs need names of their own. */
export type SharedKafka = z.infer<typeof Broker>;

const folder = (): string => {
  const found = process.env['TEST_KAFKA_FOLDER'];
  if (!found) throw new Error('TEST_KAFKA_FOLDER is not set: run this spec in the jest project "int".');
  return found;
};

/** Why specs on a broker are skipped; undefined where they run. */
export const noKafka = async (): Promise<string | undefined> => {
  if (process.env['KAFKA_BROKERS']) return undefined;
  const missing = await kafkaMissing();
  return missing && `${missing}, and KAFKA_BROKERS names no brokers`;
};

const startOnce = async (dir: string): Promise<void> => {
  const { brokers, version } = await startKafka({ dir: join(dir, 'broker') });
  await writeFile(join(dir, 'ready.new'), JSON.stringify({ brokers, version: `Apache Kafka ${version}` }));
  await rename(join(dir, 'ready.new'), join(dir, 'ready'));
};

/**
 * The broker of this test run: that of KAFKA_BROKERS, or one that the first spec that asks starts for all. It is stopped when
 * the run ends (test/postgres.teardown.mjs).
 */
export const sharedKafka = async (): Promise<SharedKafka> => {
  const named = process.env['KAFKA_BROKERS'];
  if (named) return { brokers: named.split(','), version: 'Apache Kafka named by KAFKA_BROKERS' };
  const dir = join(folder(), 'shared');
  const first = await mkdir(folder(), { recursive: true })
    .then(() => mkdir(dir))
    .then(
      () => true,
      () => false,
    );
  if (first) await startOnce(dir);
  for (let waited = 0; waited < 60_000; waited += 50) {
    const ready = await readFile(join(dir, 'ready'), 'utf8').catch(() => undefined);
    if (ready) return Broker.parse(JSON.parse(ready));
    await pause(50);
  }
  throw new Error('The broker that another spec starts is not there after a minute.');
};

/** An administrator of a plain broker. */
export const kafkaAdmin = async ({ brokers }: { readonly brokers: readonly string[] }): Promise<Admin> => {
  const admin = new kafkajs.Kafka({
    brokers: [...brokers],
    clientId: 'spec-admin',
    logLevel: kafkajs.logLevel.NOTHING,
  }).admin();
  await admin.connect();
  return admin;
};
