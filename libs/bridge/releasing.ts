import type { Country } from '#casework';
import type { HeldLease } from '#following';
import { type Lanes, backOff } from '#pacing';
import { unlessLost } from './metrics.js';
import type { outboundSteps } from './outbound-steps.js';
import type { OutboundEvent } from './outbound-event.js';
import type { WaitingReleases } from './tables/waiting-releases.js';

const atOnce = 100;

/** Milliseconds between two looks whether a country is reached that was not. */
const reachPause = 30_000;

export interface ReleasingParts {
  readonly waiting: WaitingReleases;
  /** Whether this node can send to a country: every one where absent. */
  readonly reaches?: (country: Country) => boolean;
  readonly now: () => string;
  readonly steps: Pick<ReturnType<typeof outboundSteps>, 'release'>;
  readonly inLane: Lanes;
  readonly mustHold: (lease: HeldLease | undefined) => void;
  readonly onTrouble: (errorName: string) => void;
  readonly firstPause: number;
}

/**
 * Keeps approved messages until their hour and until their country can be reached, durably, and has them released then: what
 * holds at the release decides, so that nothing goes late that was stopped meanwhile.
 */
export const releasing = ({
  waiting,
  reaches = () => true,
  now,
  steps,
  inLane,
  mustHold,
  onTrouble,
  firstPause,
}: ReleasingParts) => ({
  /** Whether an event is an approval whose hour has not come, or whose country is not reached; it is kept then. */
  waits: async (event: OutboundEvent): Promise<boolean> => {
    const { notBefore, to, type, recordedAt } = event;
    const hour = notBefore !== undefined && Date.parse(notBefore) > Date.parse(now());
    const away = type === 'MessageApproved' && to !== undefined && !reaches(to);
    if (!hour && !away) return false;
    await waiting.add(event, notBefore ?? recordedAt);
    return true;
  },

  /** What is due, once. */
  releaseDue: async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    for (const { event, attempts } of await waiting.due(now(), atOnce)) {
      if (signal.aborted) return;
      await inLane(event.caseId, async () => {
        mustHold(lease);
        if (event.to !== undefined && !reaches(event.to)) return waiting.postpone(event.eventId, reachPause);
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
