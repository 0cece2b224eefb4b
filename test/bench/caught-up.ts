import { setTimeout as pause } from 'node:timers/promises';
import { viewStatuses, type View } from '#agencies';
import { comparePositions } from '#event-store';
import type { Engine } from './engine.js';

const lookEveryMs = 20;

/**
 * Resolves when the checkpoints of the views stand at the end of the log. That of a view which the last events did not
 * change follows within a quarter of a second.
 */
export const caughtUp = async ({ pools, store }: Engine, views: readonly View[]): Promise<void> => {
  for (;;) {
    const statuses = await viewStatuses(pools.owner, store, views);
    if (statuses.every(({ ready, position, head }) => ready && comparePositions(position, head) >= 0)) return;
    await pause(lookEveryMs);
  }
};
