import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Admin } from 'kafkajs';
import {
  kafkaAdmin,
  noKafka,
  saySkipped,
  sharedKafka,
  type SharedKafka,
} from '../../../test/kit/shared-kafka.js';
import { eventually, exchangeContract } from '../exchange.contract.js';
import { remembering } from '../remembering.js';
import { numbersFrom } from '../spec/numbers.js';
import { createTopics } from './create-topics.js';
import { kafkaExchange, type KafkaExchangeOptions } from './exchange.js';
import { ExchangeRefused } from './refused.js';

const missing = await noKafka();
const broker: SharedKafka = missing ? { brokers: [], version: '' } : await sharedKafka();
const onKafka = missing ? describe.skip : describe;
if (missing) saySkipped('the exchange on Kafka', missing);

let admin: Admin;

beforeAll(async () => {
  if (!missing) admin = await kafkaAdmin(broker);
});
afterAll(async () => {
  await admin?.disconnect();
});

const freshTopic = async (numPartitions = 3): Promise<string> => {
  const topic = `spec.${randomUUID().slice(0, 8)}.th.mm`;
  await createTopics(admin, [{ topic, numPartitions }]);
  return topic;
};

const endOf = (clientId: string, options: Partial<KafkaExchangeOptions> = {}) =>
  kafkaExchange({
    cluster: { kind: 'kafka', brokers: [...broker.brokers] },
    clientId,
    firstPause: 20,
    ...options,
  });

