import kafkajs from 'kafkajs';
import type { Kafka, Message, Producer } from 'kafkajs';
import { retries } from './client.js';

/** The messages did not reach the brokers in time, or no broker said that it has them. They may be kept all the same. */
export class NotKept extends Error {
  override readonly name = 'NotKept';
  constructor(readonly code: 'TIMEOUT' | 'CLOSED' | 'UNCONFIRMED') {
    super(`The exchange did not confirm that the message is kept (${code}).`);
  }
}

/** Writes messages to one topic. Resolves when every one of them is kept by all replicas in step. */
export type Batch = (messages: readonly Message[]) => Promise<void>;

/** A connection that writes batches, one at a time; thrown away after its first failure. */
export interface WriterConnection {
  readonly write: Batch;
  readonly close: () => Promise<void>;
}

/**
 * Checks what the client answers: where a partition moves to another broker while one request of several is repeated,
 * kafkajs 2.2.4 takes the answer of the other request for this one's and resolves without having sent it.
 */
export const confirmed = async (
  send: () => Promise<readonly { readonly partition: number; readonly errorCode: number }[]>,
  partitionsOf: () => Iterable<number | undefined>,
): Promise<void> => {
  const written = await send();
  const kept = new Set(written.filter(({ errorCode }) => errorCode === 0).map(({ partition }) => partition));
  for (const partition of partitionsOf())
    if (partition === undefined || !kept.has(partition)) throw new NotKept('UNCONFIRMED');
};

/** Opens an idempotent producer for one topic. A new one after a failure has an id of its own and no doubtful sequence. */
export const openProducer = async (kafka: Kafka, topic: string): Promise<WriterConnection> => {
  const placed = new WeakMap<Message, number>();
  const byKey = kafkajs.Partitioners.DefaultPartitioner();
  const producer: Producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    retry: retries(5),
    createPartitioner: () => (asked) => {
      const partition = byKey(asked);
      placed.set(asked.message, partition);
      return partition;
    },
  });
  const close = (): Promise<void> => producer.disconnect().catch(() => undefined);
  try {
    await producer.connect();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    write: (messages) =>
      confirmed(
        () => producer.send({ topic, acks: -1, timeout: 5_000, messages: [...messages] }),
        () => messages.map((message) => placed.get(message)),
      ),
    close,
  };
};

interface Waiting {
  readonly message: Message;
  readonly size: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface WriterOptions {
  /** Milliseconds after which a message that is not confirmed counts as failed. */
  readonly within?: number;
  /** Milliseconds after a failure during which everything fails at once. */
  readonly restAfterFailure?: number;
}

const largestBatch = 500;
const largestBytes = 512 * 1024;

/** The first that fit into one request; at least one. Takes them out of the queue. */
const nextOf = (queue: Waiting[]): Waiting[] => {
  let bytes = 0;
  const over = queue.findIndex(({ size }, index) => {
    bytes += size;
    return index > 0 && (index >= largestBatch || bytes > largestBytes);
  });
  return queue.splice(0, over === -1 ? queue.length : over);
};

/**
 * Writes to one topic in the order of the calls: what comes while a request is under way goes together in the next. After a
 * failure all that waits fails with it, so that nothing overtakes what its caller will send again.
 */
export const topicWriter = (
  open: () => Promise<WriterConnection>,
  { within = 5_000, restAfterFailure = 500 }: WriterOptions = {},
) => {
  const queue: Waiting[] = [];
  let connection: WriterConnection | undefined;
  let working: Promise<void> | undefined;
  const unanswered = new Set<Waiting>();
  let allAnswered: () => void = () => undefined;
  let resting: { readonly until: number; readonly error: Error } | undefined;
  let closed = false;

  const send = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      connection ??= await open();
      await connection.write(batch.map(({ message }) => message));
      for (const { resolve } of batch) resolve();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new NotKept('UNCONFIRMED');
      void connection?.close();
      connection = undefined;
      resting = { until: Date.now() + restAfterFailure, error };
      for (const { reject } of [...batch, ...queue.splice(0)]) reject(error);
    }
  };

  const work = async (): Promise<void> => {
    while (queue.length > 0) await send(nextOf(queue));
    working = undefined;
  };

  return {
    write: (message: Message, size: number): Promise<void> =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new NotKept('CLOSED'));
        if (resting && Date.now() < resting.until) return reject(resting.error);
        const answered = (): void => {
          clearTimeout(late);
          unanswered.delete(waiting);
          if (unanswered.size === 0) allAnswered();
        };
        const waiting: Waiting = {
          message,
          size,
          resolve: () => {
            answered();
            resolve();
          },
          reject: (error) => {
            answered();
            reject(error);
          },
        };
        const late = setTimeout(() => {
          const index = queue.indexOf(waiting);
          if (index >= 0) queue.splice(index, 1);
          waiting.reject(new NotKept('TIMEOUT'));
        }, within);
        unanswered.add(waiting);
        queue.push(waiting);
        working ??= work();
      }),
    /**
     * Sends what waits, then closes the connection. Ends with the last answer to a caller: a request whose callers have all
     * given up is left behind.
     */
    close: async (): Promise<void> => {
      closed = true;
      if (unanswered.size > 0) await new Promise<void>((resolve) => (allAnswered = resolve));
      // A connection that comes to stand only now is closed as well.
      void working?.then(() => connection?.close());
      await connection?.close();
    },
  };
};
