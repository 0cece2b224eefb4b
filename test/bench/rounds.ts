/** Runs its work once and says what it measured. */
export type Contender<T = number> = () => Promise<T>;

/**
 * Runs contenders in turn, round by round, every second round in the other order, so that a disturbance of the machine
 * and the warmth of its caches fall on all of them. The first round warms up and does not count.
 */
export const interleaved = async <K extends string, T>(
  contenders: Readonly<Record<K, Contender<T>>>,
  rounds: number,
): Promise<Readonly<Record<K, readonly T[]>>> => {
  const names = Object.keys(contenders) as K[];
  const measured = Object.fromEntries(names.map((name) => [name, [] as T[]])) as Record<K, T[]>;
  for (let round = -1; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const value = await contenders[name]();
      if (round >= 0) measured[name].push(value);
    }
  return measured;
};

/** How many times a second `callers` loops get through `act`, each giving its next call when the last has ended. */
export const rateOf = async (
  callers: number,
  seconds: number,
  act: (caller: number) => Promise<unknown>,
  latencies?: number[],
): Promise<number> => {
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let count = 0;
  const loop = async (_: unknown, caller: number): Promise<void> => {
    for (let before = begin; before < end;) {
      await act(caller);
      const now = performance.now();
      latencies?.push(now - before);
      before = now;
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, loop));
  return (count * 1_000) / (performance.now() - begin);
};

/** Milliseconds on the monotonic clock that all processes of a machine share (on Linux). */
export const machineClock = (): number => Number(process.hrtime.bigint()) / 1e6;

/** Milliseconds that something takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
};