/** Another process that reads the topic as homeward-mm does; it tells what it has handled. */
const readerProcess = (topic: string) => {
  const child = fork(join('dist', 'libs', 'bridge', 'spec', 'reader.child.js'), [
    broker.brokers.join(','),
    topic,
  ]);
  const got: string[] = [];
  child.on('message', (line) => {
    if (typeof line === 'string') got.push(line);
  });
  return {
    got,
    kill: async (signal: NodeJS.Signals): Promise<void> => {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
};

onKafka(`on ${broker.version}`, () => {
  exchangeContract(`kafkajs 2.2.4 on ${broker.version}`, async () => {
    const topic = await freshTopic();
    const open = [endOf('homeward-th'), endOf('homeward-mm')] as const;
    const others: ReturnType<typeof endOf>[] = [];
    return {
      topic,
      sender: open[0],
      receiver: open[1],
      another: () => {
        const more = endOf('homeward-mm-2');
        others.push(more);
        return more;
      },
      dispose: async () => {
        await Promise.all([...open, ...others].map((end) => end.close()));
      },
    };
  });

  describe('the exchange', () => {
    it('says what to do where a topic is missing, to who publishes and to who reads', async () => {
      const told: string[] = [];
      const end = endOf('homeward-th', { onTrouble: (what, text) => void told.push(`${what}: ${text}`) });
      const stop = new AbortController();
      const sentence = 'The topic homeward.nowhere does not exist. Create it: npm run topics -- FILE';
      const published = end.publish('homeward.nowhere', 'a', 'text');
      await expect(published).rejects.toThrow(ExchangeRefused);
      await expect(published).rejects.toThrow(sentence);
      const consumed = end.consume('homeward.nowhere', 'inbound', () => Promise.resolve(), {
        signal: stop.signal,
      });
      await eventually(() => told.some((text) => text.startsWith(`refused: ${sentence}`)), 20_000);
      stop.abort();
      await consumed;
      await end.close();
      expect(await admin.listTopics()).not.toContain('homeward.nowhere');
    });

    it('keeps the order in which one caller publishes without waiting', async () => {
      const [sender, receiver] = [endOf('homeward-th'), endOf('homeward-mm')];
      const topic = await freshTopic();
      const stop = new AbortController();
      const { got, consumed } = numbersFrom(receiver, topic, stop.signal);
      const numbers = Array.from({ length: 300 }, (_, n) => n);
      await Promise.all(
        numbers.flatMap((n) => ['a', 'b', 'c'].map((key) => sender.publish(topic, key, `${n}`))),
      );
      await eventually(() => [...got.values()].flat().length === 900, 20_000);
      stop.abort();
      await consumed;
      await Promise.all([sender.close(), receiver.close()]);
      for (const key of ['a', 'b', 'c']) expect(got.get(key)).toEqual(numbers);
    });

    it('rests only the partition of a record that fails, and hands over nothing twice behind it', async () => {
      const topic = await freshTopic(2);
      const logged: string[] = [];
      const log = (...line: unknown[]) => void logged.push(JSON.stringify(line));
      const [sender, receiver] = [endOf('homeward-th'), endOf('homeward-mm', { log, onTrouble: log })];
      const keys = Array.from({ length: 20 }, (_, n) => `key ${n}`);
      for (const key of keys) await sender.publish(topic, key, `ဒေါ်အေး ${key} 1`);
      const got: string[] = [];
      let mended = false;
      const stop = new AbortController();
      const consumed = receiver.consume(
        topic,
        'inbound',
        ({ key, message }) => {
          const text = Buffer.from(message).toString();
          if (key === 'key 0' && !mended) throw new Error(`not now: ${text}`);
          got.push(text);
          return Promise.resolve();
        },
        { signal: stop.signal },
      );
      await eventually(() => got.length === 19, 20_000);
      for (const key of keys) await sender.publish(topic, key, `ဒေါ်အေး ${key} 2`);
      await eventually(() => got.length === 38, 20_000);
      mended = true;
      await eventually(() => got.length === 40, 20_000);
      stop.abort();
      await consumed;
      await Promise.all([sender.close(), receiver.close()]);
      expect(new Set(got).size).toBe(40);
      expect(got.indexOf('ဒေါ်အေး key 0 1')).toBeLessThan(got.indexOf('ဒေါ်အေး key 0 2'));
      expect(logged.some((line) => line.includes('handler_failed'))).toBe(true);
      expect(logged.filter((line) => line.includes('ဒေါ်အေး'))).toEqual([]);
    });

    it('keeps its place in the group while a handler takes longer than the session', async () => {
      const topic = await freshTopic(1);
      const [sender, first, second] = [endOf('homeward-th'), endOf('homeward-mm'), endOf('homeward-mm-2')];
      const handled: string[] = [];
      const stop = new AbortController();
      let begun = false;
      const slowly = async (): Promise<void> => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 8_000));
        handled.push('slowly');
      };
      const quickly = (): Promise<void> => Promise.resolve(void handled.push('quickly'));
      await sender.publish(topic, 'a', '1');
      const consuming = [first.consume(topic, 'inbound', slowly, { signal: stop.signal })];
      await eventually(() => begun, 20_000);
      consuming.push(second.consume(topic, 'inbound', quickly, { signal: stop.signal }));
      await eventually(() => handled.length === 1, 20_000);
      await eventually(async () => (await first.flow(topic, 'inbound')).waiting === 0, 10_000);
      stop.abort();
      await Promise.all(consuming);
      await Promise.all([sender, first, second].map((end) => end.close()));
      expect(handled).toEqual(['slowly']);
    });

    it('tells a process that has handled nothing yet when the last was written, as another noted', async () => {
      const topic = await freshTopic(1);
      const noted = new Map<string, string>();
      const heard = {
        note: (_exchange: string, of: string, at: string) => Promise.resolve(void noted.set(of, at)),
        last: (_exchange: string, of: string) => Promise.resolve(noted.get(of)),
      };
      const [sender, first, second] = ['homeward-th', 'homeward-mm', 'homeward-mm-2'].map((clientId) =>
        remembering('kafka', endOf(clientId), heard),
      );
      const begun = Date.now();
      await sender!.publish(topic, 'a', '1');
      const stop = new AbortController();
      const consumed = first!.consume(topic, 'inbound', () => Promise.resolve(), { signal: stop.signal });
      await eventually(() => noted.size === 1, 20_000);
      stop.abort();
      await consumed;
      const { lastAt = '' } = await second!.flow(topic, 'inbound');
      expect(Math.abs(Date.parse(lastAt) - begun)).toBeLessThan(60_000);
      await Promise.all([sender, first, second].map((end) => end!.close()));
    });

    it('stops within ten seconds though its brokers say nothing at all', async () => {
      const silent = createServer().listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const address = silent.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const end = endOf('homeward-mm', { cluster: { kind: 'kafka', brokers: [`127.0.0.1:${port}`] } });
      const stop = new AbortController();
      const consumed = end.consume('any', 'inbound', () => Promise.resolve(), { signal: stop.signal });
      const published = end.publish('any', 'a', 'text');
      await expect(published).rejects.toMatchObject({ code: 'TIMEOUT' });
      const begun = Date.now();
      stop.abort();
      await consumed;
      await end.close();
      expect(Date.now() - begun).toBeLessThan(10_000);
      silent.close();
      silent.unref();
    });

    it('sends what waits before it closes, and takes nothing after', async () => {
      const topic = await freshTopic(1);
      const end = endOf('homeward-th');
      const published = Promise.all(
        Array.from({ length: 50 }, (_, n) => end.publish(topic, `${n % 5}`, `${n}`)),
      );
      await end.close();
      await published;
      await expect(end.publish(topic, 'a', 'late')).rejects.toMatchObject({ code: 'CLOSED' });
      expect(await admin.fetchTopicOffsets(topic)).toMatchObject([{ high: '50' }]);
    });

    it('is taken over within ten seconds when a process that shares the partitions is killed', async () => {
      const topic = await freshTopic(4);
      const sender = endOf('homeward-th');
      const readers = [readerProcess(topic), readerProcess(topic)] as const;
      const keys = Array.from({ length: 24 }, (_, n) => `key ${n}`);
      const publishAll = (text: string) => Promise.all(keys.map((key) => sender.publish(topic, key, text)));
      const handled = () => readers.flatMap(({ got }) => got);
      for (let round = 0; readers.some(({ got }) => got.length === 0); round += 1) {
        await publishAll(`warm ${round}`);
        await eventually(
          () => handled().filter((line) => line.endsWith(`warm ${round}`)).length >= 24,
          20_000,
        );
      }
      const killed = readers[0].kill('SIGKILL');
      const begun = Date.now();
      await publishAll('after');
      await eventually(() => readers[1].got.filter((line) => line.endsWith('after')).length >= 24, 20_000);
      const took = Date.now() - begun;
      await killed;
      await readers[1].kill('SIGTERM');
      await sender.close();
      expect(new Set(readers[1].got.filter((line) => line.endsWith('after'))).size).toBe(24);
      expect(took).toBeLessThan(10_000);
    });
  });
});
