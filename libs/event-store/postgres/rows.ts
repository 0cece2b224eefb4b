import {
  EventIdTakenError,
  type AppendResult,
  type Expected,
  type PlacedEvent,
  type StoredEvent,
} from '../port.js';
import { int4Array, jsonArray, textArray, uuidArray } from './binary-array.js';

/** One append as it is sent: checked and serialised before it joins a group, so that it can fail alone. */
export interface PreparedAppend {
  readonly stream: string;
  /** -1 for `none`. */
  readonly expected: number;
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly version: number;
    readonly open: string;
    readonly sealed: string;
    readonly meta: string;
  }[];
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const largestRevision = 2 ** 31 - 1;

export const prepareAppend = (
  stream: string,
  expected: Expected,
  events: readonly StoredEvent[],
): PreparedAppend => {
  if (stream === '' || stream.includes('\0')) throw new Error('A stream needs a name without NUL.');
  if (events.length === 0) throw new Error('An append needs at least one event.');
  const revision = expected === 'none' ? -1 : expected;
  if (
    !Number.isInteger(revision) ||
    (expected !== 'none' && revision < 0) ||
    revision + events.length > largestRevision
  )
    throw new Error('The expected revision is "none" or an integer from 0.');
  if (new Set(events.map(({ id }) => id)).size < events.length)
    throw new EventIdTakenError('Two events of one append have the same id.');
  return {
    stream,
    expected: revision,
    events: events.map(({ id, type, version, open, sealed, meta }) => {
      if (!uuid.test(id)) throw new Error('An event id is a UUID in lower case.');
      return {
        id,
        type,
        version,
        open: JSON.stringify(open),
        sealed: JSON.stringify(sealed),
        meta: JSON.stringify(meta),
      };
    }),
  };
};

export interface VerdictRow {
  readonly verdict: 'appended' | 'repeated' | 'conflict' | 'taken';
  readonly at_revision: number | null;
  readonly at_position: string | null;
}

export const resultOf = ({
  verdict,
  at_revision: revision,
  at_position: position,
}: VerdictRow): AppendResult => {
  switch (verdict) {
    case 'appended':
    case 'repeated':
      if (revision === null || position === null) throw new Error('The event store gave an append no place.');
      return { ok: true, revision, position, repeated: verdict === 'repeated' };
    case 'conflict':
      return {
        ok: false,
        reason: 'wrong_revision',
        current: revision === null || revision === -1 ? 'none' : revision,
      };
    case 'taken':
      throw new EventIdTakenError('An event of this append has an id that already stands in the store.');
  }
};

/** The arguments of the append function, in its order. */
export const appendArguments = (group: readonly PreparedAppend[]): Buffer[] => {
  const rows = group.flatMap(({ stream, expected, events }, index) =>
    events.map((event, place) => ({ ...event, owner: index + 1, stream, revision: expected + 1 + place })),
  );
  return [
    textArray(group.map(({ stream }) => stream)),
    int4Array(group.map(({ expected }) => expected)),
    int4Array(group.map(({ events }) => events.length)),
    int4Array(rows.map(({ owner }) => owner)),
    uuidArray(rows.map(({ id }) => id)),
    textArray(rows.map(({ stream }) => stream)),
    int4Array(rows.map(({ revision }) => revision)),
    textArray(rows.map(({ type }) => type)),
    int4Array(rows.map(({ version }) => version)),
    jsonArray(rows.map(({ open }) => open)),
    jsonArray(rows.map(({ sealed }) => sealed)),
    jsonArray(rows.map(({ meta }) => meta)),
  ];
};

/** A row of the table as `pg` gives it: bigint as text, json parsed. The columns are named like the fields. */
export type EventRow = PlacedEvent;

export const eventColumns = 'position, id, stream, revision, type, version, open, sealed, meta';
