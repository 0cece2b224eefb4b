import type { Country } from '#casework';
import type { Answered } from '../journal.js';

/** What the load has met, for the figures. */
export interface Counts {
  answered(country: Country, type: string, answer: Answered): void;
  /** An attempt without a settling answer: its status, or what was wrong. */
  notNow(why: number | 'unreachable' | 'unreadable'): void;
  /** A page was read. */
  read(country: Country): void;
  readonly figures: () => CountFigures;
}

export interface CountFigures {
  readonly acknowledged: Readonly<Partial<Record<Country, number>>>;
  readonly refused: Readonly<Record<string, number>>;
  /** Commands that were sent more than once. */
  readonly repeated: number;
  readonly notNow: Readonly<Record<string, number>>;
  readonly reads: number;
  /** Between two acknowledged commands of one node, milliseconds. */
  readonly longestGapMs: Readonly<Partial<Record<Country, number>>>;
}

export const countsOf = (now: () => number = Date.now): Counts => {
  const acknowledged: Partial<Record<Country, number>> = {};
  const refused: Record<string, number> = {};
  const notNow: Record<string, number> = {};
  const last: Partial<Record<Country, number>> = {};
  const gaps: Partial<Record<Country, number>> = {};
  let repeated = 0;
  let reads = 0;
  return {
    answered: (country, type, { status, code, attempts }) => {
      if (attempts > 1) repeated += 1;
      if (status < 300) acknowledged[country] = (acknowledged[country] ?? 0) + 1;
      else {
        const what = `${type} ${code ?? status}`;
        refused[what] = (refused[what] ?? 0) + 1;
      }
      const at = now();
      gaps[country] = Math.max(gaps[country] ?? 0, at - (last[country] ?? at));
      last[country] = at;
    },
    notNow: (why) => {
      notNow[why] = (notNow[why] ?? 0) + 1;
    },
    read: () => {
      reads += 1;
    },
    figures: () => ({ acknowledged, refused, repeated, notNow, reads, longestGapMs: gaps }),
  };
};
