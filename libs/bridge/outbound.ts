import type { Actor, Country } from '#casework';
import {
  ForeignCheckpointError,
  LeaseLost,
  start,
  type EventStore,
  type HeldLease,
  type Position,
} from '#event-store';
import type { Channel } from './channel.js';
import { refusedFor, type CommandDesk } from './desk-port.js';
import { eachInLanes, lanes } from './lanes.js';
import { errorCode, noMetrics, type BridgeMetrics } from './metrics.js';
import { outboundEventOf } from './outbound-event.js';
import { namedId } from './reference.js';
import type { Checkpoints } from './tables/checkpoints.js';
import type { OutboundEvent, ParkedEvents } from './tables/parked-events.js';
import { backOff, pause, savingLatest } from './waiting.js';
import { wireVersion, type WireMessage } from './wire/message.js';

export interface OutboundParts {
  readonly country: Country;
  readonly store: Pick<EventStore, 'subscribe' | 'epoch'>;
  readonly desk: CommandDesk;
  readonly checkpoints: Checkpoints;
  readonly parked: ParkedEvents;
  readonly channelTo: (country: Country) => Channel;
  /** Our blinded reference of a case for a country: `blind`. */
  readonly referenceFor: (country: Country, caseId: string) => string;
  /** The node itself, as the desk sees it. */
  readonly actor: Actor;
  readonly metrics?: BridgeMetrics;
  /** Milliseconds between looks for parked cases that are due. */
  readonly retryEvery?: number;
  /** Milliseconds before the first retry; doubles, up to ten seconds where the way out is barred, else to a minute. */
  readonly firstPause?: number;
  /** Told when the event store or the tables failed, by the error's name alone. */
  readonly onTrouble?: (errorName: string) => void;
}

/** The desk refused what the node itself asked for; carries the code only. */
class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly code: string) {
    super(code);
  }
}

const follower = 'outbound';

/** The longest pause before a case is tried again that could not be sent, milliseconds: the exchange may be back. */
const longestBarred = 10_000;

/** Who else has the work now does it: this process stops before it sends anything. */
const mustHold = (lease: HeldLease | undefined): void => {
  if (lease && !lease.sure()) throw new LeaseLost(follower);
};

/**
 * Follows the event store from its checkpoint: an approved message is given to the desk for release, a released one is
 * published. Each step can be repeated, so that a crash anywhere loses nothing; a case whose step fails waits with all that
 * follows in it, and the others go on.
 */
export const outbound = (parts: OutboundParts) => {
  const { country, store, desk, checkpoints, parked, channelTo, referenceFor, actor } = parts;
  const { metrics = noMetrics, retryEvery = 1_000, firstPause = 200, onTrouble = () => undefined } = parts;
  const inLane = lanes();
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

  const release = async (event: OutboundEvent): Promise<void> => {
    const outcome = await desk.handle({
      type: 'ReleaseMessage',
      body: { messageId: event.messageId },
      caseId: event.caseId,
      actor,
      commandId: namedId('release', event.eventId),
      correlationId: event.correlationId,
      causationId: event.eventId,
    });
    const reason = refusedFor(outcome);
    if (reason !== undefined && reason !== 'erased') throw new Refused(reason);
  };

  const publish = async (event: OutboundEvent, sequence: number): Promise<void> => {
    const file = await desk.file(event.caseId);
    const own = file.own(event.messageId);
    if (!own) throw new Refused('unknown_message');
    if (!own.payload) return;
    const yourRef = file.referenceOf(own.to);
    const message: WireMessage = {
      wireVersion,
      form: 'message',
      from: country,
      to: own.to,
      messageId: own.messageId,
      kind: own.kind,
      caseRef: referenceFor(own.to, event.caseId),
      ...(yourRef !== undefined && { yourRef }),
      sequence,
      sentAt: event.recordedAt,
      ...(own.answers !== undefined && { answers: own.answers }),
      ...(own.answerDue !== undefined && { answerDue: own.answerDue }),
      instrument: own.instrument,
      instrumentVersion: own.instrumentVersion,
      clause: own.clause,
      purpose: own.purpose,
      groups: [...own.groups],
      payload: { ...own.payload },
    };
    await channelTo(own.to).send(message, event.caseId);
    metrics.count('message_published', { with: own.to });
  };

  const carryOut = (event: OutboundEvent): Promise<void> =>
    event.sequence === undefined ? release(event) : publish(event, event.sequence);

  const take = (event: OutboundEvent, lease: HeldLease | undefined): Promise<void> =>
    inLane(event.caseId, async () => {
      mustHold(lease);
      if (await waitsBehindParked(event.caseId)) return park(event, 'behind', 0);
      try {
        await carryOut(event);
      } catch (error) {
        mustHold(lease);
        await park(event, errorCode(error), backOff(1, firstPause));
        metrics.count('outbound_parked', { reason: errorCode(error) });
      }
    });

  /** The event that could not be sent because the way out is barred, if one could not. */
  const retry = (caseId: string, lease: HeldLease | undefined): Promise<OutboundEvent | undefined> =>
    inLane(caseId, async () => {
      for (const { event, attempts } of await parked.ofCase(caseId)) {
        mustHold(lease);
        try {
          await carryOut(event);
        } catch (error) {
          mustHold(lease);
          const own = error instanceof Refused;
          const wait = backOff(attempts + 1, firstPause, own ? undefined : longestBarred);
          await parked.failedAgain(event.eventId, errorCode(error), wait);
          return own ? undefined : event;
        }
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

  const retryWhenDue = async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        await retryDue(lease, signal);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        onTrouble(errorCode(error));
      }
      await pause(retryEvery, signal);
    }
  };

  const follow = async (lease: HeldLease | undefined, signal: AbortSignal): Promise<void> => {
    const epoch = await store.epoch();
    const reached = await checkpoints.load(follower);
    for (const caseId of await parked.cases()) maybeParked.add(caseId);
    const from = { signal, ...(reached && { epoch: reached.epoch }) };
    const saving = savingLatest((position: Position) =>
      checkpoints.save(follower, { epoch, position }, lease),
    );
    let savedAt = 0;
    try {
      for await (const delivery of store.subscribe(reached?.position ?? start, from)) {
        const events = delivery.kind === 'events' ? delivery.events.flatMap(outboundEventOf) : [];
        await eachInLanes(
          events,
          ({ caseId }) => caseId,
          (event) => take(event, lease),
        );
        if (events.length === 0 && Date.now() - savedAt < 1_000) continue;
        saving.save(delivery.position);
        savedAt = Date.now();
      }
    } finally {
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
      const both = [following(), retryWhenDue(lease, until)].map((work) => work.finally(() => stop.abort()));
      for (const result of await Promise.allSettled(both))
        if (result.status === 'rejected') throw result.reason;
    },
  };
};
