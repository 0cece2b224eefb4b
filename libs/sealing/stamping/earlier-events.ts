import { createHash } from 'node:crypto';
import { comparePositions, start, type EventStore, type PlacedEvent, type Position } from '#event-store';
import { textAsRead } from './stamp.js';

/** Up to which position events without a stamp are the node's own, and what they were when two persons bound them. */
export interface Bound {
  readonly epoch: string;
  readonly upTo: Position;
  /** Of all events without a stamp up to there, in their order: SHA-256, hex. */
  readonly digest: string;
}

/** The events without a stamp are not those that were bound; nothing is read until two persons have bound them anew. */
export class EarlierEventsError extends Error {
  override readonly name = 'EarlierEventsError';
}

const pageSize = 1_000;
const kept = 16;

const leafOf = (event: PlacedEvent): Buffer =>
  createHash('sha256')
    .update(`${event.position}\0${event.unreadable ? 'unreadable' : ''}\0`)
    .update(textAsRead(event) ?? 'no text')
    .digest();

const isUnstamped = ({ meta }: PlacedEvent): boolean => meta.stamp === undefined;

/** What the events without a stamp are, up to a position. */
export interface EarlierEvents {
  readonly count: number;
  readonly digest: string;
  /** Whether an event without a stamp is one of them, unchanged. */
  readonly include: (event: PlacedEvent) => boolean;
}

/**
 * Reads the events without a stamp up to a position. Keeps 24 bytes of each: a process that follows the log from its
 * beginning asks for every one of them.
 */
export const earlierEventsOf = async (
  store: Pick<EventStore, 'readAll'>,
  upTo: Position,
): Promise<EarlierEvents> => {
  const whole = createHash('sha256');
  const positions: bigint[] = [];
  const leaves: Buffer[] = [];
  for (let after = start; ;) {
    const page = await store.readAll(after, pageSize);
    const within = page.filter(({ position }) => comparePositions(position, upTo) <= 0);
    for (const event of within.filter(isUnstamped)) {
      const leaf = leafOf(event);
      whole.update(leaf);
      positions.push(BigInt(event.position));
      leaves.push(leaf.subarray(0, kept));
    }
    const last = page.at(-1);
    if (!last || within.length < page.length) break;
    after = last.position;
  }
  const places = BigUint64Array.from(positions);
  const digests = Buffer.concat(leaves);
  const placeOf = (position: bigint): number => {
    let low = 0;
    for (let high = places.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((places[middle] ?? 0n) < position) low = middle + 1;
      else high = middle;
    }
    return places[low] === position ? low : -1;
  };
  return {
    count: places.length,
    digest: whole.digest('hex'),
    include: (event) => {
      const place = isUnstamped(event) ? placeOf(BigInt(event.position)) : -1;
      return (
        place >= 0 &&
        digests.subarray(place * kept, (place + 1) * kept).equals(leafOf(event).subarray(0, kept))
      );
    },
  };
};

/** What two persons bind: the events without a stamp that the store holds now; nothing where it holds none. */
export const toBeBound = async (
  store: Pick<EventStore, 'readAll' | 'epoch' | 'head'>,
): Promise<(Bound & { readonly count: number }) | undefined> => {
  const upTo = await store.head();
  const { count, digest } = await earlierEventsOf(store, upTo);
  return count === 0 ? undefined : { epoch: await store.epoch(), upTo, digest, count };
};

/**
 * The earlier events of a store as they were bound; none where nothing is bound. Throws `EarlierEventsError` where the
 * store holds others, or another history than the one that was bound, or such events and nothing is bound.
 */
export const boundEvents = async (
  store: Pick<EventStore, 'readAll' | 'epoch'>,
  bound: Bound | undefined,
): Promise<EarlierEvents | undefined> => {
  const bind = 'Two operators must bind its earlier events ("bind-events", docs/operations.md).';
  if (!bound) {
    const [first] = await store.readAll(start, 1);
    if (first && isUnstamped(first))
      throw new EarlierEventsError(`This event store holds events from before stamps. ${bind}`);
    return undefined;
  }
  if (bound.epoch !== (await store.epoch()))
    throw new EarlierEventsError(`This event store was restored or replaced. ${bind}`);
  const found = await earlierEventsOf(store, bound.upTo);
  if (found.digest !== bound.digest)
    throw new EarlierEventsError(`The events from before stamps are not those that were bound. ${bind}`);
  return found;
};
