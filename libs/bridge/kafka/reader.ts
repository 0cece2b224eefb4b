import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { ExchangeRecord, RecordHandler } from '../exchange.js';
import { eachInLanes, backOff, pause } from '#pacing';
import { retries } from './client.js';

export interface TopicReading {
  readonly kafka: Kafka;
  readonly topic: string;
  readonly groupId: string;
  readonly handler: RecordHandler;
  readonly signal: AbortSignal;
  /** Milliseconds before the first redelivery; doubles up to ten seconds. */
  readonly firstPause: number;
  readonly onFailure: (error: unknown) => void;
  readonly onReading?: ((reads: boolean) => void) | undefined;
  /** Told the instant of each record that was handled, as the brokers wrote it. */
  readonly handledAt: (instant: number) => void;
}

/** A member that says nothing for this long (milliseconds) is taken for dead, and the others share its partitions. */
const sessionTimeout = 6_000;
const heartbeatInterval = 1_000;
/** Milliseconds for every member to finish what it handles when the group shares anew. */
const rebalanceTimeout = 20_000;
/** Longest time in milliseconds that a fetch waits for something new: a rebalance is seen after it. */
const longestFetch = 500;
const longestPause = 10_000;
/** Longest wait in milliseconds for a member that leaves, once its handlers have returned. */
const longestLeave = 5_000;

const headersOf = ({ headers = {} }: KafkaMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const recordOf = (topic: string, partition: number, message: KafkaMessage): ExchangeRecord => ({
  topic,
  key: message.key?.toString() ?? '',
  message: message.value ?? new Uint8Array(),
  headers: headersOf(message),
  position: `${partition}:${message.offset}`,
  writtenAt: new Date(Number(message.timestamp)).toISOString(),
});

/** What is known of one partition beyond its committed offset. */
interface Progress {
  /** Offsets behind a record that failed, handled already: not handed over a second time. */
  readonly handled: Set<string>;
  failures: number;
}

const offsetBefore = (offset: string): string => String(BigInt(offset) - 1n);
const offsetAfter = (offset: string): string => String(BigInt(offset) + 1n);

/** Hands over batches of one topic, and commits what was handled. */
const batchTaker = ({ topic, handler, signal, firstPause, onFailure, handledAt }: TopicReading) => {
  const partitions = new Map<number, Progress>();
  const progressOf = (partition: number): Progress => {
    const known = partitions.get(partition) ?? { handled: new Set(), failures: 0 };
    partitions.set(partition, known);
    return known;
  };

  /** Hands the records over, those of a key in order and none behind one that failed. Says whether one did. */
  const handOver = async (
    payload: EachBatchPayload,
    { handled }: Progress,
    left: AbortSignal,
  ): Promise<boolean> => {
    const { messages, partition } = payload.batch;
    const stuck = new Set<string>();
    let failed = false;
    await eachInLanes(
      messages.filter(({ offset }) => !handled.has(offset)),
      ({ key }) => key?.toString() ?? '',
      async (message) => {
        const record = recordOf(topic, partition, message);
        if (left.aborted || !payload.isRunning()) stuck.add(record.key);
        if (stuck.has(record.key)) return;
        try {
          await handler(record);
          handled.add(message.offset);
          handledAt(Number(message.timestamp));
        } catch (error) {
          failed = true;
          stuck.add(record.key);
          onFailure(error);
        }
      },
    );
    return failed;
  };

  return async (payload: EachBatchPayload): Promise<void> => {
    const { batch } = payload;
    const progress = progressOf(batch.partition);
    const rebalance = new AbortController();
    let lost: { readonly error: unknown } | undefined;
    const beat = setInterval(() => {
      payload.heartbeat().catch((error: unknown) => {
        lost ??= { error };
        rebalance.abort();
      });
    }, heartbeatInterval);
    const failed = await handOver(payload, progress, AbortSignal.any([signal, rebalance.signal])).finally(
      () => clearInterval(beat),
    );
    const first = batch.messages.find(({ offset }) => !progress.handled.has(offset));
    const next = first?.offset ?? offsetAfter(batch.lastOffset());
    if (next !== batch.messages[0]?.offset) {
      await payload.commitOffsetsIfNecessary({
        topics: [{ topic, partitions: [{ partition: batch.partition, offset: next }] }],
      });
      payload.resolveOffset(
        first ? offsetBefore(next) : (batch.messages.at(-1)?.offset ?? batch.lastOffset()),
      );
      for (const offset of progress.handled)
        if (BigInt(offset) < BigInt(next)) progress.handled.delete(offset);
    }
    if (lost) throw lost.error;
    progress.failures = failed ? progress.failures + 1 : 0;
    if (failed) setTimeout(payload.pause(), backOff(progress.failures, firstPause, longestPause)).unref();
  };
};

/** The error with which a consumer ended, or nothing when the signal aborts before. */
const endOf = (consumer: Consumer, signal: AbortSignal) => {
  let settle: (error?: Error) => void = () => undefined;
  const ended = new Promise<Error | undefined>((resolve) => (settle = resolve));
  const onAbort = (): void => settle();
  consumer.on(consumer.events.CRASH, ({ payload }) => settle(payload.error));
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) settle();
  return { ended, forget: () => signal.removeEventListener('abort', onAbort) };
};

