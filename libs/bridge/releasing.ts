import type { HeldLease } from '#following';
import { type Lanes, backOff } from '#pacing';
import { unlessLost } from './metrics.js';
import type { outboundSteps } from './outbound-steps.js';
import type { OutboundEvent } from './outbound-event.js';
import type { WaitingReleases } from './tables/waiting-releases.js';

const atOnce = 100;

export interface ReleasingParts {
  readonly waiting: WaitingReleases;
  readonly now: () => string;
  readonly steps: Pick<ReturnType<typeof outboundSteps>, 'release'>;
  readonly inLane: Lanes;
  readonly mustHold: (lease: HeldLease | undefined) => void;
  readonly onTrouble: (errorName: string) => void;
  readonly firstPause: number;
}

/** Keeps approved messages until their hour, durably, and has them released then. */
export const releasing = ({
  waiting,
  now,
  steps,
  inLane,
  mustHold,
  onTrouble,
  firstPause,
}: ReleasingParts) => ({
  /** Whether an event is an approval whose hour has not come; it is kept for it then. */
  waits: async (event: OutboundEvent): Promise<boolean> => {
    const { notBefore } = event;
    if (notBefore === undefined || Date.parse(notBefore) <= Date.parse(now())) return false;
    await waiting.add(event, notBefore);
    return true;
  },

  /** What is due, once. */
  releaseDue: async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    for (const { event, attempts } of await waiting.due(now(), atOnce)) {
      if (signal.aborted) return;
      await inLane(event.caseId, async () => {
        mustHold(lease);
        try {
          await steps.release(event);
        } catch (error) {
          unlessLost(onTrouble)(error);
          return waiting.postpone(event.eventId, backOff(attempts + 1, firstPause));
        }
        await waiting.remove(event.eventId);
      });
    }
  },
});
