/** Tells waiters in this process that something may have been appended. */
export interface Bell {
  /** How often it has rung. */
  readonly rings: () => number;
  readonly ring: () => void;
  /** Resolves when it has rung more often than `seen`, after `timeoutMs`, or when the signal aborts. */
  readonly next: (seen: number, timeoutMs: number, signal: AbortSignal) => Promise<void>;
}

export const createBell = (): Bell => {
  let rings = 0;
  const waiters = new Set<() => void>();
  return {
    rings: () => rings,
    ring: () => {
      rings += 1;
      for (const wake of [...waiters]) wake();
    },
    next: (seen, timeoutMs, signal) =>
      new Promise((resolve) => {
        if (rings > seen || signal.aborted) return resolve();
        const wake = (): void => {
          waiters.delete(wake);
          clearTimeout(timer);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        waiters.add(wake);
        signal.addEventListener('abort', wake);
      }),
  };
};
