import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Admin } from 'kafkajs';
import { kafkaAdmin, noKafka, saySkipped, sharedKafka, type SharedKafka } from '../../../test/kafka.js';
import { eventually, exchangeContract } from '../exchange.contract.js';
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
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions }] });
  return topic;
};

const endOf = (clientId: string, options: Partial<KafkaExchangeOptions> = {}) =>
  kafkaExchange({
    cluster: { kind: 'kafka', brokers: [...broker.brokers] },
    clientId,
    firstPause: 20,
    ...options,
  });

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
  });
});
