import { createBell } from '#pacing';
import type { Delivery, PlacedEvent, Position } from '../port.js';
import { listen, type Heard, type Listening } from './listen.js';
import { liveTail } from './live.js';

/** How many of the newest events a process keeps for its followers. */
const keep = 4_000;
/** How often a follower looks by itself, in milliseconds; it is woken long before. */
const lookEveryMs = 30_000;

/** Batches of events until all there was has been delivered; then `caught_up`, and it ends. */
async function* catchUp(
  heard: AsyncIterable<Heard>,
  after: Position,
  batch: number,
): AsyncGenerator<Delivery> {
  let position = after;
  let gathered: PlacedEvent[] = [];
  const flush = (): Delivery => {
    const events = gathered;
    gathered = [];
    position = events.at(-1)?.position ?? position;
    return { kind: 'events', events, position };
  };
  for await (const one of heard)
    switch (one.kind) {
      case 'events':
        for (const event of one.events) {
          gathered.push(event);
          if (gathered.length === batch) yield flush();
        }
        break;
      case 'passed':
        break;
      case 'caught_up':
        if (gathered.length > 0) yield flush();
        yield { kind: 'caught_up', position };
        return;
    }
}

/**
 * Followers of one process. Each catches up by a subscription of its own, which waits for it; at the end of the log they
 * share one.
 */
export const following = (listening: Listening) => {
  const bell = createBell();
  const live = liveTail({
    listen: (after, signal) => listen(listening, after, signal),
    ring: bell.ring,
    keep,
  });
  let followers = 0;

  async function* follow(after: Position, batch: number, signal: AbortSignal): AsyncGenerator<Delivery> {
    let position = after;
    let toldCaughtUp = false;
    while (!signal.aborted) {
      const seen = bell.rings();
      const page = live.after(position, batch);
      if (!page) {
        for await (const delivery of catchUp(listen(listening, position, signal), position, batch)) {
          ({ position } = delivery);
          toldCaughtUp = delivery.kind === 'caught_up';
          if (!signal.aborted) yield delivery;
        }
        if (toldCaughtUp) live.begin(position);
        continue;
      }
      if (page.events.length > 0) {
        position = page.events.at(-1)?.position ?? position;
        toldCaughtUp = false;
        yield { kind: 'events', events: page.events, position };
        continue;
      }
      if (page.whole && !toldCaughtUp) {
        toldCaughtUp = true;
        yield { kind: 'caught_up', position };
      }
      await bell.next(seen, lookEveryMs, signal);
    }
  }

  return async function* (after: Position, batch: number, signal: AbortSignal): AsyncGenerator<Delivery> {
    followers += 1;
    try {
      yield* follow(after, batch, signal);
    } finally {
      followers -= 1;
      if (followers === 0) live.end();
    }
  };
};
