import { errorCode } from '#following';
import { backOff, eachInLanes, pause } from '#pacing';
import type { SureTime } from './sure-time.js';
import type { WakeUp, WakeUps } from './wake-ups.js';

/** Records what has fallen due in a file by an instant; when to look at it next, where that is known. Doing it again changes nothing. */
export type Look = (stream: string, by: string) => Promise<string | undefined>;

/** What is told of the watch, without personal data. */
export type WatchReport =
  | { readonly what: 'not_sure'; readonly why: string }
  | { readonly what: 'sure' }
  | { readonly what: 'failed'; readonly stream: string; readonly code: string };

export interface WatchParts {
  readonly wakeUps: WakeUps;
  readonly time: () => Promise<SureTime>;
  readonly look: Look;
  /** Whether no other process can be doing the same; it stops before anything is done where not. */
  readonly sure?: () => boolean;
  readonly report?: (report: WatchReport) => void;
  /** How many files are looked at side by side. */
  readonly width?: number;
  /** After how many it makes way for the others. */
  readonly handful?: number;
  /** How often it looks whether something is due, milliseconds. */
  readonly lookEvery?: number;
}

/** No file waits longer for its next look, so that new rules, tables and texts are heeded by themselves. */
const longestWaitMs = 7 * 86_400_000;

/** Nor is a file looked at over and over that says it is due and has nothing to record. */
const shortestWaitMs = 60_000;

/** Pauses after a look that failed double from a second to an hour. */
const pauseAfter = (attempts: number): number => backOff(attempts, 1_000, 3_600_000);

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** The next look at a file: when it says so, and within a week. */
export const nextLook = (now: string, said: string | undefined): string => {
  const [earliest, latest] = [later(now, shortestWaitMs), later(now, longestWaitMs)];
  if (said === undefined || said > latest) return latest;
  return said < earliest ? earliest : said;
};

/**
 * Looks at files when they are due, for as long as the signal does not abort: a handful at a time, and as long a pause after it
 * as it took, so that half of the time belongs to others. While the time is not sure it does nothing.
 */
export const watch = async (
  {
    wakeUps,
    time,
    look,
    sure = () => true,
    report = () => undefined,
    width = 2,
    handful = 16,
    lookEvery = 1_000,
  }: WatchParts,
  signal: AbortSignal,
): Promise<void> => {
  let told = '';

  const tell = (now: SureTime): void => {
    const why = now.sure ? '' : now.why;
    if (why === told) return;
    told = why;
    report(now.sure ? { what: 'sure' } : { what: 'not_sure', why });
  };

  const one = async (wakeUp: WakeUp, by: string): Promise<void> => {
    if (signal.aborted || !sure()) return;
    try {
      await wakeUps.next(wakeUp, nextLook(by, await look(wakeUp.stream, by)));
    } catch (error) {
      report({ what: 'failed', stream: wakeUp.stream, code: errorCode(error) });
      await wakeUps.postpone(wakeUp, later(by, pauseAfter(wakeUp.attempts + 1)));
    }
  };

  /** Looks at what is due. Whether there may be more. */
  const round = async (): Promise<boolean> => {
    const now = await time();
    tell(now);
    if (!now.sure) return false;
    const due = await wakeUps.due(now.now, handful);
    await eachInLanes(
      due,
      ({ stream }) => stream,
      (wakeUp) => one(wakeUp, now.now),
      width,
    );
    return due.length === handful;
  };

  while (!signal.aborted) {
    if (!sure()) return;
    const began = performance.now();
    const more = await round();
    await pause(more ? performance.now() - began : lookEvery, signal);
  }
};
