import { setMaxListeners } from 'node:events';
import { placesOn, type Way } from '../way.js';
import { randomFrom } from '../random.js';
import { lookingWith } from './look.js';
import { givingWith, type GivingParts } from './give.js';
import { acknowledging, answering, receiving } from './home.js';
import { permitting, watching, type Passing, type Shown } from './passing.js';
import { returning } from './returning.js';
import { atHome, following, opening, type Open, type Worker } from './work.js';

export interface LoadOptions extends Omit<GivingParts, 'giveUp'> {
  readonly way: Way;
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
  /** What somebody was shown who may not see it. */
  readonly shown: () => readonly Shown[];
}

/** Sets people to work at every node: where people are found, where they go, and on the way. */
export const startLoad = ({ way, seed, mark, workers, betweenMs, ...parts }: LoadOptions): Load => {
  const stopping = new AbortController();
  const giveUp = new AbortController();
  // As many as there are workers.
  setMaxListeners(0, stopping.signal, giveUp.signal);
  const give = givingWith({ ...parts, giveUp: giveUp.signal });
  const look = lookingWith(parts);
  const open: Open = { asked: new Set(), replied: new Set() };
  const shown: Shown[] = [];
  const places = placesOn(way);
  const partsOf = (worker: number) => ({
    ...{ give, look, mark, betweenMs, ...places },
    stopping: stopping.signal,
    random: randomFrom(seed + worker),
  });
  const passes = places.through.length > 0;
  // Who goes home opens cases too: then one of each other kind is enough.
  const others = passes ? 1 : workers;
  const kinds: readonly (readonly [count: number, make: (worker: number, index: number) => Worker])[] = [
    [others, (worker) => opening(partsOf(worker), open)],
    [others, (worker) => following(partsOf(worker), open)],
    [others, (worker) => atHome(partsOf(worker), places.to)],
    [passes ? workers : 0, (worker, index) => returning(partsOf(worker), open, index)],
  ];
  const crowd = kinds.flatMap(([count, make], kind) =>
    Array.from({ length: count }, (_, index) => make(kind * 1_000 + index, index)),
  );
  const onTheWay = places.through.flatMap((country, index) => {
    const passing: Passing = new Set();
    return [
      permitting(partsOf(10_000 + index), country, passing),
      watching(partsOf(11_000 + index), country, passing, shown),
      atHome(partsOf(12_000 + index), country),
    ];
  });
  const atTheEnd = [
    answering(partsOf(8_000)),
    acknowledging(partsOf(9_000)),
    ...(passes ? [receiving(partsOf(13_000))] : []),
  ];
  const working = [...crowd, ...atTheEnd, ...onTheWay].map((work) => work());
  const all = Promise.all(working);
  all.catch(() => undefined);
  return {
    shown: () => shown,
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
