import { LeaseLost } from '#event-store';
import { errorCode } from './metrics.js';

/** Resolves after a time in milliseconds, or at once when the signal aborts. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });

/** Milliseconds to wait before attempt `attempt` + 1 (from 1): doubling from `first`, at most `longest`. */
export const backOff = (attempt: number, first = 100, longest = 60_000): number =>
  Math.min(longest, first * 2 ** Math.min(attempt - 1, 20));

/**
 * Does a piece of work until the signal aborts, with a pause in milliseconds after each time. A failure is told by its name
 * and the work goes on; rejects with `LeaseLost` alone.
 */
export const repeatedly = async (
  work: () => Promise<void>,
  every: number,
  signal: AbortSignal,
  onTrouble: (errorName: string) => void,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      onTrouble(errorCode(error));
    }
    await pause(every, signal);
  }
};

/** A bell that one loop waits for and anybody may ring; a ring before the wait is not lost. */
export interface Bell {
  ring(): void;
  /** Resolves at the next ring, after the time in milliseconds, or when the signal aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const bell = (): Bell => {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring: () => {
      rung = true;
      wake?.();
    },
    wait: async (milliseconds, signal) => {
      if (!rung && !signal.aborted) {
        const either = new AbortController();
        wake = () => either.abort();
        signal.addEventListener('abort', wake, { once: true });
        await pause(milliseconds, either.signal);
        signal.removeEventListener('abort', wake);
        wake = undefined;
      }
      rung = false;
    },
  };
};

/**
 * Saves the latest of the values it is given, one save at a time, without keeping the giver waiting: what is behind may
 * be saved late, never what lies ahead. A failure is thrown to who gives the next, or waits until all is saved.
 */
export const savingLatest = <T>(save: (value: T) => Promise<void>) => {
  let latest: readonly [T] | undefined;
  let running: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    while (latest && !failure) {
      const [value] = latest;
      latest = undefined;
      await save(value).catch((error: unknown) => (failure = { error }));
    }
    running = undefined;
  };
  const orThrow = (): void => {
    if (failure) throw failure.error;
  };
  return {
    save: (value: T): void => {
      orThrow();
      latest = [value];
      running ??= work();
    },
    idle: async (): Promise<void> => {
      await running;
      orThrow();
    },
  };
};
