/** Runs work one by one for each key, in order of asking; different keys do not wait for each other. */
export interface QueueByKey {
  /** Undefined, and nothing is run, where too many already wait for the key. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> | undefined;
}

/** `longest`: how many may wait for one key. */
export const queueByKey = (longest = 1_000): QueueByKey => {
  const lines = new Map<string, { last: Promise<unknown>; length: number }>();
  return {
    run: (key, work) => {
      const line = lines.get(key) ?? { last: Promise.resolve(), length: 0 };
      if (line.length >= longest) return undefined;
      lines.set(key, line);
      line.length += 1;
      const mine = line.last.then(work).finally(() => {
        line.length -= 1;
        if (line.length === 0) lines.delete(key);
      });
      line.last = mine.catch(() => undefined);
      return mine;
    },
  };
};
