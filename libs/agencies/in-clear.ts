import { z } from 'zod';
import {
  caseEvents,
  emptyFile,
  evolveParts,
  records,
  type FilePart,
  type Parts,
  type RecordedCaseEvent,
} from '#casework';
import type { CaseEvent } from './case-view.js';
import { json, type Column, type Columns } from './frame/columns.js';
import type { Handlers, Row } from './frame/view.js';

/**
 * An event as the fold of a file takes it, by its open fields: sealed ones are absent, as they are in every file where a
 * key is missing.
 */
export const inClear = ({ type, open, meta, id, revision, stream }: CaseEvent): RecordedCaseEvent =>
  ({ type, data: open, meta: { ...meta, eventId: id, revision, streamId: stream } }) as RecordedCaseEvent;

export type InClear<P extends FilePart> = Pick<Parts, P>;

interface PartsInClear<P extends FilePart> {
  /** A column that holds them. */
  readonly column: Column<z.ZodType<InClear<P>>>;
  readonly none: InClear<P>;
  readonly after: (parts: InClear<P>, event: CaseEvent) => InClear<P>;
}

/**
 * Parts of a file as a row keeps them, by the fold of the rules themselves: what a list shows is read off them by the same
 * functions as off the file, so that the two cannot come to say different things.
 */
export const partsInClear = <P extends FilePart>(names: readonly P[]): PartsInClear<P> => {
  const empty = emptyFile('');
  return {
    column: json(z.custom<InClear<P>>((value) => typeof value === 'object' && value !== null)),
    none: Object.fromEntries(names.map((name) => [name, empty[name]])) as unknown as InClear<P>,
    after: (parts, event) => evolveParts(names, parts, inClear(event)),
  };
};

type Handler<C extends Columns> = (row: Row<C> | undefined, event: CaseEvent) => Row<C> | undefined;

/** One handler for some types. */
export const onThese = <C extends Columns>(
  types: readonly string[],
  handler: Handler<C>,
): Handlers<typeof caseEvents, C> => Object.fromEntries(types.map((type) => [type, handler]));

/** Types of events that some parts of a file hear. */
export const typesHeardBy = (names: readonly FilePart[]): readonly string[] => [
  ...new Set(names.flatMap((name) => Object.keys({ ...records[name].events, ...records[name].hears }))),
];

/** One handler for whatever happens in a case: what the fold of the file hears, the row hears. */
export const onEvery = <C extends Columns>(handler: Handler<C>): Handlers<typeof caseEvents, C> =>
  onThese(Object.keys(caseEvents), handler);
