import { setTimeout as sleep } from 'node:timers/promises';

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

/**
 * Runs a task soon after being asked, never twice at a time nor again within `pauseMs`; asks during a run lead to one
 * more run. Errors are dropped.
 */
export const coalesced = (
  task: () => Promise<unknown>,
  pauseMs = 0,
): {
  readonly ask: () => void;
  readonly idle: () => Promise<void>;
} => {
  let running: Promise<void> | undefined;
  let wanted = false;
  const run = async (): Promise<void> => {
    while (wanted) {
      wanted = false;
      await task().catch(() => undefined);
      if (pauseMs > 0) await sleep(pauseMs);
    }
    running = undefined;
  };
  return {
    ask: () => {
      wanted = true;
      running ??= run();
    },
    idle: async () => running,
  };
};
