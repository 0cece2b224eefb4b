import { setTimeout as pause } from 'node:timers/promises';
import type { PlayOptions, SeenCrossing } from './ports.js';
import type { Step } from './schema.js';
import { StepFailed } from './step-failed.js';

const written = ({ from, to, kind }: SeenCrossing): string => `${from} -> ${to} ${kind}`;

/** How many more of each wanted crossing there must be than have been seen. */
const missing = (wanted: readonly string[], seen: readonly string[]): readonly string[] => {
  const left = [...seen];
  return wanted.filter((one) => {
    const place = left.indexOf(one);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
};

/** The ids of the messages that have crossed so far. */
export const crossedSoFar = async ({ crossings }: PlayOptions): Promise<readonly string[]> =>
  ((await crossings?.()) ?? []).map(({ id }) => id);

/**
 * What it returns waits until what the step says must cross has arrived, or makes sure that nothing did; what had crossed
 * before the step does not count. A crossing in a step for each person is expected once a person, so it is written once
 * for each.
 */
export const watchCrossings = (
  step: Step,
  number: number,
  crossed: readonly string[],
  { crossings, report, pollMs = 100, quietMs = 1_000 }: PlayOptions,
): (() => Promise<void>) => {
  if (!crossings) {
    if (step.crosses === undefined) return () => Promise.resolve();
    throw new StepFailed('the step says what crosses the border, but nobody watches the border here');
  }
  const before = new Set(crossed);
  const since = async () => (await crossings()).filter(({ id }) => !before.has(id));
  return async () => {
    const { crosses = [] } = step;
    const arrived = (all: readonly SeenCrossing[]) => all.filter((crossing) => crossing.arrived).map(written);
    let seen = await since();
    if (crosses.length > 0)
      for (
        const end = Date.now() + (step.within ?? 15) * 1_000;
        missing(crosses, arrived(seen)).length > 0 && Date.now() < end;
        seen = await since()
      )
        await pause(pollMs);
    if (step.crosses?.length === 0) {
      await pause(quietMs);
      seen = await since();
    }
    for (const crossing of seen) report({ kind: 'crossed', number, crossing });
    const lacking = missing(crosses, arrived(seen));
    if (lacking.length > 0)
      throw new StepFailed(`did not cross within ${step.within ?? 15} s: ${lacking.join(', ')}`);
    if (step.crosses?.length === 0 && seen.length > 0)
      throw new StepFailed(`nothing may cross here, but this did: ${seen.map(written).join(', ')}`);
  };
};
