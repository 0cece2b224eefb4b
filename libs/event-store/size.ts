import { AppendTooLargeError, type StoredEvent } from './port.js';

/**
 * What the events of one append may hold together, bytes. EventStoreDB refuses more than 1 MiB; the same holds for every
 * store, so that a node may move from one to another. Twice the largest body, sealed, is 0.7 of it.
 */
export const largestAppend = 1_000_000;

/** What an engine writes beside an event's parts: names of its own layout, bytes. */
const besideParts = 100;
/** EventStoreDB counts a type's letters twice. */
const ofType = 2;

/** An event's type, and its parts as JSON. */
export interface SerialisedEvent {
  readonly type: string;
  readonly parts: readonly string[];
}

export const serialised = ({ type, open, sealed, meta }: StoredEvent): SerialisedEvent => ({
  type,
  parts: [open, sealed, meta].map((part) => JSON.stringify(part)),
});

/** Throws `AppendTooLargeError` where events hold more than one append may. */
export const refuseTooLarge = (events: readonly SerialisedEvent[]): void => {
  let size = 0;
  for (const { type, parts } of events) {
    size += besideParts + ofType * Buffer.byteLength(type);
    for (const part of parts) size += Buffer.byteLength(part);
  }
  if (size > largestAppend)
    throw new AppendTooLargeError(`An append holds at most ${largestAppend} bytes; this one has ${size}.`);
};
