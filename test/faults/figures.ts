import type { CountFigures } from './load/counts.js';
import type { Finding } from './judge/index.js';
import type { Inflicted } from './inflict.js';
import type { FaultKind } from './plan.js';

export interface Figures {
  readonly seed: number;
  readonly minutes: number;
  readonly inflicted: Inflicted;
  /** Kinds that were asked for. */
  readonly neverHappened: readonly FaultKind[];
  readonly load: CountFigures;
  readonly commands: number;
  readonly events: number;
  readonly crossed: number;
  readonly againRecords: number;
  readonly settledMs: number;
  readonly longestEndMs: number;
  readonly endedByItself: number;
  readonly views: number;
  readonly logs: number;
  readonly findings: readonly Finding[];
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

const listed = (counts: Iterable<readonly [string, number]>): string =>
  [...counts]
    .map(([what, count]) => `${what} ${count}`)
    .toSorted()
    .join(', ') || 'none';

const lost: ReadonlySet<Finding['what']> = new Set(['lost_command', 'lost_message', 'gap_in_stream']);
const doubled: ReadonlySet<Finding['what']> = new Set([
  'doubled_command',
  'doubled_event',
  'doubled_message',
  'doubled_receipt',
]);

const countOf = (findings: readonly Finding[], of: ReadonlySet<Finding['what']>): number =>
  findings.filter(({ what }) => of.has(what)).length;

/** The figures of a run, one a line. */
export const figuresText = (figures: Figures): string => {
  const { inflicted, load, findings } = figures;
  const lines: readonly (readonly [string, string | number])[] = [
    ['seed', figures.seed],
    ['faults for', `${figures.minutes} min`],
    ['faults', listed(inflicted.counts)],
    ['asked for, and never happened', figures.neverHappened.toSorted().join(', ') || 'none'],
    ['records delivered again', figures.againRecords],
    ['commands acknowledged', listed(Object.entries(load.acknowledged))],
    ['of these sent more than once', load.repeated],
    ['attempts not answered', listed(Object.entries(load.notNow))],
    ['pages read meanwhile', load.reads],
    ['events stored', figures.events],
    ['messages crossed', figures.crossed],
    ['longest without an acknowledgement', listed(seconded(load.longestGapMs))],
    ['all arrived after the last fault', seconds(figures.settledMs)],
    ['ended by itself', `${figures.endedByItself} times`],
    ['longest end on SIGTERM', seconds(figures.longestEndMs)],
    ['views equal to a fresh rebuild', figures.views],
    ['logs without personal data', figures.logs],
    ['lost', countOf(findings, lost)],
    ['doubled', countOf(findings, doubled)],
    ['findings', findings.length],
  ];
  return lines.map(([what, value]) => `  ${what.padEnd(36)}${value}`).join('\n');
};

function* seconded(gaps: CountFigures['longestGapMs']): Iterable<readonly [string, number]> {
  for (const [country, gap] of Object.entries(gaps)) yield [country, Math.round(gap / 100) / 10];
}
