import { belongs, inCurrentForm, type EventCatalogue, type RecordedEventOf } from '#casework';
import type { PlacedEvent, SealedPart } from '#event-store';
import { decrypt } from './cipher.js';
import type { DataKey, KeyRef, KeyRing } from './key-ring.js';
import { additionalData } from './seal.js';

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

/**
 * Opens one event with the keys there are: open fields always, sealed ones where their key is given. It is opened under
 * the type and version that it was stored with, and then brought into the form of today. Throws where the type is not
 * known, or the version is a later one.
 */
export const openEvent = <C extends EventCatalogue>(
  catalogue: C,
  placed: PlacedEvent,
  keys: ReadonlyMap<KeyRef, DataKey>,
): RecordedEventOf<C> => {
  const { id, stream, revision, sealed } = placed;
  const { stamp: _, ...envelope } = placed.meta;
  if (placed.unreadable || placed.notAuthentic)
    throw new Error(`Event ${id} (${placed.type}) stands in the store without its parts.`);
  const { type, version, open: inClear } = placed.storedAs ?? placed;
  let data = inClear;
  for (const ref in sealed) {
    const key = keys.get(ref);
    const part = sealed[ref];
    if (key && part !== undefined) data = { ...data, ...openPart({ id, type }, part, key) };
  }
  const form = inCurrentForm(catalogue, { type, version, data });
  const event = form && {
    type: form.type,
    data: form.data,
    // Last: an envelope may hold fields that no stamp covers.
    meta: { ...envelope, eventId: id, revision, streamId: stream },
  };
  if (event && belongs(catalogue, event)) return event;
  throw new Error(
    `Event ${id} has the type ${type} in version ${version}, which this version of Homeward does not know.`,
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
): Promise<RecordedEventOf<C>[]> => {
  const refs = refsOf(events);
  const found = refs.size > 0 ? await keys.forOpening(refs) : new Map<KeyRef, DataKey>();
  return events.map((event) => openEvent(catalogue, event, found));
};
