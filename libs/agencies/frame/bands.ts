import { setTimeout as sleep } from 'node:timers/promises';
import { createBand, type BandOptions } from './band.js';
import type { ViewLease } from './lease.js';
import { createMember } from './member.js';

/** For so long nobody comes any more before views that are behind begin to read, in milliseconds. */
const quietMs = 50;

/**
 * Follows the store into all views whose leases this process holds. Those that have come to the end of the log move as one
 * band. Those that are behind (fresh, built anew, just taken over) read the log together as another, and join the first
 * when they have caught up.
 */
export const createBands = (options: BandOptions) => {
  let came = 0;
  const gather = async (): Promise<void> => {
    for (let seen = -1; seen !== came; await sleep(quietMs)) seen = came;
  };
  const live = createBand(options);
  const behind = createBand(options, {
    gather,
    caughtUp: (members) => {
      behind.release(members);
      live.join(members);
    },
  });

  /** Moves a view under its lease until the signal aborts; ends with LeaseLost where another projector took over. */
  const follow = async (lease: ViewLease, signal: AbortSignal): Promise<void> => {
    const member = await createMember(options, lease, signal);
    const leave = (): void => void Promise.all([behind.leave(), live.leave()]);
    signal.addEventListener('abort', leave, { once: true });
    came += 1;
    behind.join([member]);
    try {
      await member.ended;
    } finally {
      signal.removeEventListener('abort', leave);
      await member.statistics.idle();
    }
  };
  return { follow };
};
