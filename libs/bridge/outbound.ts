import type { Country } from '#casework';
import {
  ForeignCheckpointError,
  start,
  type EventStore,
  type PlacedEvent,
  type Position,
} from '#event-store';
import { LeaseLost, type HeldLease } from '#following';
import { awaiting } from './awaiting.js';
import { TooLargeToTravel } from './crypto/padding.js';
import { eachInLanes, lanes, backOff, pause, repeatedly, savingLatest } from '#pacing';
import { errorCode, noMetrics, unlessLost, type BridgeMetrics } from './metrics.js';
import { meaningOf, type Forgotten, type Meaning } from './outbound-event.js';
import { Refused, outboundSteps, type OutboundStepsParts } from './outbound-steps.js';
import type { AwaitedReceipts } from './tables/awaited-receipts.js';
import { outboundFollower as follower, type Checkpoints } from './tables/checkpoints.js';
import type { OutboundEvent, ParkedEvents } from './tables/parked-events.js';
import type { UnreadEvents } from './tables/unread-events.js';
import type { WaitingReleases } from './tables/waiting-releases.js';
import { releasing } from './releasing.js';

export interface OutboundParts extends OutboundStepsParts {
  readonly store: Pick<EventStore, 'subscribe' | 'epoch' | 'read'>;
  readonly checkpoints: Checkpoints;
  readonly parked: ParkedEvents;
  readonly unread: UnreadEvents;
  readonly awaited: AwaitedReceipts;
  readonly waiting: WaitingReleases;
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

const sixHours = 6 * 3_600_000;

/** The longest pause before a case is tried again that could not be sent, milliseconds: the exchange may be back. */
const longestBarred = 10_000;

/** Who else has the work now does it: this process stops before it sends anything. */
const mustHold = (lease: HeldLease | undefined): void => {
  if (lease && !lease.sure()) throw new LeaseLost(follower);
};

/**
 * Follows the event store from its checkpoint: an approved message is given to the desk for release, a released one is
 * published, and again later where its receipt does not come. Each step can be repeated, so that a crash anywhere loses
 * nothing; a case whose step fails waits with all that follows in it, and the others go on. What stops something overtakes
 * whatever waits in its case.
 */
export const outbound = (parts: OutboundParts) => {
  const { store, checkpoints, parked, unread, metrics = noMetrics, onTrouble = () => undefined } = parts;
  const { retryEvery = 1_000, firstPause = 200, againAfter = sixHours, forget } = parts;
  const inLane = lanes();
  const steps = outboundSteps(parts);
  const receipts = awaiting({
    ...parts,
    steps,
    inLane,
    mustHold,
    metrics,
    onTrouble,
    againAfter,
    lookEvery: 5 * retryEvery,
  });
  const releases = releasing({ ...parts, steps, inLane, mustHold, onTrouble, firstPause });
  /** Every case that may have parked events, and perhaps some that no longer have: most have none, and need no look. */
  const maybeParked = new Set<string>();

  const waitsBehindParked = async (caseId: string): Promise<boolean> => {
    if (!maybeParked.has(caseId)) return false;
    if (await parked.holds(caseId)) return true;
    maybeParked.delete(caseId);
    return false;
  };

  const park = (event: OutboundEvent, reason: string, waitMs: number): Promise<void> => {
    maybeParked.add(event.caseId);
    return parked.park(event, reason, waitMs);
  };

  /** Whether a receipt of what was sent is awaited. */
  const carryOut = async (event: OutboundEvent): Promise<boolean> => {
    if (event.sequence === undefined) {
      await steps.release(event);
      return false;
    }
    const sent = await steps.publish(event, event.sequence);
    if (sent) metrics.count('message_published', { with: event.to ?? '' });
    return sent?.awaitsReceipt ?? false;
  };

  /** Adds to `sent` what awaits its receipt. */
  const take = (event: OutboundEvent, sent: OutboundEvent[], lease: HeldLease | undefined): Promise<void> =>
    inLane(event.caseId, async () => {
      mustHold(lease);
      if (await releases.waits(event)) return;
      if (!event.overtakes && (await waitsBehindParked(event.caseId))) return park(event, 'behind', 0);
      try {
        if (await carryOut(event)) sent.push(event);
      } catch (error) {
        mustHold(lease);
        await park(event, errorCode(error), backOff(1, firstPause));
        metrics.count('outbound_parked', { reason: errorCode(error) });
      }
    });

  /** The event that could not be sent because the way out is barred, if one could not. */
  const retry = (caseId: string, lease: HeldLease | undefined): Promise<OutboundEvent | undefined> =>
    inLane(caseId, async () => {
      let refused = false;
      for (const { event, attempts } of await parked.ofCase(caseId)) {
        mustHold(lease);
        if (refused && !event.overtakes) return undefined;
        let awaitsReceipt: boolean;
        try {
          awaitsReceipt = await carryOut(event);
        } catch (error) {
          mustHold(lease);
          const own = error instanceof Refused || error instanceof TooLargeToTravel;
          const wait = backOff(attempts + 1, firstPause, own ? undefined : longestBarred);
          await parked.failedAgain(event.eventId, errorCode(error), wait);
          if (!own) return event;
          refused = true;
          continue;
        }
        if (awaitsReceipt) await receipts.note([event], []);
        await parked.remove(event.eventId);
      }
      return undefined;
    });

  /** What is due, once. Where the way to a country is barred, its other cases wait for the next time, and no others. */
  const retryDue = async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    const barred = new Set<Country>();
    for (const { caseId, to } of await parked.dueCases()) {
      if (signal.aborted) return;
      if (to !== undefined && barred.has(to)) continue;
      const stuck = await retry(caseId, lease);
      if (stuck?.to !== undefined) barred.add(stuck.to);
      else if (stuck) return;
    }
  };

