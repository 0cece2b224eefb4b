import {
  EventIdTakenError,
  MalformedAppendError,
  type AppendResult,
  type Expected,
  type PlacedEvent,
  type StoredEvent,
} from '../port.js';
import { refuseTooLarge, serialised } from '../size.js';
import { refuseMalformed } from '../whole.js';
import { separators } from './append-function.js';

/** One append as it is sent: checked and serialised before it joins a group, so that it can fail alone. */
export interface PreparedAppend {
  readonly stream: string;
  /** Ids, for what may not stand twice in a group. */
  readonly ids: readonly string[];
  /** In the order of `append-function.ts`. */
  readonly text: string;
}

export const prepareAppend = (
  stream: string,
  expected: Expected,
  events: readonly StoredEvent[],
): PreparedAppend => {
  refuseMalformed(stream, expected, events);
  const revision = expected === 'none' ? -1 : expected;
  const texts = events.map(serialised);
  refuseTooLarge(texts);
  const lines = events.map(({ id, type, version }, index) => {
    const parts = texts[index]?.parts ?? [];
    const before = index === 0 ? revision : '';
    return [stream, revision + 1 + index, before, id, type, version, ...parts].join(separators.field);
  });
  return { stream, ids: events.map(({ id }) => id), text: lines.join(separators.event) };
};

export interface VerdictRow {
  readonly stream: string;
  readonly verdict: 'appended' | 'repeated' | 'conflict' | 'taken' | 'malformed';
  readonly at_revision: number | null;
  readonly at_position: string | null;
}

export const resultOf = (row: VerdictRow | undefined): AppendResult => {
  if (!row) throw new Error('The event store gave no verdict on an append.');
  const { verdict, at_revision: revision, at_position: position } = row;
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
    case 'malformed':
      throw new MalformedAppendError('The append would leave a stream that cannot be read whole.');
  }
};

/** The argument of the append function. */
export const appendArgument = (group: readonly PreparedAppend[]): string =>
  group.map(({ text }) => text).join(separators.event);

/** A row of the table as `pg` gives it: bigint as text, json parsed. The columns are named like the fields. */
export type EventRow = PlacedEvent;

export const eventColumns = 'position, id, stream, revision, type, version, open, sealed, meta';
