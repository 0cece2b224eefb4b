import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { start, type Delivery, type EventStore, type PlacedEvent, type StoredEvent } from '#event-store';

export interface MemoryStore extends EventStore {
  /** Appends at the end of a stream without asking for a revision. */
  add(
    stream: string,
    ...events: readonly Partial<StoredEvent & Pick<PlacedEvent, 'unreadable'>>[]
  ): PlacedEvent[];
  replace(): void;
  /** How many subscriptions were opened. */
  readonly subscriptions: () => number;
}

export const storedEvent = (given: Partial<StoredEvent>): StoredEvent => ({
  id: randomUUID(),
  type: 'Noted',
  version: 1,
  open: {},
  sealed: {},
  ...given,
  meta: {
    country: 'TH',
    agency: 'datip',
    actor: 'official-1',
    occurredAt: '2014-08-04T02:00:00.000Z',
    recordedAt: '2014-08-04T02:00:00.000Z',
    commandId: randomUUID(),
    bodyHash: 'h',
    correlationId: 'c',
    causationId: 'c',
    ...given.meta,
  },
});

/** An event store of one process, for the specs of what stands on the port. */
export const memoryStore = (): MemoryStore => {
  const log: PlacedEvent[] = [];
  const lengths = new Map<string, number>();
  const bell = new EventEmitter();
  bell.setMaxListeners(100);
  let epoch = 'first';
  let subscriptions = 0;
  const after = (position: string, limit: number): PlacedEvent[] =>
    log.slice(Number(position) + 1, Number(position) + 1 + limit);
  const add = (
    stream: string,
    ...events: readonly Partial<StoredEvent & Pick<PlacedEvent, 'unreadable'>>[]
  ): PlacedEvent[] => {
    const placed = events.map((given) => {
      const revision = lengths.get(stream) ?? 0;
      lengths.set(stream, revision + 1);
      const event = { ...storedEvent(given), stream, revision, position: String(log.length) };
      log.push(event);
      return event;
    });
    bell.emit('ring');
    return placed;
  };
  async function* subscribe(
    from: string,
    { signal, batch = 500 }: { readonly signal: AbortSignal; readonly batch?: number },
  ): AsyncGenerator<Delivery> {
    subscriptions += 1;
    for (let position = from; !signal.aborted;) {
      const events = after(position, batch);
      const last = events.at(-1);
      if (last === undefined) {
        yield { kind: 'caught_up', position };
        if (after(position, 1).length === 0) await once(bell, 'ring', { signal }).catch(() => undefined);
      } else {
        position = last.position;
        yield { kind: 'events', events, position };
        await new Promise(setImmediate);
      }
    }
  }
  return {
    add,
    tellsRepeated: false,
    append: (stream, _expected, events) => {
      const last = add(stream, ...events).at(-1);
      return Promise.resolve({ ok: true, revision: last?.revision ?? 0, position: last?.position ?? start });
    },
    read: async function* (stream, from = 0) {
      yield* await Promise.resolve(log.filter((event) => event.stream === stream && event.revision >= from));
    },
    readAll: (position, limit) => Promise.resolve(after(position, limit)),
    subscribe,
    epoch: () => Promise.resolve(epoch),
    replace: () => {
      epoch = 'second';
    },
    head: () => Promise.resolve(log.at(-1)?.position ?? start),
    close: () => Promise.resolve(),
    subscriptions: () => subscriptions,
  };
};
