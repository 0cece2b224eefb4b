import { randomUUID } from 'node:crypto';
import type { AppendResult, Delivery, EventStore, PlacedEvent, StoredEvent } from './port.js';

export const sampleEvent = (open: Readonly<Record<string, unknown>> = {}): StoredEvent => ({
  id: randomUUID(),
  type: 'CaseOpened',
  version: 1,
  open,
  sealed: { 'person/P2': 'c2VhbGVk' },
  meta: {
    country: 'TH',
    agency: 'datip',
    actor: randomUUID(),
    occurredAt: '2012-11-16T03:00:00.000Z',
    recordedAt: '2012-11-16T04:00:00.000Z',
    commandId: randomUUID(),
    bodyHash: 'hash',
    correlationId: randomUUID(),
    causationId: randomUUID(),
  },
});

export const sampleEvents = (count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, index) => sampleEvent({ index }));

export const stream = (): string => `case-${randomUUID()}`;

export const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

export const within = async <T>(ms: number, promise: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** Follows until `enough` says so, then aborts; what came in order. */
export const followUntil = async (
  store: EventStore,
  after: string,
  enough: (seen: readonly Delivery[]) => boolean,
  batch?: number,
): Promise<Delivery[]> => {
  const end = new AbortController();
  const seen: Delivery[] = [];
  for await (const delivery of store.subscribe(after, { signal: end.signal, ...(batch ? { batch } : {}) })) {
    seen.push(delivery);
    if (enough(seen)) end.abort();
  }
  return seen;
};

export const eventsOf = (deliveries: readonly Delivery[]): PlacedEvent[] =>
  deliveries.flatMap((delivery) => (delivery.kind === 'events' ? delivery.events : []));

/** An append's result without whether it was repeated, which not every store can tell. */
export const placeOf = (result: AppendResult): unknown =>
  result.ok ? { revision: result.revision, position: result.position } : result;
