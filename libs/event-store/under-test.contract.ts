import type { EventStore } from './port.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** Another store on the same data, as another process would have it. Closed by `close`. */
  another(): Promise<EventStore>;
  close(): Promise<void>;
}

export interface StorePromises {
  /** Whether the engine refuses an event id that already stands elsewhere (EventStoreDB does not). */
  readonly uniqueEventIds: boolean;
  /** Whether the events of one append reach a follower that has caught up in one delivery. */
  readonly wholeAppendsLive: boolean;
}

/** Stores on one engine, each opened by `open`. When all of them are closed, `end` ends what the suite started. */
export const storesBy = (open: () => EventStore, end: () => Promise<void> | void): StoreUnderTest => {
  const opened: EventStore[] = [];
  const another = (): EventStore => {
    const store = open();
    opened.push(store);
    return store;
  };
  return {
    store: another(),
    another: () => Promise.resolve(another()),
    close: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await end();
    },
  };
};
