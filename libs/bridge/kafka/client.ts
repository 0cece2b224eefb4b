import kafkajs from 'kafkajs';
import type { Kafka, RetryOptions } from 'kafkajs';
import { connectionOf, type KafkaCluster } from './settings.js';

/** A line of the client's own log: a constant text, and names of topics, groups and brokers. Never content. */
export type ClientLog = (
  level: 'error' | 'warn' | 'info' | 'debug',
  text: string,
  about: Readonly<Record<string, string | number>>,
) => void;

const levels = {
  [kafkajs.logLevel.ERROR]: 'error',
  [kafkajs.logLevel.WARN]: 'warn',
  [kafkajs.logLevel.INFO]: 'info',
  [kafkajs.logLevel.DEBUG]: 'debug',
} as const;

const levelOf = (level: number): 'error' | 'warn' | 'info' | 'debug' =>
  Object.entries(levels).find(([number]) => Number(number) === level)?.[1] ?? 'error';

const told = ['broker', 'topic', 'partition', 'groupId', 'memberId', 'clientId', 'retryCount'] as const;

/* Its warning that limited retries weaken the idempotent producer is answered by our publisher, which never goes on with a
   producer whose send has failed. */
const answered = 'Limiting retries for the idempotent producer';

/** A line that comes again within this time (milliseconds) is left out: a client without brokers says the same many times a second. */
const sayAgainAfter = 10_000;

const seldom = () => {
  const saidAt = new Map<string, number>();
  return (text: string): boolean => {
    const now = Date.now();
    if (now - (saidAt.get(text) ?? -Infinity) < sayAgainAfter) return false;
    if (saidAt.size > 200) saidAt.clear();
    saidAt.set(text, now);
    return true;
  };
};

/** Longest time in milliseconds that one request may take. */
const requestTimeout = 10_000;

/** Every place names its own retries: the defaults of the client are others under a test runner. */
export const retries = (count: number): RetryOptions => ({
  retries: count,
  initialRetryTime: 100,
  maxRetryTime: 1_000,
  factor: 0.2,
  multiplier: 2,
});

/** A client of one cluster; connects when it is first used. */
export const kafkaClient = (cluster: KafkaCluster, clientId: string, log: ClientLog): Kafka => {
  const isNew = seldom();
  return new kafkajs.Kafka({
    ...connectionOf(cluster),
    clientId,
    connectionTimeout: 3_000,
    authenticationTimeout: 5_000,
    requestTimeout,
    retry: retries(3),
    logLevel: kafkajs.logLevel.INFO,
    logCreator:
      () =>
      ({ level, namespace, log: { message, ...fields } }) => {
        if (message.startsWith(answered) || !isNew(message)) return;
        const about = told.flatMap((name) => {
          const value: unknown = fields[name];
          return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
        });
        log(levelOf(level), `${namespace ? `[${namespace}] ` : ''}${message}`, Object.fromEntries(about));
      },
  });
};
