import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';
import {
  comparePositions,
  type PlacedEvent,
  type Position,
  type StoredEvent,
  metaFields,
} from '#event-store';

/** A key of the node under which its events are stamped; the database does not have it. */
export interface StampKey {
  /** Letters, digits and hyphens; stands in every stamp, so an id is never given to another key. */
  readonly id: string;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/** A key that stamps no more. Where a position is named, its stamps count up to there alone. */
export interface EarlierStampKey extends StampKey {
  readonly upTo?: Position | undefined;
}

/** An event at its place in a stream. */
export type EventInStream = Pick<StoredEvent, 'id' | 'type' | 'version' | 'open' | 'sealed' | 'meta'> &
  Pick<PlacedEvent, 'stream' | 'revision'>;

/** Makes and checks stamps. */
export interface Stamps {
  /** `<key id>.<HMAC-SHA-256 in base64url>` over the event as it is stored, its stream and its revision. */
  readonly stampOf: (event: EventInStream) => string;
  /** Whether the node itself wrote the event where it stands. */
  readonly isStamped: (event: PlacedEvent) => boolean;
}

/**
 * What a stamp is made over: the values of an event in one order, as JSON. Both stores give back the values that they
 * were given, and lay out the envelope each in its own way.
 */
const stampedText = ({ stream, revision, id, type, version, open, sealed, meta }: EventInStream): string =>
  JSON.stringify([
    'homeward/event/1',
    stream,
    revision,
    id,
    type,
    version,
    open,
    sealed,
    metaFields.map((field) => meta[field]),
    meta.corrects ?? '',
  ]);

const isFinite = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value !== 'object' || value === null || Object.values(value).every(isFinite);

/**
 * The text of an event as it was read. Nothing where there is none that is its own: it nests deeper than JSON can be
 * written, or holds a number that JSON has and JavaScript has not, which would pass for `null`.
 */
export const textAsRead = (event: EventInStream): string | undefined => {
  try {
    const text = stampedText(event);
    return !text.includes('null') || isFinite(event.open) ? text : undefined;
  } catch {
    return undefined;
  }
};

const keyOf = ({ id, secret }: StampKey): KeyObject => {
  if (!/^[A-Za-z0-9-]{1,40}$/.test(id))
    throw new Error(`The id of a stamp key is up to 40 letters, digits and hyphens; "${id}" is not.`);
  if (secret.length !== 32)
    throw new Error(`The stamp key "${id}" must have 32 bytes; it has ${secret.length}.`);
  return createSecretKey(secret);
};

const codeOf = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Stamps by the current key, and checks by it and by earlier ones. Throws where two keys have one id. */
export const stampsOf = (current: StampKey, earlier: readonly EarlierStampKey[] = []): Stamps => {
  const keys = new Map<string, { readonly key: KeyObject; readonly upTo?: Position | undefined }>();
  const all: readonly EarlierStampKey[] = [current, ...earlier];
  for (const one of all) {
    if (keys.has(one.id)) throw new Error(`Two stamp keys have the id "${one.id}".`);
    keys.set(one.id, { key: keyOf(one), upTo: one.upTo });
  }
  const stamping = keyOf(current);
  return {
    stampOf: (event) => `${current.id}.${codeOf(stamping, stampedText(event)).toString('base64url')}`,
    isStamped: (event) => {
      const { corrects }: { readonly corrects?: unknown } = event.meta;
      if (corrects !== undefined && (typeof corrects !== 'string' || corrects === '')) return false;
      const stamp: unknown = event.meta.stamp;
      const [id = '', code = ''] = typeof stamp === 'string' ? stamp.split('.') : [];
      const known = keys.get(id);
      if (!known) return false;
      if (known.upTo !== undefined && comparePositions(event.position, known.upTo) > 0) return false;
      const text = textAsRead(event);
      if (text === undefined) return false;
      const given = Buffer.from(code, 'base64url');
      const right = codeOf(known.key, text);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
};
