import type { Country } from '#casework';
import type { EventStore, PlacedEvent } from '#event-store';
import {
  errorCode,
  EventGone,
  follow,
  LeaseLost,
  type Checkpoints,
  type Deed,
  type Follower,
  type HeldLease,
  type Parking,
} from '#following';
import { backOff, lanes, repeatedly } from '#pacing';
import { awaiting } from './awaiting.js';
import { TooLargeToTravel } from './crypto/padding.js';
import { noMetrics, unlessLost, type BridgeMetrics } from './metrics.js';
import { meaningOf, type Forgotten, type Meaning, type OutboundEvent } from './outbound-event.js';
import { Refused, outboundSteps, type OutboundStepsParts } from './outbound-steps.js';
import { releasing } from './releasing.js';
import type { AwaitedReceipts } from './tables/awaited-receipts.js';
import type { UnreadEvents } from './tables/unread-events.js';
import type { WaitingReleases } from './tables/waiting-releases.js';

export interface OutboundParts extends OutboundStepsParts {
  readonly store: Pick<EventStore, 'subscribe' | 'epoch' | 'read'>;
  readonly checkpoints: Checkpoints;
  readonly parking: Parking;
  readonly unread: UnreadEvents;
  readonly awaited: AwaitedReceipts;
  readonly waiting: WaitingReleases;
  /** Whether this node can send to a country; what is approved for one that it cannot reach waits. All where absent. */
  readonly reaches?: (country: Country) => boolean;
  /** Destroys letters that were put aside: `forgetting`. */
  readonly forget: (forgotten: Forgotten) => Promise<void>;
  /** The node's clock, ISO 8601 in UTC: what waits for an hour waits for it to be that hour here. */
  readonly now: () => string;
  readonly metrics?: BridgeMetrics;
  /** Milliseconds between looks for parked cases that are due. */
  readonly retryEvery?: number;
  /** Milliseconds before the first retry; doubles, up to ten seconds where the way out is barred, else to a minute. */
  readonly firstPause?: number;
  /** Milliseconds without a receipt after which a message is sent again, six hours where absent; doubles up to a week. */
  readonly againAfter?: number;
  /** Told when the event store or the tables failed, by the error's name alone. */
  readonly onTrouble?: (errorName: string) => void;
}

/** The name of the outbound side's checkpoint, and of what it parks. */
export const outboundFollower = 'outbound';

const sixHours = 6 * 3_600_000;

/** The longest pause before a case is tried again that could not be sent, milliseconds: the exchange may be back. */
const longestBarred = 10_000;

/** The fault of the message itself: the way to its country may be open all the same. */
const ofItself = (error: unknown): boolean =>
  [Refused, TooLargeToTravel, EventGone].some((kind) => error instanceof kind);

/**
 * Follows the event store from its checkpoint: an approved message is given to the desk for release, a released one is
 * published, and again later where its receipt does not come. Each step can be repeated, so that a crash anywhere loses
 * nothing; a case whose step fails waits with all that follows in it, and the others go on. What stops something overtakes
 * whatever waits in its case.
 */
export const outbound = (parts: OutboundParts) => {
  const { store, checkpoints, parking, unread, metrics = noMetrics, onTrouble = () => undefined } = parts;
  const { retryEvery = 1_000, firstPause = 200, againAfter = sixHours, forget } = parts;
  const inLane = lanes();
  const steps = outboundSteps(parts);

  /** Who else has the work now does it: this process stops before it sends anything. */
  const mustHold = (lease: HeldLease | undefined): void => {
    if (lease && !lease.sure()) throw new LeaseLost(outboundFollower);
  };
  const shared = { ...parts, steps, inLane, mustHold, metrics, onTrouble, againAfter, firstPause };
  const receipts = awaiting({ ...shared, lookEvery: 5 * retryEvery });
  const releases = releasing(shared);

  const carryOut = async (event: OutboundEvent): Promise<void> => {
    if (await releases.waits(event)) return;
    if (event.sequence === undefined) return steps.release(event);
    const sent = await steps.publish(event, event.sequence);
    if (sent) metrics.count('message_published', { with: event.to ?? '' });
    if (sent?.awaitsReceipt) await receipts.expect(event);
  };

  const stepOf = (event: OutboundEvent): Deed => ({
    lane: event.caseId,
    overtakes: event.overtakes ?? false,
    shown: { messageId: event.messageId },
    ...(event.to !== undefined && { towards: event.to }),
    carryOut: () => carryOut(event),
  });

  const deedsOf = ({ events, settled, forgotten }: Meaning): readonly Deed[] => {
    const [lane] = [...settled, ...forgotten].map(({ caseId }) => caseId);
    const ending = async (): Promise<void> => {
      await receipts.settle(settled);
      for (const one of forgotten) await forget(one);
    };
    return [
      ...events.map(stepOf),
      ...(lane === undefined ? [] : [{ lane, overtakes: true, carryOut: ending }]),
    ];
  };

  const putAside = async (event: PlacedEvent): Promise<void> => {
    await unread.keep(event);
    metrics.count('outbound_unread', { reason: event.unreadable ? 'unreadable_event' : 'unknown_form' });
  };

  /** What an earlier process could not read, and this version perhaps can. */
  const readAgain = async (take: (events: readonly PlacedEvent[]) => Promise<unknown>): Promise<void> => {
    for (const { id, stream, revision } of await unread.list())
      for await (const event of store.read(stream, revision)) {
        if (event.id === id && meaningOf(event)) {
          await take([event]);
          await unread.remove(id);
        }
        break;
      }
  };

  const follower = (lease: HeldLease | undefined): Follower => ({
    name: outboundFollower,
    seenOutside: true,
    deedsOf: (event) => {
      const meaning = meaningOf(event);
      // Its case does not wait for what nobody can read.
      return meaning ? deedsOf(meaning) : [{ lane: `unread ${event.id}`, carryOut: () => putAside(event) }];
    },
    begin: async (from, signal, take) => {
      await receipts.fill(from, lease, signal);
      await readAgain(take);
    },
    pauseAfter: (attempts, error) =>
      backOff(attempts, firstPause, ofItself(error) ? undefined : longestBarred),
    bars: (error) => !ofItself(error),
  });

  return {
    /**
     * Runs until the signal aborts. Several processes may run it each under a lease of their own. Rejects with
     * `ForeignCheckpointError`, and with `LeaseLost` where another process has the lease.
     */
    run: async (signal: AbortSignal, lease?: HeldLease): Promise<void> => {
      const stop = new AbortController();
      const until = AbortSignal.any([signal, stop.signal]);
      const all = [
        follow(follower(lease), {
          ...{ store, checkpoints, parking, lease, inLane, retryEvery, signal: until },
          report: ({ lane, attempts, error }) => {
            if (lane === undefined) onTrouble(errorCode(error));
            else if (attempts === 1) metrics.count('outbound_parked', { reason: errorCode(error) });
          },
        }),
        repeatedly(() => releases.releaseDue(lease, until), retryEvery, until, unlessLost(onTrouble)),
        receipts.sendAgainWhenDue(lease, until),
      ].map((work) => work.finally(() => stop.abort()));
      for (const result of await Promise.allSettled(all))
        if (result.status === 'rejected') throw result.reason;
    },
  };
};
