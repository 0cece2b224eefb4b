import { shared } from '#pacing';
import { comparePositions, type PlacedEvent, type Position } from '../port.js';

/** A page of the log. `more`: something may stand behind it already, so look again before waiting. */
export interface TailPage {
  readonly events: readonly PlacedEvent[];
  readonly more: boolean;
}

export interface TailOptions {
  readonly readAll: (after: Position, limit: number) => Promise<readonly PlacedEvent[]>;
  /** For who is further back, without the types that are passed over. */
  readonly readPage: (after: Position, limit: number, passOver?: readonly string[]) => Promise<TailPage>;
  /** Grows with every sign that something was appended. */
  readonly rings: () => number;
  /** Events read at once at the end of the log, and kept. */
  readonly size: number;
}

/**
 * Reads the log for many followers. Those at its end share one look into the database, and the events found; who is
 * further back reads for itself. A look shared is never older than the question: who asks while one is under way gets
 * what it found, or else the next.
 */
export const sharedTail = ({ readAll, readPage, rings, size }: TailOptions) => {
  /** The newest events known, in order and without gaps, from the position after `from` on. */
  let kept: PlacedEvent[] = [];
  let from: Position | undefined;
  /** How often it had rung when the last look began. */
  let lookedAt = -1;
  let full = false;
  let looking: Promise<void> = Promise.resolve();

  const end = (): Position | undefined => kept.at(-1)?.position ?? from;

  const keep = (events: readonly PlacedEvent[]): void => {
    kept.push(...events);
    if (kept.length <= 2 * size) return;
    const dropped = kept.splice(0, kept.length - size);
    from = dropped.at(-1)?.position;
  };

  /** Where the events after a position begin among those kept. */
  const placeAfter = (after: Position): number | undefined => {
    if (after === from) return 0;
    const index = kept.findLastIndex(({ position }) => position === after);
    return index < 0 ? undefined : index + 1;
  };

  const look = async (): Promise<void> => {
    const at = end();
    if (at === undefined) return;
    const began = rings();
    const found = await readAll(at, size);
    if (at !== end()) return;
    lookedAt = began;
    full = found.length === size;
    keep(found);
  };

  const nextLook = shared(() => {
    const now = look();
    looking = now.catch(() => undefined);
    return now;
  });

  const readApart: TailOptions['readPage'] = async (after, limit, passOver) => {
    const began = rings();
    const page = await readPage(after, limit, passOver);
    const last = page.events.at(-1)?.position ?? after;
    if (!page.more && comparePositions(last, end() ?? after) >= 0) {
      from = last;
      kept = [];
      lookedAt = began;
      full = false;
    }
    return page;
  };

  return async (after: Position, limit: number, passOver?: readonly string[]): Promise<TailPage> => {
    const seen = rings();
    await looking;
    if (after === end()) await nextLook();
    const place = placeAfter(after);
    if (place === undefined) return readApart(after, limit, passOver);
    const events = kept.slice(place, place + limit);
    return { events, more: full || place + events.length < kept.length || lookedAt < seen };
  };
};
