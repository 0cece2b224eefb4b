import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import kafkajs from 'kafkajs';
import type { Consumer, Kafka, Producer } from 'kafkajs';
import { createTopics, kafkaExchange, type Exchange } from '#bridge';
import { kafkaMissing, startKafka } from '../../kit/kafka.js';
import { say } from '../../../apps/sandbox/terminal.js';
import { figure, percentileOf, ratio, type Figure } from '../figures.js';
import type { Measure } from '../measure.js';
import { interleaved, rateOf } from '../rounds.js';

/** A sealed message of the second padding size, nearly. */
const message = randomBytes(4_096);
const partitions = 6;
const keys = Array.from({ length: 64 }, () => randomUUID());
const keyOf = (index: number): string => keys[index % keys.length] ?? '';

/** The brokers named by KAFKA_BROKERS, or one that is started for the run. Undefined where there is none. */
const brokersFound = async (): Promise<{ brokers: string[]; stop: () => Promise<void> } | undefined> => {
  const named = process.env['KAFKA_BROKERS'];
  if (named) return { brokers: named.split(','), stop: () => Promise.resolve() };
  const missing = await kafkaMissing();
  if (missing) {
    say(`left out: ${missing}, and KAFKA_BROKERS names no brokers`);
    return undefined;
  }
  const dir = await mkdtemp(join(tmpdir(), 'homeward-bench-kafka-'));
  const kafka = await startKafka({ dir });
  say(`Apache Kafka ${kafka.version}, one broker`);
  return {
    brokers: [...kafka.brokers],
    stop: async () => {
      await kafka.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** How a contender writes, and how it reads: each record handed over, and committed after it was. */
interface Side {
  readonly publish: (topic: string, key: string) => Promise<unknown>;
  /** Resolves to a function that ends it. */
  readonly read: (topic: string, handled: () => void) => Promise<() => Promise<void>>;
}

const ours = (exchange: Exchange): Side => ({
  publish: (topic, key) => exchange.publish(topic, key, message),
  read: (topic, handled) => {
    const stop = new AbortController();
    const consumed = exchange.consume(topic, randomUUID(), () => Promise.resolve(handled()), {
      signal: stop.signal,
    });
    return Promise.resolve(async () => {
      stop.abort();
      await consumed;
    });
  },
});

const bare = (kafka: Kafka, producer: Producer): Side => ({
  publish: (topic, key) => producer.send({ topic, acks: -1, messages: [{ key, value: message }] }),
  read: async (topic, handled) => {
    const consumer: Consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 500 });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      partitionsConsumedConcurrently: 8,
      eachBatch: async (payload) => {
        const { batch } = payload;
        for (const { offset } of batch.messages) {
          handled();
          payload.resolveOffset(offset);
        }
        const offset = String(BigInt(batch.lastOffset()) + 1n);
        await payload.commitOffsetsIfNecessary({
          topics: [{ topic, partitions: [{ partition: batch.partition, offset }] }],
        });
        await payload.heartbeat();
      },
    });
    return () => consumer.disconnect();
  },
});

/** Counts up, and tells who waits when a number is reached. */
const counter = () => {
  let count = 0;
  let waiting: { readonly for: number; readonly tell: () => void } | undefined;
  return {
    add: (): void => {
      count += 1;
      if (waiting && count >= waiting.for) waiting.tell();
    },
    reached: (number: number): Promise<void> =>
      new Promise((resolve) => {
        waiting = { for: number, tell: resolve };
        if (count >= number) resolve();
      }),
    count: () => count,
  };
};

/** Records a second that come from a topic that holds so many. */
const catchUp = async (side: Side, topic: string, count: number): Promise<number> => {
  const handled = counter();
  let begun = 0;
  const end = await side.read(topic, () => {
    begun ||= performance.now();
    handled.add();
  });
  await handled.reached(count);
  const seconds = (performance.now() - begun) / 1_000;
  await end();
  return count / seconds;
};

