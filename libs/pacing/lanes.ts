/** Runs work of one key in the order it was handed over, work of different keys side by side. */
export type Lanes = <R>(key: string, work: () => Promise<R>) => Promise<R>;

export const lanes = (): Lanes => {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return mine;
  };
};

/** Does something with each item: those of one key in order, at most `width` keys at a time. After a failure
 * nothing more is begun, and it rejects once all that is in hand has ended. */
export const eachInLanes = async <T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  work: (item: T) => Promise<void>,
  width = 8,
): Promise<void> => {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const queue = byKey.get(key);
    if (queue) queue.push(item);
    else byKey.set(key, [item]);
  }
  const queues = [...byKey.values()];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (let queue = queues.shift(); queue; queue = queues.shift())
      for (const item of queue) {
        if (failed) return;
        await work(item).catch((error: unknown) => {
          failed = true;
          throw error;
        });
      }
  };
  const workers = Array.from({ length: Math.min(width, queues.length) }, worker);
  for (const result of await Promise.allSettled(workers))
    if (result.status === 'rejected') throw result.reason;
};
