/** Something beside this machine's clock that tells the time. */
export interface OtherClock {
  /** P1: `database`, `partners`. */
  readonly name: string;
  /** How far behind this machine's clock it may be and agree, milliseconds; what was said an hour ago confirms by that much less. */
  readonly behind: number;
  /** Whether it may be on this machine: then it confirms no jump that it made along with it. */
  readonly mayShare: boolean;
  /** What it says, milliseconds since 1970; undefined where it says nothing. */
  readonly read: () => Promise<number | undefined>;
}

/** An instant by which something may fall due, or that there is none now. */
export type SureTime =
  | { readonly sure: true; readonly now: string }
  | { readonly sure: false; readonly now: string; readonly why: 'started' | 'jumped' };

export interface SureTimeParts {
  /** The node's clock, instant in ISO 8601. */
  readonly now: () => string;
  /** Milliseconds that only grow, whatever the clock does. */
  readonly elapsed: () => number;
  readonly others: readonly OtherClock[];
  /** How far two clocks may be apart and say the same, milliseconds. */
  readonly tolerance?: number;
  /** For how long at most it goes on without asking the others again, milliseconds. */
  readonly askEvery?: number;
}

/** What a clock said, and when that was by the one that only grows. */
interface Reading {
  readonly said: number;
  readonly at: number;
}

const apart = (one: Reading, other: Reading): number => other.said - one.said - (other.at - one.at);

/**
 * The time, as far as it can be believed: this machine's clock where it goes on as its monotonic clock does from an instant
 * that something else confirmed. After a start, and where the two part, nothing is sure until one of the others agrees.
 */
export const sureTime = ({
  now,
  elapsed,
  others,
  tolerance = 120_000,
  askEvery = 3_600_000,
}: SureTimeParts): (() => Promise<SureTime>) => {
  let confirmed: Reading | undefined;
  /** What the others said when it was confirmed, by their names. */
  let then: ReadonlyMap<string, Reading> = new Map();

  const read = async ({ name, read: said }: OtherClock): Promise<readonly [string, Reading] | undefined> => {
    const instant = await said().catch(() => undefined);
    return instant === undefined ? undefined : [name, { said: instant, at: elapsed() }];
  };

  /** Whether it agrees with this machine's clock, and did not jump along with it. */
  const agrees = ({ name, behind, mayShare }: OtherClock, reading: Reading, jumped: boolean): boolean => {
    const before = then.get(name);
    if (jumped && mayShare && before && Math.abs(apart(before, reading)) > tolerance) return false;
    const ahead = apart(reading, { said: Date.parse(now()), at: elapsed() });
    return ahead >= -tolerance && ahead <= behind + tolerance;
  };

  const confirm = async (jumped: boolean): Promise<boolean> => {
    const answers = new Map((await Promise.all(others.map(read))).filter((answer) => answer !== undefined));
    const agreed = others.some((other) => {
      const reading = answers.get(other.name);
      return reading !== undefined && agrees(other, reading, jumped);
    });
    if (agreed) then = answers;
    return agreed;
  };

  return async () => {
    const here = { said: Date.parse(now()), at: elapsed() };
    const told = new Date(here.said).toISOString();
    const jumped = confirmed !== undefined && Math.abs(apart(confirmed, here)) > tolerance;
    if (confirmed && !jumped && here.at - confirmed.at < askEvery) return { sure: true, now: told };
    if (await confirm(jumped)) confirmed = here;
    // Where nobody answers, a clock that goes on as it should goes on.
    else if (!confirmed || jumped) return { sure: false, now: told, why: confirmed ? 'jumped' : 'started' };
    return { sure: true, now: told };
  };
};

/** The time of a clock that is moved by hand: whoever moves it confirms it. */
export const movedTime =
  (now: () => string): (() => Promise<SureTime>) =>
  () =>
    Promise.resolve({ sure: true, now: now() });
