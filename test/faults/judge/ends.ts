import { finding, type Finding } from './finding.js';

/** How a process ended that was asked to (SIGTERM). */
export interface Stop {
  readonly name: string;
  readonly tookMs: number;
  /** Its exit code, or the signal that ended it; undefined where it was not there any more. */
  readonly how: number | string | undefined;
}

/** A supervisor waits so long before it ends a process by force; see `apps/node/main.ts`. */
const longestEndMs = 10_000;

/**
 * Every process ended soon and in order when it was asked to, and none before that by itself. `byItself`: one line for each
 * that did. Of the nodes none may, whatever fails; a server may where its disk was full, and those are not among them.
 */
export const judgeEnds = (stops: readonly Stop[], byItself: readonly string[]): Finding[] => [
  ...stops
    .filter(({ tookMs, how }) => tookMs > longestEndMs || (how !== undefined && how !== 0))
    .map(({ name, tookMs, how }) =>
      finding('not_ended', `${name}: ${(tookMs / 1_000).toFixed(1)} s, ended with ${String(how)}`),
    ),
  ...byItself.map((line) => finding('ended_by_itself', line)),
];
