import { setTimeout as sleep } from 'node:timers/promises';
import { ForeignCheckpointError, type EventStore, type PlacedEvent } from '#event-store';
import { LeaseLost, type HeldLease } from '#following';
import { CheckpointMoved, type Checkpoint, type Parking } from './checkpoint.js';

/** Something to be done because of an event. Doing it again must change nothing. */
export interface FollowUp {
  /** What it touches, `case-<id>` for instance: follow-ups of one lane are done in the order of their events. */
  readonly lane: string;
  /** Throws where it cannot be done now. */
  readonly carryOut: () => Promise<void>;
}

export interface Follower {
  /** Of its checkpoint; never changed once used. */
  readonly name: string;
  readonly followUpsOf: (event: PlacedEvent) => Promise<readonly FollowUp[]>;
}

export interface FollowOptions {
  readonly store: EventStore;
  readonly checkpoint: Checkpoint;
  readonly parking: Parking;
  readonly signal: AbortSignal;
  /** Where several processes follow under one name: the lease of the one that does. */
  readonly lease?: HeldLease;
  /** Told of what went wrong, without personal data; lane absent where the whole follower stopped for a moment. */
  readonly report?: (trouble: {
    readonly name: string;
    readonly lane?: string;
    readonly error: unknown;
  }) => void;
  /** How often parked follow-ups are looked at, ms. */
  readonly retryEvery?: number;
}

/** Where an event's follow-ups cannot even be told, all of them wait in the lane of its own stream. */
const ownLane = (event: PlacedEvent): string => `of ${event.stream}`;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

const mostUnsaved = 1_000;

const laneDoer = (follower: Follower, { parking, store, report }: FollowOptions, lanes: Set<string>) => {
  const { name } = follower;

  const park = async (lane: string, event: PlacedEvent, error?: unknown): Promise<void> => {
    const { stream, revision, position } = event;
    await parking.park(name, { lane, stream, revision, position });
    lanes.add(lane);
    if (error !== undefined) report?.({ name, lane, error });
  };

  const followUpsOf = async (event: PlacedEvent): Promise<readonly FollowUp[]> => {
    if (lanes.has(ownLane(event))) return [{ lane: ownLane(event), carryOut: () => Promise.resolve() }];
    try {
      return await follower.followUpsOf(event);
    } catch (error) {
      const carryOut = (): Promise<never> => Promise.reject(asError(error));
      return [{ lane: ownLane(event), carryOut }];
    }
  };

  /** Does an event's follow-ups, those of a parked lane excepted: they queue up behind. */
  const take = async (event: PlacedEvent): Promise<void> => {
    for (const { lane, carryOut } of await followUpsOf(event)) {
      if (lanes.has(lane)) await park(lane, event);
      else await carryOut().catch((error: unknown) => park(lane, event, error));
    }
  };

  const again = async (lane: string, stream: string, revision: number): Promise<void> => {
    for await (const event of store.read(stream, revision)) {
      const all = await follower.followUpsOf(event);
      const whole = lane === ownLane(event);
      for (const one of all.filter((each) => whole || each.lane === lane)) {
        if (whole && lanes.has(one.lane)) await park(one.lane, event);
        else await one.carryOut();
      }
      return;
    }
    throw new Error('The event of a parked follow-up is not where it stood.');
  };

  /** One lane, oldest first, until it is empty or fails again. */
  const retry = async (lane: string): Promise<void> => {
    lanes.add(lane);
    for (let item = await parking.first(name, lane); item; item = await parking.first(name, lane)) {
      try {
        await again(lane, item.stream, item.revision);
      } catch (error) {
        await parking.postpone(name, lane);
        report?.({ name, lane, error });
        return;
      }
      await parking.done(name, item);
    }
    lanes.delete(lane);
  };

  return { take, retry };
};

/** Follows from the checkpoint until the signal aborts; throws when the subscription or the database fails. */
const followOnce = async (follower: Follower, options: FollowOptions): Promise<void> => {
  const { store, checkpoint, parking, signal, lease, retryEvery = 1_000 } = options;
  const { name } = follower;
  const epoch = await store.epoch();
  await checkpoint.begin(name, epoch);
  let saved = await checkpoint.load(name, epoch);
  const lanes = new Set(await parking.lanes(name));
  const { take, retry } = laneDoer(follower, options, lanes);
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  let turn: Promise<unknown> = Promise.resolve();
  let done = saved;
  /** Deliveries and retries take turns, so that no lane is worked on from two sides. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const save = async (): Promise<void> => {
    const position = done;
    if (position === saved) return;
    await checkpoint.save(name, saved, position, lease);
    saved = position;
  };

  /** The checkpoint may be behind by as long: what is done again changes nothing, and each save waits for the disk. */
  const nowAndThen = async (): Promise<void> => {
    while (!stopped.aborted) {
      await inTurn(save);
      // Also in lanes not known here: a process that held the lease before may wake late and park there.
      for (const lane of await parking.due(name)) await inTurn(() => retry(lane));
      await sleep(retryEvery, undefined, { signal: stopped }).catch(() => undefined);
    }
  };

  const following = async (): Promise<void> => {
    let unsaved = 0;
    for await (const delivery of store.subscribe(saved, { signal: stopped, epoch })) {
      if (delivery.kind === 'events') {
        for (const event of delivery.events) await inTurn(() => take(event));
        unsaved += delivery.events.length;
      }
      done = delivery.position;
      if (unsaved < mostUnsaved) continue;
      await inTurn(save);
      unsaved = 0;
    }
    await inTurn(save);
  };

  const both = [following(), nowAndThen()].map((work) => work.finally(() => stop.abort()));
  for (const result of await Promise.allSettled(both)) if (result.status === 'rejected') throw result.reason;
};

/** A checkpoint cannot be followed any more: nothing but a person's decision helps. */
export const isForeign = (error: unknown): boolean => error instanceof ForeignCheckpointError;

/** For how long at most it waits after a failure, milliseconds. */
const longestPause = 2_000;

/**
 * Follows the event store durably until the signal aborts: at least once for each event, in order within a lane. A
 * follow-up that fails is parked with those of its lane behind it and tried again with a growing pause, while all
 * others go on. After a failure of the store or the database it goes on from the checkpoint. Throws only where the
 * checkpoint belongs to another history than the store's, and `LeaseLost` where another process follows now.
 */
export const follow = async (follower: Follower, options: FollowOptions): Promise<void> => {
  const { signal, lease, report } = options;
  for (let failures = 0; !signal.aborted; failures += 1) {
    const began = Date.now();
    try {
      await followOnce(follower, options);
    } catch (error) {
      if (signal.aborted) return;
      if (isForeign(error)) throw error;
      if (lease && (error instanceof CheckpointMoved || !lease.sure())) throw new LeaseLost(follower.name);
      report?.({ name: follower.name, error });
    }
    if (Date.now() - began > 5 * longestPause) failures = 0;
    await sleep(Math.min(100 * 2 ** Math.min(failures, 6), longestPause), undefined, { signal }).catch(
      () => undefined,
    );
  }
};
