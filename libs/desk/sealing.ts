import { belongs, type EventCatalogue, type RecordedEventOf } from '#casework';
import { openEvent, openAll, sealEvent, type DataKey, type KeyRef, type KeyRing } from '#sealing';
import type { ClearEvent, Sealing } from './aggregate.js';

const noKeys: ReadonlyMap<KeyRef, DataKey> = new Map();

/** Data as they come back from a store. */
const inJson = (data: ClearEvent['data']): ClearEvent['data'] => {
  const kept: unknown = JSON.parse(JSON.stringify(data));
  return isRecord(kept) ? kept : {};
};

const isRecord = (value: unknown): value is ClearEvent['data'] =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Sealing of a catalogue's events with a node's key ring. */
export const sealingOf = <C extends EventCatalogue>(
  catalogue: C,
  keys: Pick<KeyRing, 'forSealing' | 'forOpening'>,
): Sealing<RecordedEventOf<C>> => ({
  sealAll: (owner, events) =>
    Promise.all(
      events.map(({ id, type, data, meta }) =>
        sealEvent(catalogue, { type, data }, { eventId: id, person: owner, meta }, keys),
      ),
    ),
  openAll: (events) => openAll(catalogue, events, keys),
  withoutKeys: (events) => events.map((event) => openEvent(catalogue, event, noKeys)),
  asRecorded: (events, stream, from) =>
    events.map(({ id, type, data, meta }, index) => {
      const event = {
        type,
        data: inJson(data),
        meta: { ...meta, eventId: id, streamId: stream, revision: from + index },
      };
      if (!belongs(catalogue, event)) throw new Error(`The event type ${type} is not in the catalogue.`);
      return event;
    }),
});
