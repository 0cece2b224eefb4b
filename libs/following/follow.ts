import { ForeignCheckpointError, type EventStore, type Position } from '#event-store';
import { backOff, lanes, pause, savingLatest, type Lanes } from '#pacing';
import { CheckpointMoved, type Checkpoints } from './checkpoints.js';
import type { Follower } from './deed.js';
import { doing, type Trouble } from './doing.js';
import { LeaseLost } from './lease.js';
import type { Parking } from './parking.js';
import type { HeldLease } from './share-work.js';

export interface FollowOptions {
  readonly store: Pick<EventStore, 'subscribe' | 'epoch' | 'read'>;
  readonly checkpoints: Checkpoints;
  readonly parking: Parking;
  readonly signal: AbortSignal;
  /** Where several processes follow under one name: the lease of the one that does. */
  readonly lease?: HeldLease | undefined;
  /** Where others work on what the lanes touch: the lanes that they share with the follower. */
  readonly inLane?: Lanes;
  readonly report?: (trouble: Trouble) => void;
  /** How often the checkpoint follows and parked deeds are looked at, milliseconds. */
  readonly retryEvery?: number;
}

const mostUnsaved = 1_000;

/** Follows from the checkpoint until the signal aborts; throws when the subscription or the database fails. */
const followOnce = async (follower: Follower, options: FollowOptions): Promise<void> => {
  const { store, checkpoints, parking, signal, lease, inLane = lanes(), retryEvery = 1_000 } = options;
  const { name, seenOutside = false } = follower;
  const epoch = await store.epoch();
  await checkpoints.begin(name, epoch);
  let saved = await checkpoints.load(name, epoch);
  const work = doing(follower, {
    store,
    parking,
    inLane,
    lease,
    report: options.report ?? (() => undefined),
  });
  const stop = new AbortController();
  const stopped = AbortSignal.any([signal, stop.signal]);
  await work.begin();
  await follower.begin?.({ epoch, position: saved }, stopped, work.takeAll);
  let done = saved;
  // The checkpoint may be behind: what is done again changes nothing, and each save waits for the disk.
  const saving = savingLatest(async (position: Position) => {
    if (position === saved) return;
    await checkpoints.save(name, saved, position, lease);
    saved = position;
  });

  const nowAndThen = async (): Promise<void> => {
    while (!stopped.aborted) {
      saving.save(done);
      await work.retryDue(stopped);
      await pause(retryEvery, stopped);
    }
  };

  const following = async (): Promise<void> => {
    let unsaved = 0;
    for await (const delivery of store.subscribe(saved, { signal: stopped, epoch })) {
      const deeds = delivery.kind === 'events' ? await work.takeAll(delivery.events) : 0;
      done = delivery.position;
      unsaved += delivery.kind === 'events' ? delivery.events.length : 0;
      if (unsaved < mostUnsaved && !(seenOutside && deeds > 0)) continue;
      saving.save(done);
      unsaved = 0;
    }
  };

  const both = [following(), nowAndThen()].map((one) => one.finally(() => stop.abort()));
  const results = await Promise.allSettled(both);
  await saving.idle();
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  saving.save(done);
  await saving.idle();
};

/** A checkpoint cannot be followed any more: nothing but a person's decision helps. */
export const isForeign = (error: unknown): boolean => error instanceof ForeignCheckpointError;

/** For how long at most it waits after a failure, milliseconds. */
const longestPause = 2_000;

/**
 * Follows the event store durably until the signal aborts: at least once for each event, in order within a lane. A deed
 * that fails is parked with those of its lane behind it and tried again with a growing pause, while all others go on.
 * After a failure of the store or the database it goes on from the checkpoint. Throws only where the checkpoint belongs to
 * another history than the store's, and `LeaseLost` where another process follows now.
 */
export const follow = async (follower: Follower, options: FollowOptions): Promise<void> => {
  const { signal, lease, report } = options;
  for (let failures = 1; !signal.aborted; failures += 1) {
    const began = Date.now();
    try {
      await followOnce(follower, options);
    } catch (error) {
      if (signal.aborted) return;
      if (isForeign(error) || error instanceof LeaseLost) throw error;
      if (lease && (error instanceof CheckpointMoved || !lease.sure())) throw new LeaseLost(follower.name);
      report?.({ name: follower.name, error });
    }
    if (Date.now() - began > 5 * longestPause) failures = 1;
    await pause(backOff(failures, 100, longestPause), signal);
  }
};
