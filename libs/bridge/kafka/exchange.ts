import type { Admin, Kafka } from 'kafkajs';
import type { Exchange } from '../exchange.js';
import { groupOf } from '../topics.js';
import { kafkaClient, retries, type ClientLog } from './client.js';
import { ExchangeRefused, explained } from './refused.js';
import { readTopic } from './reader.js';
import type { KafkaCluster } from './settings.js';
import { openProducer, topicWriter } from './writer.js';

export interface KafkaExchangeOptions {
  readonly cluster: KafkaCluster;
  /** How this process names itself to the brokers. */
  readonly clientId: string;
  readonly log?: ClientLog;
  /** Milliseconds before the first redelivery and the first new connection. */
  readonly firstPause?: number;
  /** Milliseconds after which a publish that no broker confirmed has failed. */
  readonly publishWithin?: number;
  /** Told when a handler or the brokers failed, by the error's name, or by the sentence of what somebody has to do. */
  readonly onTrouble?: (what: 'connection_lost' | 'handler_failed' | 'refused', text: string) => void;
}

const clientErrors = /^KafkaJS|^ExchangeRefused$/;

/** How far a group has come in a topic: records that it has not handled yet. */
const lagOf = async (admin: Admin, topic: string, groupId: string): Promise<number> => {
  const [ends, groups] = await Promise.all([
    admin.fetchTopicOffsets(topic),
    admin.fetchOffsets({ groupId, topics: [topic] }),
  ]);
  const reached = new Map(
    groups.flatMap(({ partitions }) =>
      partitions.map(({ partition, offset }) => [partition, Number(offset)]),
    ),
  );
  return ends.reduce((sum, { partition, high, low }) => {
    const at = reached.get(partition) ?? -1;
    return sum + Math.max(0, Number(high) - (at < 0 ? Number(low) : at));
  }, 0);
};

/** Opens something once, when it is first asked for, and again after it failed. */
const onDemand = <T>(open: () => Promise<T>) => {
  let opened: Promise<T> | undefined;
  return {
    get: (): Promise<T> => {
      opened ??= open().catch((error: unknown) => {
        opened = undefined;
        throw error;
      });
      return opened;
    },
    opened: () => opened,
  };
};

const adminOf = (kafka: Kafka) =>
  onDemand(async () => {
    const admin = kafka.admin({ retry: retries(1) });
    await admin.connect();
    return admin;
  });

/**
 * The exchange on a Kafka cluster. Topics exist before (`provisionTopics`); records of a key go to one partition, so the
 * number of partitions of a topic never changes. Whatever may be mended while it runs (brokers down, a topic or a right that
 * is missing) is tried again for as long as `consume` runs, and fails a publish.
 */
export const kafkaExchange = ({
  cluster,
  clientId,
  log = () => undefined,
  firstPause = 100,
  publishWithin = 5_000,
  onTrouble = () => undefined,
}: KafkaExchangeOptions): Exchange => {
  const kafka = kafkaClient(cluster, clientId, log);
  const by = cluster.sasl ? `the user ${cluster.sasl.username}` : 'this node';
  const closing = new AbortController();
  const writers = new Map<string, ReturnType<typeof topicWriter>>();
  const lastHandled = new Map<string, number>();
  const reading = new Set<Promise<void>>();
  const admin = adminOf(kafka);

  const writerOf = (topic: string) => {
    const known = writers.get(topic);
    if (known) return known;
    const writer = topicWriter(() => openProducer(kafka, topic), { within: publishWithin });
    writers.set(topic, writer);
    return writer;
  };

  const tell = (error: unknown, topic: string, group: string): void => {
    const told = explained(error, { by, topic, group });
    if (told instanceof ExchangeRefused) onTrouble('refused', told.message);
    else {
      const name = told instanceof Error ? told.name : 'Error';
      onTrouble(clientErrors.test(name) ? 'connection_lost' : 'handler_failed', name);
    }
  };

  return {
    publish: async (topic, key, message, headers = {}) => {
      const value = Buffer.from(message);
      try {
        await writerOf(topic).write({ key, value, headers: { ...headers } }, value.length + key.length);
      } catch (error) {
        throw explained(error, { by, topic });
      }
    },
    consume: async (topic, group, handler, { signal, onReading }) => {
      const groupId = groupOf(topic, group);
      const place = `${topic} ${group}`;
      const running = readTopic({
        kafka,
        topic,
        groupId,
        handler,
        signal: AbortSignal.any([signal, closing.signal]),
        firstPause,
        onReading,
        onFailure: (error) => tell(error, topic, groupId),
        handledAt: (instant) => lastHandled.set(place, Math.max(instant, lastHandled.get(place) ?? 0)),
      });
      reading.add(running);
      await running.finally(() => reading.delete(running));
    },
    flow: async (topic, group) => {
      const groupId = groupOf(topic, group);
      const last = lastHandled.get(`${topic} ${group}`);
      try {
        const waiting = await lagOf(await admin.get(), topic, groupId);
        return { waiting, ...(last !== undefined && { lastAt: new Date(last).toISOString() }) };
      } catch (error) {
        throw explained(error, { by, topic, group: groupId });
      }
    },
    close: async () => {
      closing.abort();
      await Promise.allSettled([...reading, ...[...writers.values()].map((writer) => writer.close())]);
      await admin.opened()?.then(
        (opened) => opened.disconnect(),
        () => undefined,
      );
    },
  };
};
