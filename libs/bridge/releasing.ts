import { countries, type Country } from '#casework';
import type { HeldLease } from '#following';
import { type Lanes, backOff } from '#pacing';
import { unlessLost } from './metrics.js';
import type { outboundSteps } from './outbound-steps.js';
import type { OutboundEvent } from './outbound-event.js';
import type { WaitingReleases } from './tables/waiting-releases.js';

const atOnce = 100;

export interface ReleasingParts {
  readonly waiting: WaitingReleases;
  /** Whether this node can send to a country: every one where absent. */
  readonly reaches?: (country: Country) => boolean;
  readonly now: () => string;
  readonly steps: Pick<ReturnType<typeof outboundSteps>, 'release' | 'receiverOf'>;
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
}: ReleasingParts) => {
  const away = countries.filter((country) => !reaches(country));

  /** Whether one goes now: of what a version of before kept without its country, that is looked up first. */
  const goesNow = async (event: OutboundEvent): Promise<boolean> => {
    if (event.to !== undefined) return true;
    const to = await steps.receiverOf(event);
    if (to === undefined || reaches(to)) return true;
    await waiting.isFor(event.eventId, to);
    return false;
  };

  /** What is due and whose turn it is: whether any of it was released. */
  const releaseOnce = async (lease: HeldLease | undefined, signal: AbortSignal): Promise<boolean> => {
    let released = false;
    for (const { event, attempts } of await waiting.due(now(), atOnce, away)) {
      if (signal.aborted) return false;
      await inLane(event.caseId, async () => {
        mustHold(lease);
        try {
          if (!(await goesNow(event))) return;
          await steps.release(event);
        } catch (error) {
          unlessLost(onTrouble)(error);
          return waiting.postpone(event.eventId, backOff(attempts + 1, firstPause));
        }
        await waiting.remove(event.eventId);
        released = true;
      });
    }
    return released;
  };

  return {
    /**
     * Whether an event is an approval whose hour has not come, whose country is not reached, or before which another of its
     * case waits for that country; it is kept then.
     */
    waits: async (event: OutboundEvent): Promise<boolean> => {
      const { notBefore, to, type, recordedAt, caseId, overtakes = false } = event;
      if (type !== 'MessageApproved') return false;
      const hour = notBefore !== undefined && Date.parse(notBefore) > Date.parse(now());
      const behind = async () => to !== undefined && !overtakes && (await waiting.holds(caseId, to));
      if (!hour && !(to !== undefined && away.includes(to)) && !(await behind())) return false;
      await waiting.add(event, notBefore ?? recordedAt);
      return true;
    },

    /** All that is due. */
    releaseDue: async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
      while (await releaseOnce(lease, signal));
    },
  };
};
