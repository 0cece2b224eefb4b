import type { EventCatalogue, RecordedEventOf } from '#casework';
import { open, openAll, seal, type DataKey, type KeyRef, type KeyRing, type Upcasters } from '#event-store';
import type { Sealing } from './aggregate.js';

const noKeys: ReadonlyMap<KeyRef, DataKey> = new Map();

/** Sealing of a catalogue's events with a node's key ring. */
export const sealingOf = <C extends EventCatalogue>(
  catalogue: C,
  keys: Pick<KeyRing, 'forSealing' | 'forOpening'>,
  upcast?: Upcasters,
): Sealing<RecordedEventOf<C>> => ({
  sealAll: (owner, events) =>
    Promise.all(
      events.map(({ id, type, data, meta }) =>
        seal(catalogue, { type, data }, { eventId: id, person: owner, meta }, keys),
      ),
    ),
  openAll: (events) => openAll(catalogue, events, keys, upcast),
  withoutKeys: (events) => events.map((event) => open(catalogue, event, noKeys, upcast)),
});
