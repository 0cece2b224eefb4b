/** Where the time of a decision comes from. */
export interface Clock {
  /** Instant, ISO 8601 in UTC. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that stands until it is moved: only for a sandbox, whose story may run in 2012. */
export interface MovableClock extends Clock {
  /** Throws for an instant before the present one: what was decided stays decided. */
  moveTo(instant: string): void;
}

export const movableClock = (start: string): MovableClock => {
  let present = new Date(start).toISOString();
  return {
    now: () => present,
    moveTo: (instant) => {
      const next = new Date(instant).toISOString();
      if (next < present) throw new Error(`The clock stands at ${present} and cannot go back to ${next}.`);
      present = next;
    },
  };
};
