/** What a figure should reach, as docs/performance.md states it. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the table: the median of the rounds and how far they lay apart. */
export interface Figure {
  readonly measure: string;
  readonly what: string;
  /** `×` is a ratio of two contenders of the same round. */
  readonly unit: '/s' | 'ms' | 'MB' | '×';
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly goal?: Goal;
}

const sortedOf = (samples: readonly number[]): number[] => samples.toSorted((a, b) => a - b);

export const medianOf = (samples: readonly number[]): number => {
  const sorted = sortedOf(samples);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
};

/** The lowest sample that so many percent of them do not exceed. */
export const percentileOf = (samples: readonly number[], percent: number): number =>
  sortedOf(samples)[Math.max(0, Math.ceil((samples.length * percent) / 100) - 1)] ?? Number.NaN;

export const figure = (
  measure: string,
  what: string,
  unit: Figure['unit'],
  samples: readonly number[],
  goal?: Goal,
): Figure => ({
  measure,
  what,
  unit,
  median: medianOf(samples),
  low: Math.min(...samples),
  high: Math.max(...samples),
  ...(goal ? { goal } : {}),
});

/** The median and the 99th percentile of what each round timed, in milliseconds. */
export const percentiles = (
  measure: string,
  what: string,
  rounds: readonly (readonly number[])[],
  goals: { readonly p50?: Goal; readonly p99?: Goal } = {},
): readonly Figure[] =>
  ([50, 99] as const).map((percent) =>
    figure(
      measure,
      `${what}, p${percent}`,
      'ms',
      rounds.map((samples) => percentileOf(samples, percent)),
      goals[`p${percent}`],
    ),
  );

/** The quotient of two contenders, round by round. */
export const ratio = (
  measure: string,
  what: string,
  contender: readonly number[],
  baseline: readonly number[],
  goal?: Goal,
): Figure =>
  figure(
    measure,
    what,
    '×',
    contender.map((value, round) => value / (baseline[round] ?? Number.NaN)),
    goal,
  );

export const isReached = ({ median, goal }: Figure): boolean | undefined =>
  goal === undefined ? undefined : 'atLeast' in goal ? median >= goal.atLeast : median <= goal.atMost;

const digits = (value: number): string =>
  value >= 1_000 ? Math.round(value).toLocaleString('en') : value >= 10 ? value.toFixed(1) : value.toFixed(2);

const goalText = ({ goal }: Figure): string =>
  goal === undefined ? '' : 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;

const verdict = (one: Figure): string => {
  const reached = isReached(one);
  return reached === undefined ? '' : reached ? 'reached' : 'missed';
};

/** The figures as lines of a Markdown table. */
export const tableOf = (figures: readonly Figure[]): string =>
  [
    '| measure | what | median | spread | unit | goal | |',
    '|---|---|---:|---|---|---|---|',
    ...figures.map(
      (one) =>
        `| ${one.measure} | ${one.what} | ${digits(one.median)} | ${digits(one.low)} – ${digits(one.high)} | ${one.unit} | ${goalText(one)} | ${verdict(one)} |`,
    ),
  ].join('\n');
