import { pause } from './pause.js';

/**
 * Does a piece of work until the signal aborts, with a pause in milliseconds after each time. A failure is told and the
 * work goes on, unless whoever is told throws.
 */
export const repeatedly = async (
  work: () => Promise<void>,
  every: number,
  signal: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      await work();
    } catch (error) {
      failed(error);
    }
    await pause(every, signal);
  }
};
