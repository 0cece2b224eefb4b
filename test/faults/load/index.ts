import { randomFrom } from '../random.js';
import { lookingWith } from './look.js';
import { givingWith, type GivingParts } from './give.js';
import { acknowledging, answering, atHome, following, opening, type Open } from './work.js';

export interface LoadOptions extends Omit<GivingParts, 'giveUp'> {
  readonly seed: number;
  readonly mark: string;
  /** Workers of each kind. */
  readonly workers: number;
  readonly betweenMs: number;
}

/** The load of a run. */
export interface Load {
  /** Lets every worker finish its step; what is not answered by then is given up after so many milliseconds. */
  stop(withinMs: number): Promise<void>;
}

/** Sets people to work at both nodes. */
export const startLoad = ({ seed, mark, workers, betweenMs, ...parts }: LoadOptions): Load => {
  const stopping = new AbortController();
  const giveUp = new AbortController();
  const give = givingWith({ ...parts, giveUp: giveUp.signal });
  const look = lookingWith(parts);
  const open: Open = { asked: new Set(), replied: new Set() };
  const partsOf = (worker: number) => ({
    give,
    look,
    mark,
    betweenMs,
    stopping: stopping.signal,
    random: randomFrom(seed + worker),
  });
  const kinds = [
    (worker: number) => opening(partsOf(worker), open),
    (worker: number) => following(partsOf(worker), open),
    (worker: number) => atHome(partsOf(worker)),
  ];
  const crowd = kinds.flatMap((make, kind) =>
    Array.from({ length: workers }, (_, index) => make(kind * 1_000 + index)),
  );
  const working = [...crowd, answering(partsOf(8_000)), acknowledging(partsOf(9_000))].map((work) => work());
  const all = Promise.all(working);
  all.catch(() => undefined);
  return {
    stop: async (withinMs) => {
      stopping.abort();
      const late = setTimeout(() => giveUp.abort(), withinMs);
      try {
        await all;
      } finally {
        clearTimeout(late);
      }
    },
  };
};

export { countsOf, type Counts } from './counts.js';
