import type { PlacedEvent, Position } from '#event-store';

/** Something to be done because of an event. Doing it again must change nothing. */
export interface Deed {
  /** What it touches, `case-<id>` for instance: deeds of one lane are done in the order of their events. */
  readonly lane: string;
  /** It waits behind no other of its lane. */
  readonly overtakes?: boolean;
  /** Where it leads, a country for instance: where the way there is barred, others that lead there are not tried. */
  readonly towards?: string;
  /** What lists of what waits tell of it, no field above P1. */
  readonly shown?: Readonly<Record<string, string>>;
  /** Throws where it cannot be done now. */
  readonly carryOut: () => Promise<void>;
}

/** Somebody for whom events of the store mean deeds. */
export interface Follower {
  /** Of its checkpoint; never changed once used. No dot: views have one. */
  readonly name: string;
  /** At most one deed a lane. Throws where it cannot be told: then all of the event's stream waits. */
  readonly deedsOf: (event: PlacedEvent) => readonly Deed[];
  /** What comes first each time that it goes on from a position of a history of the store. */
  readonly begin?: (
    from: { readonly epoch: string; readonly position: Position },
    signal: AbortSignal,
    /** Takes events as if they came now: what fails is parked. */
    take: (events: readonly PlacedEvent[]) => Promise<unknown>,
  ) => Promise<void>;
  /** Milliseconds until a deed is tried again that failed for the so-manieth time (from 1). */
  readonly pauseAfter?: (attempts: number, error: unknown) => number;
  /** Whether an error bars the way to where its deed leads, or to everywhere where it leads nowhere. */
  readonly bars?: (error: unknown) => boolean;
  /** Whether doing a deed again shows outside the node: then the checkpoint follows each at once. */
  readonly seenOutside?: boolean;
}
