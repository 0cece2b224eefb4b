import { z } from 'zod';
import type { EventCatalogue, Fields, Full, OpenClass } from '#casework';
import type { PlacedEvent } from '#event-store';
import type { Column, Columns } from './columns.js';

/** The open fields of an event: a projector holds no keys and sees nothing else. */
export type OpenData<F extends Fields> = Pick<
  Full<F>,
  { [K in keyof F]: F[K]['dataClass'] extends OpenClass ? K : never }[keyof F] & keyof Full<F>
>;

/** A placed event of a catalogue: its type known, its open fields typed. */
export type EventOver<E extends EventCatalogue> = {
  [K in keyof E & string]: Omit<PlacedEvent, 'type' | 'open'> & {
    readonly type: K;
    readonly open: OpenData<E[K]['fields']>;
  };
}[keyof E & string];

export type Row<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer S> ? z.output<S> : never;
};

/** A row as it is kept: the fields of its view, and the two that every view has. */
export interface StoredRow {
  readonly key: string;
  readonly caseId: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Which rows of its case an event changes: those with these keys (made where absent), or all that the case has. */
export type Touched = readonly string[] | 'every_row';

/** A read model as a value. Its handler is pure and used alike live and in a rebuild. */
export interface View {
  readonly name: string;
  /** The schema that it stands in: one for each agency. */
  readonly agency: string;
  /** Raised whenever the handler or the columns change: the view is then built anew beside the old one. */
  readonly version: number;
  readonly columns: Columns;
  /** Fields of each index; `key` and `caseId` may be among them. */
  readonly indexes: readonly (readonly string[])[];
  touched(event: PlacedEvent): Touched;
  apply(
    fields: StoredRow['fields'] | undefined,
    event: PlacedEvent,
    key: string,
  ): StoredRow['fields'] | undefined;
}

/** A view together with the form of its rows, for its own query. */
export interface ViewOf<C extends Columns> extends View {
  readonly columns: C;
  readonly row: z.ZodType<Row<C>>;
}

export interface ViewDeclaration<E, C extends Columns> {
  readonly name: string;
  readonly agency: string;
  readonly version: number;
  readonly columns: C;
  readonly indexes?: readonly (readonly ((keyof C & string) | 'key' | 'caseId')[])[];
  readonly touched: (event: E) => Touched;
  /** The row after the event; undefined where there is none, or no longer any. */
  readonly handle: (row: Row<C> | undefined, event: E, key: string) => Row<C> | undefined;
}

/** An event that a view cannot take. The code is P1 and stands in health and beside the rows of the case. */
export class NotTaken extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

const casePrefix = 'case-';

/** The case of a stream, or undefined for a stream of another kind. */
export const caseOfStream = (stream: string): string | undefined =>
  stream.startsWith(casePrefix) ? stream.slice(casePrefix.length) : undefined;

/** The case whose stream an event stands in. */
export const caseIdOf = (event: { readonly stream: string }): string => event.stream.slice(casePrefix.length);

/** Makes views over the events of one catalogue. */
export const viewsOver = <E extends EventCatalogue>(catalogue: E) => {
  const isKnown = (event: PlacedEvent): event is PlacedEvent & EventOver<E> =>
    Object.hasOwn(catalogue, event.type);
  const known = (event: PlacedEvent): EventOver<E> => {
    if (!isKnown(event)) throw new NotTaken('unknown_event_type');
    return event;
  };
  return <const C extends Columns>(declaration: ViewDeclaration<EventOver<E>, C>): ViewOf<C> => {
    const row = z.strictObject(
      Object.fromEntries(Object.entries(declaration.columns).map(([name, { schema }]) => [name, schema])),
    ) as unknown as z.ZodType<Row<C>>;
    return {
      name: declaration.name,
      agency: declaration.agency,
      version: declaration.version,
      columns: declaration.columns,
      indexes: declaration.indexes ?? [],
      row,
      touched: (event) => declaration.touched(known(event)),
      apply: (fields, event, key) => {
        const before = fields === undefined ? undefined : row.parse(fields);
        const after = declaration.handle(before, known(event), key);
        return after === undefined ? undefined : row.parse(after);
      },
    };
  };
};
