import { setTimeout as sleep } from 'node:timers/promises';

/** An answer that did not come in time. What it was about may have happened all the same. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** The promise's result, or `NoAnswerError` after so many milliseconds. A later result or failure is dropped. */
export const within = async <T>(milliseconds: number, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new NoAnswerError(`The event store did not answer within ${milliseconds} ms.`)),
      milliseconds,
    );
  });
  promise.catch(() => undefined);
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** Pauses between attempts: 50 ms, doubled up to a second. */
export const pauseAfter = (failures: number): number => Math.min(50 * 2 ** (failures - 1), 1_000);

/** Sleeps, or ends early when the signal aborts. */
export const rest = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);
