import { comparePositions, type PlacedEvent, type Position } from '../port.js';
import type { Heard } from './listen.js';

export interface LivePage {
  readonly events: readonly PlacedEvent[];
  /** Nothing else is known, and the server said that there was nothing else. */
  readonly whole: boolean;
}

export interface LiveOptions {
  /** Everything after a position, each event once, until the signal aborts. */
  readonly listen: (after: Position, signal: AbortSignal) => AsyncIterable<Heard>;
  /** Called when there is something to look for. */
  readonly ring: () => void;
  /** How many of the newest events are kept for followers that are not at the end. */
  readonly keep: number;
}

/**
 * One subscription for all followers of the process that have caught up. It keeps the newest events; who falls behind
 * them is told nothing, and catches up by a subscription of their own, at their own pace.
 */
export const liveTail = ({ listen, ring, keep }: LiveOptions) => {
  let kept: PlacedEvent[] = [];
  /** What is kept lies after this position without a gap; undefined while nobody listens. */
  let from: Position | undefined;
  let whole = false;
  let failure: Error | undefined;
  let stop: AbortController | undefined;

  const take = (heard: Heard): void => {
    if (heard.kind === 'passed') return;
    if (heard.kind === 'caught_up') whole = true;
    else {
      kept.push(...heard.events);
      if (kept.length > 2 * keep) {
        const dropped = kept.splice(0, kept.length - keep);
        from = dropped.at(-1)?.position;
      }
    }
    ring();
  };

  const run = async (after: Position, signal: AbortSignal): Promise<void> => {
    try {
      for await (const heard of listen(after, signal)) if (!signal.aborted) take(heard);
    } catch (error) {
      if (signal.aborted) return;
      failure = error instanceof Error ? error : new Error('unknown', { cause: error });
      ring();
    }
  };

  /** Where the first event after a position lies among those kept. */
  const placeAfter = (after: Position): number => {
    let low = 0;
    for (let high = kept.length; low < high;) {
      const middle = (low + high) >> 1;
      const at = kept[middle];
      if (at && comparePositions(at.position, after) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    /** At most `limit` events after a position; undefined where it cannot be said what comes next. */
    after: (position: Position, limit: number): LivePage | undefined => {
      if (failure !== undefined) throw failure;
      if (from === undefined || comparePositions(position, from) < 0) return undefined;
      const place = placeAfter(position);
      const events = kept.slice(place, place + limit);
      return { events, whole: whole && place + events.length === kept.length };
    },
    /** Listens from a position where an event of ours stands, or the start, unless somebody listens already. */
    begin: (position: Position): void => {
      if (stop) return;
      stop = new AbortController();
      from = position;
      void run(position, stop.signal);
    },
    end: (): void => {
      stop?.abort();
      stop = undefined;
      from = undefined;
      failure = undefined;
      whole = false;
      kept = [];
    },
  };
};
