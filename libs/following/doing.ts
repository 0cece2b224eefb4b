import type { EventStore, PlacedEvent } from '#event-store';
import { backOff, eachInLanes, type Lanes } from '#pacing';
import type { Deed, Follower } from './deed.js';
import { errorCode } from './error-code.js';
import { LeaseLost } from './lease.js';
import type { ParkedEvent, Parking } from './parking.js';
import type { HeldLease } from './share-work.js';

/** What went wrong, without personal data; without a lane where the whole follower stopped for a moment. */
export interface Trouble {
  readonly name: string;
  readonly error: unknown;
  readonly lane?: string;
  /** How often the lane's deed was tried. */
  readonly attempts?: number;
}

export interface DoingParts {
  readonly store: Pick<EventStore, 'read'>;
  readonly parking: Parking;
  /** Shared with whoever else works on what the lanes touch. */
  readonly inLane: Lanes;
  readonly lease?: HeldLease | undefined;
  readonly report: (trouble: Trouble) => void;
}

/** Where an event's deeds cannot even be told, all of them wait in the lane of its own stream. */
const ownLane = (stream: string): string => `of ${stream}`;

/** Pauses double from a second to ten minutes. */
const pauseAfterAnyError = (attempts: number): number => backOff(attempts, 1_000, 600_000);

/** The event of a parked deed is not where it stood: nothing but a person can help. */
export class EventGone extends Error {
  override readonly name = 'EventGone';
}

const everywhere = '';

interface ToDo {
  readonly event: PlacedEvent;
  readonly deed: Deed;
}

/** Does the deeds of a follower, those of one lane in order. What fails is parked with those of its lane behind it. */
export const doing = (follower: Follower, { store, parking, inLane, lease, report }: DoingParts) => {
  const { name, deedsOf, pauseAfter = pauseAfterAnyError, bars = () => false } = follower;
  const parkedLanes = new Set<string>();

  /** Who else has the work now does it: this process stops before it does anything. */
  const mustHold = (): void => {
    if (lease && !lease.sure()) throw new LeaseLost(name);
  };

  const park = async ({ event, deed }: ToDo, reason: string, waitMs: number): Promise<void> => {
    parkedLanes.add(deed.lane);
    const { lane, overtakes = false, towards, shown = {} } = deed;
    await parking.park(name, event, { lane, overtakes, towards, shown, reason, waitMs });
  };

  const failed = (error: unknown, lane: string, attempts: number): string => {
    if (error instanceof LeaseLost) throw error;
    mustHold();
    report({ name, lane, error, attempts });
    return errorCode(error);
  };

  const take = async (toDo: ToDo): Promise<void> => {
    const { lane, overtakes, carryOut } = toDo.deed;
    mustHold();
    if (!overtakes && parkedLanes.has(lane)) return park(toDo, 'behind', 0);
    try {
      await carryOut();
    } catch (error) {
      await park(toDo, failed(error, lane, 1), pauseAfter(1, error));
    }
  };

  const toldOf = (event: PlacedEvent, waiting: Set<string>): readonly Deed[] => {
    const lane = ownLane(event.stream);
    if (parkedLanes.has(lane) || waiting.has(lane)) return [{ lane, carryOut: () => takeWhole(event) }];
    try {
      return deedsOf(event);
    } catch (error) {
      waiting.add(lane);
      const reason = error instanceof Error ? error : new Error('unknown', { cause: error });
      const carryOut = (): Promise<never> => Promise.reject(reason);
      return [{ lane, carryOut }];
    }
  };

  const eventOf = async ({ stream, revision, eventId }: ParkedEvent): Promise<PlacedEvent> => {
    for await (const event of store.read(stream, revision ?? 0)) {
      if (eventId === null || event.id === eventId) return event;
      if (revision !== null) break;
    }
    throw new EventGone('The event of a parked deed is not where it stood.');
  };

  /** All deeds of an event that could not be told before; those of parked lanes queue up behind. */
  const takeWhole = async (event: PlacedEvent): Promise<void> => {
    for (const deed of deedsOf(event))
      await inLane(deed.lane, () => {
        mustHold();
        const waits = !deed.overtakes && parkedLanes.has(deed.lane);
        return waits ? park({ event, deed }, 'behind', 0) : deed.carryOut();
      });
  };

  /** Tries one again. Where it leads where the way is barred, and undefined where it was done or only it failed. */
  const again = async (
    parked: ParkedEvent,
    barred: ReadonlySet<string>,
  ): Promise<'done' | 'failed' | { readonly barred: string }> => {
    let towards = everywhere;
    try {
      const event = await eventOf(parked);
      const deed = deedsOf(event).find(({ lane }) => lane === parked.lane);
      towards = deed?.towards ?? everywhere;
      if (deed && barred.has(towards)) return { barred: towards };
      // Where it could not be told before, or another version told it another lane, all of it is taken now.
      await (deed ? deed.carryOut() : takeWhole(event));
    } catch (error) {
      const attempts = parked.attempts + 1;
      await parking.postpone(name, parked, failed(error, parked.lane, attempts), pauseAfter(attempts, error));
      return bars(error) ? { barred: towards } : 'failed';
    }
    await parking.done(name, parked);
    return 'done';
  };

  /** One lane until it is empty or fails again. Where the way is barred to, if it is. */
  const retry = (lane: string, barred: ReadonlySet<string>): Promise<string | undefined> =>
    inLane(lane, async () => {
      parkedLanes.add(lane);
      for (
        let all = await parking.inLane(name, lane);
        all.length > 0;
        all = await parking.inLane(name, lane)
      ) {
        let stuck = false;
        let bar: string | undefined;
        for (const parked of all) {
          mustHold();
          if (stuck && !parked.overtakes) break;
          const outcome = await again(parked, barred);
          if (typeof outcome === 'object') bar ??= outcome.barred;
          stuck ||= outcome !== 'done';
        }
        if (stuck) return bar;
      }
      parkedLanes.delete(lane);
      return undefined;
    });

  return {
    /** Learns which lanes are parked. */
    begin: async (): Promise<void> => {
      for (const lane of await parking.lanes(name)) parkedLanes.add(lane);
    },

    /** Does what events mean, lanes side by side. How many deeds there were. */
    takeAll: async (events: readonly PlacedEvent[]): Promise<number> => {
      const waiting = new Set<string>();
      const all = events.flatMap((event) => toldOf(event, waiting).map((deed) => ({ event, deed })));
      await eachInLanes(
        all,
        ({ deed }) => deed.lane,
        (toDo) => inLane(toDo.deed.lane, () => take(toDo)),
      );
      return all.length;
    },

    /** What is due, once. Also in lanes not known here: a process that held the lease before may wake late and park there. */
    retryDue: async (signal: AbortSignal): Promise<void> => {
      const barred = new Set<string>();
      for (const { lane, towards } of await parking.due(name)) {
        if (signal.aborted || barred.has(everywhere)) return;
        if (towards !== null && barred.has(towards)) continue;
        const bar = await retry(lane, barred);
        if (bar !== undefined) barred.add(bar);
      }
    },
  };
};
