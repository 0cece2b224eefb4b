/**
 * Yields what a source yields, and asks it for the next already while the last is being worked on. At most one more
 * than is in hand is kept. `end` makes the source end, and is called where the consumer leaves.
 */
export async function* oneAhead<T>(source: AsyncIterable<T>, end: () => void): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<T, unknown>> => {
    const asked = iterator.next();
    // Looked at when its turn comes; until then a failure must not end the process.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (let item = await next; item.done !== true; item = await next) {
      next = ask();
      yield item.value;
    }
  } finally {
    end();
    await next.catch(() => undefined);
    await iterator.return?.();
  }
}
