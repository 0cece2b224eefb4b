import type { EventData, RecordedEvent } from '@eventstore/db-client';
import type { PlacedEvent, StoredEvent } from '../port.js';
import { unreadable, wholeStream } from '../whole.js';

/**
 * How an event lies in EventStoreDB, both parts as JSON. Correlation and causation stand under the names that the
 * server's own tools know.
 */
interface Data {
  readonly open: StoredEvent['open'];
  readonly sealed: StoredEvent['sealed'];
}
type Meta = StoredEvent['meta'];
interface Metadata extends Omit<Meta, 'correlationId' | 'causationId'> {
  /** Of this layout. Events without it are not ours and are passed over. */
  readonly homeward: 1;
  readonly version: number;
  readonly $correlationId: string;
  readonly $causationId: string;
}

/** An event marked as ours that has no place. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

export const toEventData = ({ id, type, version, open, sealed, meta }: StoredEvent): EventData => {
  const { correlationId, causationId, ...others } = meta;
  const data: Data = { open, sealed };
  const metadata: Metadata = {
    homeward: 1,
    version,
    ...others,
    $correlationId: correlationId,
    $causationId: causationId,
  };
  return { id, type, contentType: 'application/json', data: { ...data }, metadata: { ...metadata } };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isOurs = (metadata: unknown): boolean => isObject(metadata) && metadata['homeward'] === 1;

const isMetadata = (metadata: unknown): metadata is Metadata =>
  isObject(metadata) && Number.isInteger(metadata['version']) && typeof metadata['commandId'] === 'string';

const isData = (data: unknown): data is Data =>
  isObject(data) && isObject(data['open']) && isObject(data['sealed']);

/** Field by field: what the rest of an object is copied into costs a follower three times as much, and the collector too. */
const metaOf = (metadata: Metadata): Meta => {
  const meta: { -readonly [K in keyof Meta]: Meta[K] } = {
    country: metadata.country,
    agency: metadata.agency,
    actor: metadata.actor,
    occurredAt: metadata.occurredAt,
    recordedAt: metadata.recordedAt,
    commandId: metadata.commandId,
    bodyHash: metadata.bodyHash,
    correlationId: metadata.$correlationId,
    causationId: metadata.$causationId,
  };
  if (metadata.corrects !== undefined) meta.corrects = metadata.corrects;
  if (metadata.stamp !== undefined) meta.stamp = metadata.stamp;
  return meta;
};

/**
 * A recorded event as the port has it; undefined for one that is not ours: a system event, a link, the mark of this
 * history, another application's. The position is the commit position, which for all that this adapter writes is the
 * prepare position too.
 */
export const placedEvent = (event: RecordedEvent | undefined): PlacedEvent | undefined => {
  if (event === undefined || event.streamId.startsWith('$')) return undefined;
  const { id, type, streamId: stream, position } = event;
  const metadata: unknown = event.metadata;
  const data: unknown = event.data;
  const ours = isOurs(metadata) && !type.startsWith('$');
  // In a stream of ours it takes up a revision, whoever wrote it.
  if (!ours && !wholeStream.test(stream)) return undefined;
  if (position === undefined)
    throw new UnreadableEventError(`The event ${id} of EventStoreDB has no position.`);
  const place = { id, type, stream, revision: Number(event.revision), position: position.commit.toString() };
  if (!ours || !isMetadata(metadata) || !isData(data)) return unreadable(place);
  return {
    ...place,
    version: metadata.version,
    open: data.open,
    sealed: data.sealed,
    meta: metaOf(metadata),
  };
};
