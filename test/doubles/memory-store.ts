import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import {
  EventIdTakenError,
  ForeignCheckpointError,
  start,
  type AppendResult,
  type Delivery,
  type EventStore,
  type Expected,
  type PlacedEvent,
  type StoredEvent,
  type SubscribeOptions,
} from '#event-store';
import { refuseTooLarge, serialised } from '../../libs/event-store/size.js';
import { refuseMalformed } from '../../libs/event-store/whole.js';

/** What several stores of one process stand on, as processes stand on one engine. */
interface MemoryLog {
  readonly all: PlacedEvent[];
  readonly streams: Map<string, PlacedEvent[]>;
  readonly ids: Set<string>;
  readonly bell: EventEmitter;
  epoch: string;
}

const emptyLog = (): MemoryLog => {
  const bell = new EventEmitter();
  bell.setMaxListeners(0);
  return { all: [], streams: new Map(), ids: new Set(), bell, epoch: randomUUID() };
};

/** The event store of a process that keeps nothing, for specs: its contract is that of the engines. It can be disturbed. */
export interface MemoryStore extends EventStore {
  /** What stands there. Who changes an event changes it behind the store's back. */
  readonly all: readonly PlacedEvent[];
  /** Puts events at the end of a stream without asking, also such as no append would take. */
  add(
    stream: string,
    ...events: readonly Partial<StoredEvent & Pick<PlacedEvent, 'unreadable'>>[]
  ): PlacedEvent[];
  /** Called before each append is looked at; may write itself, or throw. */
  beforeAppend: (stream: string) => Promise<void> | void;
  /** Called after each append was committed; throwing loses the answer. */
  afterAppend: (stream: string) => void;
  /** How many times a stream was read. */
  readonly reads: { count: number };
  /** Goes on as another history, as after a restore. */
  replace(): void;
  /** Another store on the same events, as another process would have it. */
  another(): MemoryStore;
}

/** An event as it is stored, of which a spec says what it is about. */
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

const streamOf = ({ streams }: MemoryLog, stream: string): readonly PlacedEvent[] =>
  streams.get(stream) ?? [];

const place = (log: MemoryLog, stream: string, events: readonly StoredEvent[]): PlacedEvent[] => {
  const there = log.streams.get(stream) ?? [];
  log.streams.set(stream, there);
  const placed = events.map((event, index) => ({
    ...event,
    ...{ stream, revision: there.length + index, position: String(log.all.length + index) },
  }));
  there.push(...placed);
  log.all.push(...placed);
  for (const { id } of placed) log.ids.add(id);
  log.bell.emit('ring');
  return placed;
};

const appendTo = (
  log: MemoryLog,
  stream: string,
  expected: Expected,
  events: readonly StoredEvent[],
): AppendResult => {
  const there = streamOf(log, stream);
  const from = expected === 'none' ? 0 : expected + 1;
  const same = there.slice(from, from + events.length);
  const last = same.at(-1);
  if (last && same.length === events.length && same.every(({ id }, index) => id === events[index]?.id))
    return { ok: true, revision: last.revision, position: last.position, repeated: true };
  if (there.length !== from)
    return { ok: false, reason: 'wrong_revision', current: there.length === 0 ? 'none' : there.length - 1 };
  if (events.some(({ id }) => log.ids.has(id)))
    throw new EventIdTakenError('An event with this id stands in the store already.');
  // Through JSON, as every engine keeps them.
  const kept = events.map((event): StoredEvent => JSON.parse(JSON.stringify(event)) as StoredEvent);
  const { revision = from, position = start } = place(log, stream, kept).at(-1) ?? {};
  return { ok: true, revision, position, repeated: false };
};

/** Each reader has events of its own, as from an engine. */
const asRead = (event: PlacedEvent): PlacedEvent => ({ ...event });

const after = ({ all }: MemoryLog, position: string, limit: number): PlacedEvent[] =>
  all.slice(Number(position) + 1, Number(position) + 1 + limit).map(asRead);

const refuseForeign = ({ all, epoch }: MemoryLog, position: string, followed: string | undefined): void => {
  if (followed !== undefined && followed !== epoch)
    throw new ForeignCheckpointError('The checkpoint was taken in another history of this store.');
  if (Number(position) >= all.length && position !== start)
    throw new ForeignCheckpointError(`The checkpoint ${position} lies beyond the last event of this store.`);
};

async function* follow(
  log: MemoryLog,
  from: string,
  { batch = 1_000, passOver = [] }: Pick<SubscribeOptions, 'batch' | 'passOver'>,
  signal: AbortSignal,
): AsyncGenerator<Delivery> {
  let told = false;
  for (let position = from; !signal.aborted;) {
    const page = after(log, position, batch);
    position = page.at(-1)?.position ?? position;
    if (page.length > 0) {
      told = false;
      const events = page.filter(({ type }) => !passOver.includes(type));
      if (events.length > 0) yield { kind: 'events', events, position };
      // Whoever waits for a timer or a database has a turn between two deliveries.
      await turn();
      continue;
    }
    if (!told) yield { kind: 'caught_up', position };
    told = true;
    if (after(log, position, 1).length === 0) await once(log.bell, 'ring', { signal }).catch(() => undefined);
  }
}

const storeOn = (log: MemoryLog): MemoryStore => {
  const closing = new AbortController();
  const reads = { count: 0 };
  const store: MemoryStore = {
    tellsRepeated: true,
    all: log.all,
    reads,
    beforeAppend: () => undefined,
    afterAppend: () => undefined,
    add: (stream, ...events) => place(log, stream, events.map(storedEvent)),
    append: async (stream, expected, events) => {
      await store.beforeAppend(stream);
      refuseMalformed(stream, expected, events);
      refuseTooLarge(events.map(serialised));
      const result = appendTo(log, stream, expected, events);
      if (result.ok && result.repeated !== true) store.afterAppend(stream);
      return result;
    },
    read: async function* (stream, from = 0) {
      reads.count += 1;
      await Promise.resolve();
      yield* streamOf(log, stream).slice(from).map(asRead);
    },
    readAll: (position, limit) => Promise.resolve(after(log, position, limit)),
    subscribe: async function* (position, { signal, epoch, ...how }) {
      const ending = AbortSignal.any([signal, closing.signal]);
      if (ending.aborted) return;
      refuseForeign(log, position, epoch);
      yield* follow(log, position, how, ending);
    },
    epoch: () => Promise.resolve(log.epoch),
    head: () => Promise.resolve(log.all.at(-1)?.position ?? start),
    close: () => {
      closing.abort();
      return Promise.resolve();
    },
    replace: () => {
      log.epoch = randomUUID();
    },
    another: () => storeOn(log),
  };
  return store;
};

export const memoryStore = (): MemoryStore => storeOn(emptyLog());
