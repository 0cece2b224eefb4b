import { inCurrentForm, type EventCatalogue } from '#casework';
import {
  start,
  type Delivery,
  type EventStore,
  type PlacedEvent,
  type StoredEvent,
  unreadable,
} from '#event-store';
import { boundEvents, EarlierEventsError, type Bound, type EarlierEvents } from './earlier-events.js';
import type { Stamps } from './stamp.js';

export interface CheckingOptions {
  readonly stamps: Stamps;
  /** Who declares the events of a stream; nobody where it is of no known kind. */
  readonly catalogueOf: (stream: string) => EventCatalogue | undefined;
  /** Events from before stamps, as two persons bound them. */
  readonly bound?: Bound | undefined;
  /** Told once of each event that the node did not write. */
  readonly onNotAuthentic?: (event: NotAuthentic) => void;
}

/** Where an event stands that the node did not write, and what it claims to be. */
export type NotAuthentic = Pick<PlacedEvent, 'id' | 'stream' | 'revision' | 'position'> & {
  readonly claims: string;
};

/** An event store through which nothing is read that the node did not write. */
export interface CheckedEventStore extends EventStore {
  /** Throws `EarlierEventsError` where events from before stamps are not those that were bound. */
  mustBeBound(): Promise<void>;
}

/** Of how many such events it is remembered that they were told of. */
const mostTold = 10_000;
/** Letters of the type that such an event claims to be. */
const longestClaim = 100;

const withoutParts = (event: PlacedEvent): PlacedEvent => ({
  ...unreadable(event),
  type: 'NotAuthentic',
  notAuthentic: { claims: event.type.slice(0, longestClaim) },
});

/** An event in the form of today. One of a later version than this one knows is put aside until a version knows it. */
const inForm = (event: PlacedEvent, catalogue: EventCatalogue | undefined): PlacedEvent => {
  const { type, version, open } = event;
  const known = catalogue && Object.hasOwn(catalogue, type) ? catalogue[type] : undefined;
  if (!catalogue || event.unreadable || known?.version === version) return event;
  try {
    const form = inCurrentForm(catalogue, { type, version, data: open });
    if (!form) return known ? unreadable(event) : event;
    return {
      ...event,
      type: form.type,
      version: form.version,
      open: form.data,
      storedAs: { type, version, open },
    };
  } catch {
    // An upcast that fails concerns this event alone.
    return unreadable(event);
  }
};

/**
 * The one way in which events come out of a store: checked, and in the form of today. What the node did not write takes
 * up its revision and is nothing else: `read` and `readAll` give an empty event in its place, whoever subscribes gets none.
 * Appended events are stamped.
 */
export const checkedEventStore = (
  store: EventStore,
  { stamps, catalogueOf, bound, onNotAuthentic = () => undefined }: CheckingOptions,
): CheckedEventStore => {
  let earlier: Promise<EarlierEvents | undefined> | undefined;
  const told = new Set<string>();
  /** Followers of one process share the pages that they read. */
  const seen = new WeakMap<PlacedEvent, PlacedEvent>();

  const boundOnce = (): Promise<EarlierEvents | undefined> => {
    earlier ??= boundEvents(store, bound).catch((error: unknown) => {
      earlier = undefined;
      throw error;
    });
    return earlier;
  };

  const tell = ({ id, stream, revision, position, type }: PlacedEvent): void => {
    const place = `${stream} ${revision}`;
    if (told.has(place)) return;
    if (told.size >= mostTold) told.clear();
    told.add(place);
    onNotAuthentic({ id, stream, revision, position, claims: type.slice(0, longestClaim) });
  };

  const checkedWith = (event: PlacedEvent, own: EarlierEvents | undefined): PlacedEvent => {
    const before = seen.get(event);
    if (before) return before;
    const authentic = event.meta.stamp === undefined ? own?.include(event) === true : stamps.isStamped(event);
    if (!authentic) tell(event);
    const after = authentic ? inForm(event, catalogueOf(event.stream)) : withoutParts(event);
    seen.set(event, after);
    return after;
  };

  const checked = async (events: readonly PlacedEvent[]): Promise<PlacedEvent[]> => {
    const own = bound && events.some(({ meta }) => meta.stamp === undefined) ? await boundOnce() : undefined;
    return events.map((event) => checkedWith(event, own));
  };

  const stamped = (stream: string, first: number, events: readonly StoredEvent[]): StoredEvent[] =>
    events.map((event, index) => {
      const stamp = stamps.stampOf({ ...event, stream, revision: first + index });
      return { ...event, meta: { ...event.meta, stamp } };
    });

  async function* read(stream: string, from?: number): AsyncGenerator<PlacedEvent> {
    for await (const event of store.read(stream, from))
      yield* event.meta.stamp === undefined && bound
        ? await checked([event])
        : [checkedWith(event, undefined)];
  }

  async function* subscribe(...how: Parameters<EventStore['subscribe']>): AsyncGenerator<Delivery> {
    for await (const delivery of store.subscribe(...how))
      if (delivery.kind === 'caught_up') yield delivery;
      else {
        const events = await checked(delivery.events);
        yield { ...delivery, events: events.filter(({ notAuthentic }) => !notAuthentic) };
      }
  }

  return {
    tellsRepeated: store.tellsRepeated,
    append: (stream, expected, events) =>
      store.append(stream, expected, stamped(stream, expected === 'none' ? 0 : expected + 1, events)),
    read,
    readAll: async (after, limit) => checked(await store.readAll(after, limit)),
    subscribe,
    epoch: () => store.epoch(),
    head: () => store.head(),
    close: () => store.close(),
    mustBeBound: async () => {
      await boundOnce();
      const [first] = await checked(await store.readAll(start, 1));
      if (first?.notAuthentic)
        throw new EarlierEventsError(
          'The first event of this event store was written under none of the keys of STAMP_KEYS_FILE. Is it the file of this node?',
        );
    },
  };
};
