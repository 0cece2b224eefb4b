import type { EventMeta } from '#casework';

/** A ciphertext of the fields that share one data subject and one data class. Base64: 12 bytes nonce, data, 16 bytes tag. */
export type SealedPart = string;

/** An event as it is stored: open fields in clear, the rest sealed by `<subject>/<class>`. */
export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly open: Readonly<Record<string, unknown>>;
  readonly sealed: Readonly<Record<string, SealedPart>>;
  readonly meta: StoredMeta;
}

/** The envelope as it is stored, with the stamp by which readers know that the node itself wrote the event. */
export type StoredMeta = Omit<EventMeta, 'eventId' | 'revision' | 'streamId'> & { readonly stamp?: string };

/** How an event lies in the store, where its type or version is another today. */
export interface StoredAs {
  readonly type: string;
  readonly version: number;
  readonly open: StoredEvent['open'];
}

/** A stored event with its place. */
export interface PlacedEvent extends StoredEvent {
  readonly stream: string;
  /** From 0, without gaps. */
  readonly revision: number;
  /** Place in the global order: opaque to all but the adapter, compared only with `comparePositions`. */
  readonly position: Position;
  /** It stands in the store without the parts that reading it needs: those are empty here, and nobody may take it. */
  readonly unreadable?: true;
  /**
   * The node did not write it: it takes up its revision and is nothing else. Type, parts and meta say nothing; what it
   * claims to be stands here.
   */
  readonly notAuthentic?: { readonly claims: string };
  /** What is sealed is bound to the type under which it was stored. Absent where that is the type of today. */
  readonly storedAs?: StoredAs;
}

/** Global position, a decimal number as text (an EventStoreDB position exceeds 2^53). `start` is before every event. */
export type Position = string;
export const start: Position = '-1';
export const comparePositions = (a: Position, b: Position): number => {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

/** `none`: the stream must not exist; a number: it must end with this revision. */
export type Expected = 'none' | number;

/** `repeated`: whether the events stood there already, from an earlier call with the same ids; never where the store cannot tell. */
export type AppendResult =
  | {
      readonly ok: true;
      readonly revision: number;
      readonly position: Position;
      readonly repeated?: boolean;
    }
  | { readonly ok: false; readonly reason: 'wrong_revision'; readonly current: number | 'none' };

/** What a subscription yields. `caught_up` comes whenever it has delivered all there was. */
export type Delivery =
  | { readonly kind: 'events'; readonly events: readonly PlacedEvent[]; readonly position: Position }
  | { readonly kind: 'caught_up'; readonly position: Position };

export interface SubscribeOptions {
  readonly signal: AbortSignal;
  readonly batch?: number;
  readonly epoch?: string;
  /** Types that the subscriber has no use for: their events may be left out, and the position moves over them. */
  readonly passOver?: readonly string[];
}

/** A checkpoint of another history than this store's: following it would skip or repeat events. */
export class ForeignCheckpointError extends Error {
  override readonly name = 'ForeignCheckpointError';
}

/** An event id that already stands elsewhere in the store, or twice in one append. */
export class EventIdTakenError extends Error {
  override readonly name = 'EventIdTakenError';
}

/** An append that would leave a stream that cannot be read whole; nothing of it was kept. */
export class MalformedAppendError extends Error {
  override readonly name = 'MalformedAppendError';
}

/** An append holds more than any store takes at once (`largestAppend`); nothing of it was kept. */
export class AppendTooLargeError extends Error {
  override readonly name = 'AppendTooLargeError';
}

/** The store does not answer now. Whether an append was kept is unknown; repeating the same call tells. */
export class EventStoreUnavailableError extends Error {
  override readonly name = 'EventStoreUnavailableError';
}

/**
 * Where events are kept. Repeating an append (same expected revision, same event ids) gives the first result.
 * An event committed later never appears before a position already delivered, however many processes write.
 */
export interface EventStore {
  /** Whether it tells a repeated append from a first one, by `repeated` in every result. */
  readonly tellsRepeated: boolean;
  append(stream: string, expected: Expected, events: readonly StoredEvent[]): Promise<AppendResult>;
  /** Streams in revision order, from `from` (inclusive, default 0). An absent stream yields nothing. */
  read(stream: string, from?: number): AsyncIterable<PlacedEvent>;
  /** At most `limit` events after a position, in global order. */
  readAll(after: Position, limit: number): Promise<readonly PlacedEvent[]>;
  /**
   * Catches up in batches of `batch` events (default 1,000), then follows until the signal aborts or the store is closed.
   * Throws `ForeignCheckpointError` where `epoch`, the epoch the position was taken in, is not this store's, and where
   * the position lies beyond the store's head.
   */
  subscribe(after: Position, options: SubscribeOptions): AsyncIterable<Delivery>;
  /** Identity of this history; a restored or replaced store has another, and checkpoints of another are refused. */
  epoch(): Promise<string>;
  head(): Promise<Position>;
  close(): Promise<void>;
}
