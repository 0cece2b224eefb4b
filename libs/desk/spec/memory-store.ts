import {
  ForeignCheckpointError,
  start,
  type AppendResult,
  type Delivery,
  type EventStore,
  type PlacedEvent,
} from '#event-store';

/** An event store in memory for unit specs, with ways to disturb it. */
export interface MemoryStore extends EventStore {
  readonly all: readonly PlacedEvent[];
  /** Called before each append is looked at; may write itself, or throw. */
  beforeAppend: (stream: string) => Promise<void> | void;
  /** Called after each append was committed; throwing loses the answer. */
  afterAppend: (stream: string) => void;
  readonly reads: { count: number };
  /** Goes on as another history, as after a restore. */
  readonly replace: () => void;
}

export const memoryStore = (): MemoryStore => {
  const all: PlacedEvent[] = [];
  const bells = new Set<() => void>();
  const reads = { count: 0 };
  let epoch = 'memory';
  const inStream = (stream: string): PlacedEvent[] => all.filter((event) => event.stream === stream);

  const store: MemoryStore = {
    all,
    reads,
    tellsRepeated: true,
    beforeAppend: () => undefined,
    afterAppend: () => undefined,
    append: async (stream, expected, events): Promise<AppendResult> => {
      await store.beforeAppend(stream);
      const existing = inStream(stream);
      const current = existing.length - 1;
      const from = expected === 'none' ? 0 : expected + 1;
      const there = existing.slice(from, from + events.length);
      const last = there.at(-1);
      if (last && there.length === events.length && there.every(({ id }, index) => id === events[index]?.id))
        return { ok: true, revision: last.revision, position: last.position, repeated: true };
      if (current !== from - 1)
        return { ok: false, reason: 'wrong_revision', current: current < 0 ? 'none' : current };
      events.forEach((event, index) => {
        const stored: typeof event = structuredClone(event);
        all.push({ ...stored, stream, revision: from + index, position: String(all.length) });
      });
      store.afterAppend(stream);
      for (const ring of bells) ring();
      const revision = from + events.length - 1;
      return { ok: true, revision, position: String(all.length - 1), repeated: false };
    },
    read: async function* (stream, from = 0) {
      reads.count += 1;
      await Promise.resolve();
      yield* inStream(stream).slice(from);
    },
    readAll: (after, limit) => Promise.resolve(all.slice(Number(after) + 1, Number(after) + 1 + limit)),
    subscribe: async function* (after, { signal, batch = 100, epoch: followed }): AsyncGenerator<Delivery> {
      if (followed !== undefined && followed !== epoch)
        throw new ForeignCheckpointError('The checkpoint was taken in another history.');
      let position = Number(after);
      while (!signal.aborted) {
        const events = all.slice(position + 1, position + 1 + batch);
        position += events.length;
        if (events.length > 0) {
          yield { kind: 'events', events, position: String(position) };
          continue;
        }
        yield { kind: 'caught_up', position: String(position) };
        await new Promise<void>((resolve) => {
          if (signal.aborted || position + 1 < all.length) return resolve();
          bells.add(resolve);
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    },
    epoch: () => Promise.resolve(epoch),
    replace: () => {
      epoch = 'replaced';
    },
    head: () => Promise.resolve(all.at(-1)?.position ?? start),
    close: () => Promise.resolve(),
  };
  return store;
};