/** Milliseconds from a publish until the record is handled, one at a time. */
const crossings = async (side: Side, topic: string, count: number): Promise<number[]> => {
  const handled = counter();
  const end = await side.read(topic, handled.add);
  const latencies: number[] = [];
  for (let index = -20; index < count; index += 1) {
    const before = handled.count();
    const began = performance.now();
    await side.publish(topic, keyOf(index + 20));
    await handled.reached(before + 1);
    if (index >= 0) latencies.push(performance.now() - began);
  }
  await end();
  return latencies;
};

/** The exchange on Kafka beside the bare client, which does the same on the same broker. */
export const kafka: Measure = {
  name: 'kafka',
  run: async (_ground, { rounds, seconds }): Promise<readonly Figure[]> => {
    const found = await brokersFound();
    if (!found) return [];
    const { brokers } = found;
    const exchange = kafkaExchange({ cluster: { kind: 'kafka', brokers }, clientId: 'bench' });
    const client = new kafkajs.Kafka({ brokers, clientId: 'bare', logLevel: kafkajs.logLevel.NOTHING });
    const producer = client.producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    const admin = client.admin();
    try {
      await Promise.all([producer.connect(), admin.connect()]);
      const topicFor = async (): Promise<string> => {
        const topic = `bench.${randomUUID()}`;
        await createTopics(admin, [{ topic, numPartitions: partitions }]);
        return topic;
      };
      const sides = { ours: ours(exchange), bare: bare(client, producer) };
      const written = await topicFor();
      const publishing = (side: Side, callers: number) => () =>
        rateOf(callers, seconds, (caller) => side.publish(written, keyOf(caller)));
      const single = await interleaved(
        { ours: publishing(sides.ours, 1), bare: publishing(sides.bare, 1) },
        rounds,
      );
      const many = await interleaved(
        { ours: publishing(sides.ours, 64), bare: publishing(sides.bare, 64) },
        rounds,
      );
      const backlog = 20_000;
      const full = await topicFor();
      for (let done = 0; done < backlog; done += 500)
        await Promise.all(
          Array.from({ length: 500 }, (_, index) => sides.ours.publish(full, keyOf(done + index))),
        );
      const reading = await interleaved(
        {
          ours: () => catchUp(sides.ours, full, backlog),
          bare: () => catchUp(sides.bare, full, backlog),
        },
        rounds,
      );
      const latencies = { ours: [] as number[], bare: [] as number[] };
      for (let round = 0; round < rounds; round += 1)
        for (const name of ['ours', 'bare'] as const)
          latencies[name].push(...(await crossings(sides[name], await topicFor(), 100)));
      const p = (samples: readonly number[], percent: number): number[] => [percentileOf(samples, percent)];
      const goal = { atLeast: 0.7 };
      return [
        figure('kafka', 'publish, 1 caller', '/s', single.ours),
        ratio('kafka', 'publish, 1 caller: of the bare client', single.ours, single.bare, goal),
        figure('kafka', 'publish, 64 callers', '/s', many.ours),
        ratio('kafka', 'publish, 64 callers: of the bare client', many.ours, many.bare, goal),
        figure('kafka', `catch-up over ${backlog.toLocaleString('en')} records`, '/s', reading.ours),
        ratio('kafka', 'catch-up: of the bare client', reading.ours, reading.bare, goal),
        figure('kafka', 'publish to handled, p50', 'ms', p(latencies.ours, 50)),
        figure('kafka', 'publish to handled, p99', 'ms', p(latencies.ours, 99)),
        figure('kafka', 'publish to handled, bare client, p50', 'ms', p(latencies.bare, 50)),
        figure('kafka', 'publish to handled, bare client, p99', 'ms', p(latencies.bare, 99)),
        ratio(
          'kafka',
          'publish to handled, speed: of the bare client',
          p(latencies.bare, 50),
          p(latencies.ours, 50),
          goal,
        ),
      ];
    } finally {
      await Promise.allSettled([exchange.close(), producer.disconnect(), admin.disconnect()]);
      await found.stop();
    }
  },
};