  /** How many of their events concerned this side. */
  const takeAll = async (means: readonly Meaning[], lease: HeldLease | undefined): Promise<number> => {
    const events = means.flatMap((meaning) => meaning.events);
    const settled = means.flatMap((meaning) => meaning.settled);
    const sent: OutboundEvent[] = [];
    await eachInLanes(
      events,
      ({ caseId }) => caseId,
      (event) => take(event, sent, lease),
    );
    mustHold(lease);
    await receipts.note(sent, settled);
    const forgotten = means.flatMap((meaning) => meaning.forgotten);
    for (const one of forgotten) await forget(one);
    return events.length + settled.length + forgotten.length;
  };

  const putAside = async (event: PlacedEvent): Promise<void> => {
    await unread.keep(event);
    metrics.count('outbound_unread', { reason: event.unreadable ? 'unreadable_event' : 'unknown_form' });
  };

  /** What an earlier process could not read, and this version perhaps can. */
  const readAgain = async (lease: HeldLease | undefined): Promise<void> => {
    for (const { id, stream, revision } of await unread.list())
      for await (const event of store.read(stream, revision)) {
        if (event.id === id) {
          const meaning = meaningOf(event);
          if (meaning) {
            await takeAll([meaning], lease);
            await unread.remove(id);
          }
        }
        break;
      }
  };

  const follow = async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    const epoch = await store.epoch();
    const reached = await checkpoints.load(follower);
    for (const caseId of await parked.cases()) maybeParked.add(caseId);
    await receipts.fill(epoch, reached, lease, signal);
    await readAgain(lease);
    const from = { signal, ...(reached && { epoch: reached.epoch }) };
    const saving = savingLatest((position: Position) =>
      checkpoints.save(follower, { epoch, position }, lease),
    );
    let savedAt = 0;
    let unsaved: Position | undefined;
    const save = (position: Position): void => {
      unsaved = undefined;
      savedAt = Date.now();
      saving.save(position);
    };
    // Also past events of no concern, in the quiet after them: who looks must not take it for standing still.
    const nowAndThen = setInterval(() => {
      try {
        if (unsaved !== undefined) save(unsaved);
      } catch {
        // A save that failed is told with the next delivery.
      }
    }, 1_000);
    try {
      for await (const delivery of store.subscribe(reached?.position ?? start, from)) {
        const means: Meaning[] = [];
        for (const event of delivery.kind === 'events' ? delivery.events : []) {
          const meaning = meaningOf(event);
          if (meaning) means.push(meaning);
          else await putAside(event);
        }
        const taken = await takeAll(means, lease);
        if (taken === 0 && Date.now() - savedAt < 1_000) unsaved = delivery.position;
        else save(delivery.position);
      }
    } finally {
      clearInterval(nowAndThen);
      await saving.idle();
    }
  };

  return {
    /**
     * Runs until the signal aborts. Several processes may run it each under a lease of their own. Rejects with
     * `ForeignCheckpointError`, and with `LeaseLost` where another process has the lease.
     */
    run: async (signal: AbortSignal, lease?: HeldLease): Promise<void> => {
      const stop = new AbortController();
      const until = AbortSignal.any([signal, stop.signal]);
      const told = unlessLost(onTrouble);
      const following = async (): Promise<void> => {
        for (let attempt = 1; !until.aborted; attempt += 1) {
          try {
            await follow(lease, until);
          } catch (error) {
            if (error instanceof ForeignCheckpointError || error instanceof LeaseLost) throw error;
            if (!until.aborted) onTrouble(errorCode(error));
          }
          await pause(backOff(attempt, firstPause, 2_000), until);
        }
      };
      const all = [
        following(),
        repeatedly(() => retryDue(lease, until), retryEvery, until, told),
        repeatedly(() => releases.releaseDue(lease, until), retryEvery, until, told),
        receipts.sendAgainWhenDue(lease, until),
      ].map((work) => work.finally(() => stop.abort()));
      for (const result of await Promise.allSettled(all))
        if (result.status === 'rejected') throw result.reason;
    },
  };
};
