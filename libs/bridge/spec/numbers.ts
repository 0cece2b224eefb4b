import type { Exchange } from '../exchange.js';

/** Reads a topic of numbers as the other country does: which came, key by key, in their order. */
export const numbersFrom = (exchange: Exchange, topic: string, signal: AbortSignal) => {
  const got = new Map<string, number[]>();
  const consumed = exchange.consume(
    topic,
    'inbound',
    ({ key, message }) => {
      got.set(key, [...(got.get(key) ?? []), Number(Buffer.from(message).toString())]);
      return Promise.resolve();
    },
    { signal },
  );
  return { got, consumed };
};