/** Resolves when something is done, or after so many milliseconds. */
const within = async (milliseconds: number, done: Promise<void>): Promise<void> => {
  const over = new AbortController();
  await Promise.race([done, pause(milliseconds, over.signal)]);
  over.abort();
};

/** Runs one member of the group until the signal aborts; rejects when it failed, whatever the client would do about it. */
const serve = async (
  { kafka, topic, groupId, signal, onReading }: TopicReading,
  take: (payload: EachBatchPayload) => Promise<void>,
): Promise<void> => {
  const working = new Set<Promise<void>>();
  const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
    const taken = take(payload);
    working.add(taken);
    await taken.finally(() => working.delete(taken));
  };
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout,
    heartbeatInterval,
    rebalanceTimeout,
    maxWaitTimeInMs: longestFetch,
    allowAutoTopicCreation: false,
    retry: { ...retries(3), restartOnFailure: () => Promise.resolve(false) },
  });
  const { ended, forget } = endOf(consumer, signal);
  consumer.on(consumer.events.FETCH, () => onReading?.(true));
  // Who has no partition fetches nothing, and stands by.
  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberAssignment } }) => {
    if (Object.values(memberAssignment).every((partitions) => partitions.length === 0)) onReading?.(true);
  });
  const begin = async (): Promise<void> => {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: 8,
      eachBatch,
    });
  };
  const leave = (): Promise<void> => consumer.disconnect().catch(() => undefined);
  const begun = begin();
  try {
    await Promise.race([begun, ended]);
    const failure = await ended;
    if (failure && !signal.aborted) throw failure;
  } finally {
    forget();
    const left = begun.then(leave, leave);
    await Promise.allSettled(working);
    // Brokers that say nothing are left behind: no handler is at work any more, and none begins.
    await within(longestLeave, left);
  }
};

/**
 * Reads a topic as a member of a group until the signal aborts, whatever happens to brokers and connections: our own loop
 * begins anew where the client's consumer ends, which it does for some errors and not for others.
 */
export const readTopic = async (reading: TopicReading): Promise<void> => {
  const take = batchTaker(reading);
  for (let attempt = 1; !reading.signal.aborted; attempt += 1) {
    const begun = Date.now();
    try {
      await serve(reading, take);
    } catch (error) {
      if (reading.signal.aborted) return;
      reading.onReading?.(false);
      reading.onFailure(error);
      if (Date.now() - begun > 60_000) attempt = 1;
      await pause(backOff(attempt, reading.firstPause, 2_000), reading.signal);
    }
  }
};
