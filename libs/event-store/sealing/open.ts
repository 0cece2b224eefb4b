import { belongs, type EventCatalogue, type EventMeta, type RecordedEventOf } from '#casework';
import type { PlacedEvent, SealedPart } from '../port.js';
import { decrypt } from './cipher.js';
import type { DataKey, KeyRef, KeyRing } from './key-ring.js';
import { additionalData } from './seal.js';

/** An opened event, not yet known to be of the catalogue. */
export interface OpenedEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: EventMeta;
}

/** By stored type name that the catalogue no longer has: a pure function to the next form, once or several times. */
export type Upcasters = Readonly<Record<string, (event: OpenedEvent) => OpenedEvent>>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of one sealed part. Throws, without any of its content, where it was altered or moved. */
export const openPart = (
  event: { readonly id: string; readonly type: string },
  part: SealedPart,
  key: DataKey,
): Readonly<Record<string, unknown>> => {
  try {
    const fields: unknown = JSON.parse(
      decrypt(key, additionalData(event), Buffer.from(part, 'base64')).toString(),
    );
    if (isRecord(fields)) return fields;
  } catch {
    // The cause could hold clear text.
  }
  throw new Error(`A sealed part of event ${event.id} (${event.type}) cannot be opened: it was altered.`);
};

const mostUpcasts = 20;

/**
 * Opens one event with the keys there are: open fields always, sealed ones where their key is given. Older types go
 * through their upcasters. Throws where a type is unknown.
 */
export const open = <C extends EventCatalogue>(
  catalogue: C,
  stored: PlacedEvent,
  keys: ReadonlyMap<KeyRef, DataKey>,
  upcast: Upcasters = {},
): RecordedEventOf<C> => {
  if (stored.unreadable)
    throw new Error(`Event ${stored.id} (${stored.type}) stands in the store without its parts.`);
  let data = stored.open;
  for (const ref in stored.sealed) {
    const key = keys.get(ref);
    const part = stored.sealed[ref];
    if (key && part !== undefined) data = { ...data, ...openPart(stored, part, key) };
  }
  let event: OpenedEvent = {
    type: stored.type,
    data,
    meta: { eventId: stored.id, revision: stored.revision, streamId: stored.stream, ...stored.meta },
  };
  for (let step = 0; step <= mostUpcasts; step += 1) {
    if (belongs(catalogue, event)) return event;
    const next = Object.hasOwn(upcast, event.type) ? upcast[event.type] : undefined;
    if (!next) break;
    event = next(event);
  }
  throw new Error(
    `Event ${stored.id} has the type ${stored.type}, which is neither in the catalogue nor led there by an upcaster.`,
  );
};

/** Every key reference of some events. */
export const refsOf = (events: readonly Pick<PlacedEvent, 'sealed'>[]): ReadonlySet<KeyRef> => {
  const refs = new Set<KeyRef>();
  for (const { sealed } of events) for (const ref in sealed) refs.add(ref);
  return refs;
};

/** Opens events that were read together: one look-up of keys for all of them, none where nothing is sealed. */
export const openAll = async <C extends EventCatalogue>(
  catalogue: C,
  events: readonly PlacedEvent[],
  keys: Pick<KeyRing, 'forOpening'>,
  upcast?: Upcasters,
): Promise<RecordedEventOf<C>[]> => {
  const refs = refsOf(events);
  const found = refs.size > 0 ? await keys.forOpening(refs) : new Map<KeyRef, DataKey>();
  return events.map((event) => open(catalogue, event, found, upcast));
};

const chunkSize = 1_000;

/** Opens a stream as it is read, 1,000 events and one look-up of keys at a time. */
export async function* openStream<C extends EventCatalogue>(
  catalogue: C,
  events: AsyncIterable<PlacedEvent>,
  keys: Pick<KeyRing, 'forOpening'>,
  upcast?: Upcasters,
): AsyncGenerator<RecordedEventOf<C>> {
  let chunk: PlacedEvent[] = [];
  for await (const event of events) {
    if (chunk.push(event) < chunkSize) continue;
    yield* await openAll(catalogue, chunk, keys, upcast);
    chunk = [];
  }
  yield* await openAll(catalogue, chunk, keys, upcast);
}
