/** One run for all who ask before it starts; who asks while one is under way gets the next, so that no answer is older than its question. */
export const shared = <T>(run: () => Promise<T>): (() => Promise<T>) => {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= running.then(() => {
      next = undefined;
      const now = run();
      running = now.catch(() => undefined);
      return now;
    });
    return next;
  };
};
