/** Where the time of a decision comes from. */
export interface Clock {
  /** Instant, ISO 8601 in UTC. */
  now(): string;
  /** It stands where somebody puts it: nothing else tells what time it is. */
  readonly byHand?: true;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that stands until it is moved or told to go on: only for a sandbox, whose story may run in 2012. */
export interface MovableClock extends Clock {
  readonly byHand: true;
  /** Stands there from now on. Throws for an instant before the present one: what was decided stays decided. */
  moveTo(instant: string): void;
  /** Goes on from where it stands, as fast as the machine's clock, and never back where that one is set back. */
  goOn(): void;
}

export const movableClock = (start: string, machine: () => number = Date.now): MovableClock => {
  let present = Date.parse(new Date(start).toISOString());
  /** What the machine's clock said when the present was last told; undefined while the clock stands. */
  let told: number | undefined;
  const tell = (): number => {
    if (told === undefined) return present;
    const machines = machine();
    present += Math.max(0, machines - told);
    told = machines;
    return present;
  };
  return {
    byHand: true,
    now: () => new Date(tell()).toISOString(),
    moveTo: (instant) => {
      const next = new Date(instant).toISOString();
      const here = tell();
      if (Date.parse(next) < here)
        throw new Error(`The clock stands at ${new Date(here).toISOString()} and cannot go back to ${next}.`);
      present = Date.parse(next);
      told = undefined;
    },
    goOn: () => {
      told ??= machine();
    },
  };
};
