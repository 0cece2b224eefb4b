import { setTimeout as sleep } from 'node:timers/promises';

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
