import { randomUUID } from 'node:crypto';
import type { Admin } from 'kafkajs';
import type { Exchange } from '../exchange.js';
import { createTopics } from '../kafka/create-topics.js';
import { kafkaExchange } from '../kafka/exchange.js';
import { topicsAmong } from '../topics.js';
import type { Border } from './border.js';

const topics = topicsAmong(['TH', 'MM']).map(({ topic }) => topic);

/** The exchange with every topic under a name of this test, as if the broker were its own. */
const under = (prefix: string, exchange: Exchange): Exchange => ({
  publish: (topic, ...rest) => exchange.publish(`${prefix}.${topic}`, ...rest),
  consume: (topic, group, handler, options) =>
    exchange.consume(`${prefix}.${topic}`, group, (record) => handler({ ...record, topic }), options),
  flow: (topic, group) => exchange.flow(`${prefix}.${topic}`, group),
  close: () => exchange.close(),
});

const ended = (admin: Admin, topic: string): Promise<number> =>
  admin
    .fetchTopicOffsets(topic)
    .then((partitions) => partitions.reduce((sum, { high }) => sum + Number(high), 0));

/** Topics of a real broker between the two, with several partitions. */
export const kafkaBorder = (brokers: string[], connectAdmin: () => Promise<Admin>): Border => {
  let admin: Admin;
  const end = (clientId: string): Exchange =>
    kafkaExchange({ cluster: { kind: 'kafka', brokers }, clientId, firstPause: 20 });
  const readAll = async (exchange: Exchange, topic: string, count: number): Promise<string[]> => {
    const found: string[] = [];
    const stop = new AbortController();
    if (count > 0)
      await exchange.consume(
        topic,
        'auditor',
        ({ key, headers, message }) => {
          found.push(JSON.stringify([key, headers, Buffer.from(message).toString()]));
          if (found.length >= count) stop.abort();
          return Promise.resolve();
        },
        { signal: stop.signal },
      );
    return found;
  };
  return {
    prepare: async () => {
      admin = await connectAdmin();
    },
    open: async () => {
      const prefix = `spec.${randomUUID().slice(0, 8)}`;
      await createTopics(
        admin,
        topics.map((topic) => ({ topic: `${prefix}.${topic}`, numPartitions: 3 })),
      );
      const ends = [under(prefix, end('homeward-th')), under(prefix, end('homeward-mm'))] as const;
      const onTopic = (topic: string) => ended(admin, `${prefix}.${topic}`);
      return {
        ends,
        onTopic,
        kept: async () => {
          const all = await Promise.all(
            topics.map(async (topic) => readAll(ends[0], topic, await onTopic(topic))),
          );
          return all.flat().join('\n');
        },
        close: async () => {
          await Promise.all(ends.map((exchange) => exchange.close()));
        },
      };
    },
    dispose: () => admin.disconnect(),
  };
};
