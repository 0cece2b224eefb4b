import { describe, expect, it } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { kafkaMissing, startKafka, type RunningKafka } from '../../../test/kit/kafka.js';
import { kafkaAdmin, saySkipped } from '../../../test/kit/shared-kafka.js';
import { eventually } from '../exchange.contract.js';
import type { Exchange } from '../exchange.js';
import { numbersFrom } from '../spec/numbers.js';
import { createTopics } from './create-topics.js';
import { kafkaExchange } from './exchange.js';
import { KafkaCluster } from './settings.js';

const missing = await kafkaMissing();
if (missing) saySkipped('brokers that are killed', missing);
const full = process.env['KAFKA_FAULTS'] === 'full';
if (!missing && !full)
  saySkipped('three brokers, each killed in turn', 'takes over a minute; KAFKA_FAULTS=full runs it');

const topic = 'homeward.th.mm';

/** Publishes 0, 1, 2 ... to one key, each again until it is kept. Returns how many were. */
const publishing = async (exchange: Exchange, key: string, signal: AbortSignal): Promise<number> => {
  let count = 0;
  while (!signal.aborted) {
    try {
      await exchange.publish(topic, key, `${count}`);
      count += 1;
    } catch {
      await pause(100);
    }
    await pause(5);
  }
  return count;
};

/** Each number that came, the first time only. */
const firstTimes = (numbers: readonly number[]): number[] => [...new Set(numbers)];

/** Loads the brokers, lets `faults` happen to them, and says what came of it. */
const underLoad = async (nodes: 1 | 3, faults: (kafka: RunningKafka) => Promise<void>) => {
  const dir = await mkdtemp(join(process.env['TEST_KAFKA_FOLDER'] ?? tmpdir(), 'faults-'));
  const kafka = await startKafka({ dir, nodes });
  const cluster = KafkaCluster.parse({ kind: 'kafka', brokers: kafka.brokers });
  const [sender, receiver] = [
    kafkaExchange({ cluster, clientId: 'homeward-th' }),
    kafkaExchange({ cluster, clientId: 'homeward-mm' }),
  ];
  const [stopSending, stop] = [new AbortController(), new AbortController()];
  try {
    const admin = await kafkaAdmin(kafka);
    await createTopics(admin, [{ topic, numPartitions: 4 }]);
    await admin.disconnect();
    const { got, consumed } = numbersFrom(receiver, topic, stop.signal);
    const keys = Array.from({ length: 8 }, (_, n) => `case ${n}`);
    const sent = Promise.all(keys.map((key) => publishing(sender, key, stopSending.signal)));
    await eventually(() => got.size === keys.length, 30_000);
    await faults(kafka);
    stopSending.abort();
    const counts = await sent;
    await eventually(
      () => keys.every((key, n) => firstTimes(got.get(key) ?? []).length >= counts[n]!),
      60_000,
    );
    await eventually(async () => (await receiver.flow(topic, 'inbound')).waiting === 0, 30_000);
    stop.abort();
    await consumed;
    const came = [...got.values()].flat().length;
    const kept = counts.reduce((sum, count) => sum + count, 0);
    const distinct = keys.reduce((sum, key) => sum + firstTimes(got.get(key) ?? []).length, 0);
    process.stdout.write(
      `kafkajs 2.2.4 on Apache Kafka ${kafka.version}, ${nodes} broker(s): ${kept} kept, ${came} delivered, lost ${Math.max(0, kept - distinct)}, ${came - distinct} came again\n`,
    );
    return { counts, orders: keys.map((key) => firstTimes(got.get(key) ?? [])) };
  } finally {
    stopSending.abort();
    stop.abort();
    await Promise.all([sender.close(), receiver.close()]);
    await kafka.stop();
  }
};

const inOrder = (counts: readonly number[], orders: readonly (readonly number[])[]): void => {
  for (const [index, count] of counts.entries()) {
    expect(count).toBeGreaterThan(10);
    expect(orders[index]!.slice(0, count)).toEqual(Array.from({ length: count }, (_, n) => n));
  }
};

(missing ? describe.skip : describe)('a broker that is killed and started again under load', () => {
  it('loses nothing, and no key loses its order', async () => {
    const { counts, orders } = await underLoad(1, async (kafka) => {
      for (let times = 0; times < 2; times += 1) {
        await kafka.kill(1);
        await pause(500);
        await kafka.restart(1);
        await pause(1_500);
      }
    });
    inOrder(counts, orders);
  }, 150_000);
});

(missing || !full ? describe.skip : describe)('three brokers, each killed in turn', () => {
  it('lose nothing, and no key loses its order', async () => {
    const { counts, orders } = await underLoad(3, async (kafka) => {
      for (const node of [1, 2, 3]) {
        await kafka.kill(node);
        await pause(6_000);
        await kafka.restart(node);
        await pause(6_000);
      }
    });
    inOrder(counts, orders);
  }, 300_000);
});
