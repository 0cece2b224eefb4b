import {
  EventIdTakenError,
  MalformedAppendError,
  type Expected,
  type PlacedEvent,
  type StoredEvent,
} from './port.js';

/** What streams are of: the text of their names before the first hyphen. */
export const streamKinds = ['case', 'journey', 'instrument', 'people'] as const;

/**
 * Letters of the names that every engine takes alike, as regular expressions of JavaScript and of PostgreSQL, and how long
 * the id in a stream's name and a type are at most: PostgreSQL takes ten times as long where a bound stands in an expression.
 */
export const streamLetters = `^(${streamKinds.join('|')})-[A-Za-z0-9-]+$`;
export const typeLetters = '^[A-Z][A-Za-z0-9]*$';
export const longestId = 100;
export const longestType = 100;
/** The name of a stream. */
export const wholeStream = new RegExp(streamLetters.replace('+', `{1,${longestId}}`));
export const largestVersion = 9_999;
/** The last revision that a stream may have; a PostgreSQL integer holds no larger one beside. */
export const largestRevision = 2 ** 31 - 2;

/** What the meta of every event holds, each as text. */
export const metaFields = [
  'country',
  'agency',
  'actor',
  'occurredAt',
  'recordedAt',
  'commandId',
  'bodyHash',
  'correlationId',
  'causationId',
] as const satisfies readonly (keyof StoredEvent['meta'])[];

const typeName = new RegExp(typeLetters);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Values as they come from outside, of which nothing is known yet. */
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string';

/** What keeps an event's parts from being read again, if anything does. */
export const missingParts = ({
  version,
  open,
  sealed,
  meta,
}: Readonly<Record<'version' | 'open' | 'sealed' | 'meta', unknown>>): string | undefined => {
  if (!Number.isInteger(version) || Number(version) < 1 || Number(version) > largestVersion)
    return `The version of an event is an integer from 1 to ${largestVersion}.`;
  if (!isRecord(open)) return 'The open part of an event is an object.';
  if (!isRecord(sealed) || !Object.values(sealed).every(isText))
    return 'The sealed part of an event is an object of texts.';
  if (!isRecord(meta) || !metaFields.every((field) => isText(meta[field])))
    return `The meta of an event holds ${metaFields.join(', ')} as texts.`;
  return undefined;
};

const noMeta: StoredEvent['meta'] = {
  country: 'TH',
  agency: '',
  actor: '',
  occurredAt: '1970-01-01T00:00:00.000Z',
  recordedAt: '1970-01-01T00:00:00.000Z',
  commandId: '',
  bodyHash: '',
  correlationId: '',
  causationId: '',
};

/** What is told of an event without its parts: that it stands there. */
export const unreadable = ({
  id,
  type,
  stream,
  revision,
  position,
}: Pick<PlacedEvent, 'id' | 'type' | 'stream' | 'revision' | 'position'>): PlacedEvent => ({
  ...{ id, type, stream, revision, position },
  ...{ version: 0, open: {}, sealed: {}, meta: noMeta, unreadable: true },
});

/**
 * An event as it came out of an engine. One without its parts is marked and keeps its place, so that whoever follows the
 * log can put it aside and go on.
 */
export const asRead = (event: PlacedEvent): PlacedEvent => {
  const parts: Readonly<Record<'open' | 'sealed' | 'meta', unknown>> = event;
  const { open, sealed, meta } = parts;
  const readable =
    isRecord(open) &&
    isRecord(sealed) &&
    isRecord(meta) &&
    isText(meta['commandId']) &&
    isText(meta['recordedAt']);
  return readable ? event : unreadable(event);
};

const fault = (stream: string, expected: Expected, events: readonly StoredEvent[]): string | undefined => {
  if (!wholeStream.test(stream)) return `A stream is named ${streamKinds.join('- or ')}- and an id.`;
  if (events.length === 0) return 'An append needs at least one event.';
  const revision = expected === 'none' ? -1 : expected;
  if (!Number.isInteger(revision) || (expected !== 'none' && revision < 0))
    return 'The expected revision is "none" or an integer from 0.';
  if (revision + events.length > largestRevision) return 'No stream is as long as that.';
  for (const event of events) {
    if (!uuid.test(event.id)) return 'An event id is a UUID in lower case.';
    if (!typeName.test(event.type) || event.type.length > longestType)
      return 'An event type is a name of letters and digits.';
    const missing = missingParts({ ...event });
    if (missing !== undefined) return missing;
  }
  return undefined;
};

/** Throws `MalformedAppendError` where an append would leave a stream that cannot be read whole, in whatever engine. */
export const refuseMalformed = (stream: string, expected: Expected, events: readonly StoredEvent[]): void => {
  const found = fault(stream, expected, events);
  if (found !== undefined) throw new MalformedAppendError(found);
  if (new Set(events.map(({ id }) => id)).size < events.length)
    throw new EventIdTakenError('Two events of one append have the same id.');
};
