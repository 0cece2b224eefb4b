import { z } from 'zod';
import type { EventCatalogue, Fields, Full, OpenClass } from '#casework';
import type { PlacedEvent } from '#event-store';
import type { Column, Columns } from './columns.js';

/** The open fields of an event: a projector holds no keys and sees nothing else. */
export type OpenData<F extends Fields> = Pick<
  Full<F>,
  { [K in keyof F]: F[K]['dataClass'] extends OpenClass ? K : never }[keyof F] & keyof Full<F>
>;

type TypeOf<E extends EventCatalogue> = keyof E & string;

/** A placed event of a type of a catalogue: its open fields typed, the rest sealed as it stands. */
export type EventOf<E extends EventCatalogue, K extends TypeOf<E>> = Omit<PlacedEvent, 'type' | 'open'> & {
  readonly type: K;
  readonly open: OpenData<E[K]['fields']>;
};

export type Row<C extends Columns> = {
  readonly [K in keyof C]: C[K] extends Column<infer S> ? z.output<S> : never;
};

/** A row as it is kept: the fields of its view, and the two that every view has. */
export interface StoredRow {
  /** Unique within its case: a partner state may choose ids, and must not reach another case's row by them. */
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
  /** Over which kind of streams it is. */
  readonly over: StreamKind;
  readonly columns: Columns;
  /** Fields of each index; `key` and `caseId` may be among them. A list (jsonb) alone is found by what it holds. */
  readonly indexes: readonly (readonly string[])[];
  /** Every event makes its rows anew, whatever stood there before, and removes none: they need not be read. */
  readonly anew: boolean;
  /** Types of its catalogue that it has no handler for. */
  readonly passesOver: readonly string[];
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

/** What each event type makes of a row: the row after it, or undefined where there is none or no longer any. */
export type Handlers<E extends EventCatalogue, C extends Columns> = {
  readonly [K in TypeOf<E>]?: (
    row: Row<C> | undefined,
    event: EventOf<E, K>,
    key: string,
  ) => Row<C> | undefined;
};

export interface ViewDeclaration<E extends EventCatalogue, C extends Columns> {
  readonly name: string;
  readonly agency: string;
  readonly version: number;
  readonly columns: C;
  readonly indexes?: readonly (readonly ((keyof C & string) | 'key' | 'caseId')[])[];
  /** Rows that an event with a handler touches; one row a case, under the case's id, where nothing is said. */
  readonly keysOf?: (event: EventOf<E, TypeOf<E>>) => Touched;
  /** Whether who the row is kept for may know of an event: the row is the same with and without any other. */
  readonly isTold?: (event: EventOf<E, TypeOf<E>>, key: string) => boolean;
  /** Every event makes its rows anew, whatever stood there before, and removes none. */
  readonly anew?: true;
  readonly on: Handlers<E, C>;
}

/** An event that a view cannot take. The code is P1 and stands in health and beside the rows of the case. */
export class NotTaken extends Error {
  constructor(readonly reason: string) {
    super(reason);
  }
}

/** Kinds of streams that views are made over. */
export type StreamKind = 'case' | 'journey';

const kinds = ['case', 'journey'] as const satisfies readonly StreamKind[];

/** Whether a view is made over a stream. */
export const isOver = ({ over }: Pick<View, 'over'>, { stream }: Pick<PlacedEvent, 'stream'>): boolean =>
  stream.startsWith(`${over}-`);

/** The case or journey of a stream, under whose id its rows stand, or undefined for a stream of another kind. */
export const caseOfStream = (stream: string): string | undefined => {
  const kind = kinds.find((one) => stream.startsWith(`${one}-`));
  return kind && stream.slice(kind.length + 1);
};

/** The case or journey whose stream an event stands in. */
export const caseIdOf = (event: { readonly stream: string }): string =>
  event.stream.slice(event.stream.indexOf('-') + 1);

/** One row for each value of an open field, such as a request's id; events of the types named touch every row of their case. */
export const keyedBy =
  (field: string, ...everyRow: readonly string[]) =>
  (event: { readonly type: string; readonly open: Readonly<Record<string, unknown>> }): Touched => {
    if (everyRow.includes(event.type)) return 'every_row';
    const key = event.open[field];
    if (typeof key !== 'string') throw new NotTaken('key_missing');
    return [key];
  };

/** Makes views over streams of one kind, by the catalogue of their events. */
export const viewsOver = <E extends EventCatalogue>(catalogue: E, over: StreamKind = 'case') => {
  const isKnown = (event: PlacedEvent): event is PlacedEvent & EventOf<E, TypeOf<E>> =>
    Object.hasOwn(catalogue, event.type);
  const known = (event: PlacedEvent): EventOf<E, TypeOf<E>> => {
    if (!isKnown(event)) throw new NotTaken('unknown_event_type');
    return event;
  };
  return <C extends Columns>(declaration: ViewDeclaration<E, C>): ViewOf<C> => {
    const { name, agency, version, columns, indexes = [], isTold, on } = declaration;
    const keysOf = declaration.keysOf ?? ((event) => [caseIdOf(event)]);
    const row = z.strictObject(
      Object.fromEntries(Object.entries(columns).map(([field, { schema }]) => [field, schema])),
    ) as unknown as z.ZodType<Row<C>>;
    const parsed = new WeakMap<object, Row<C>>();
    /** The row in its form; what came out of here before is not looked at again. */
    const parsedOnce = (fields: object): Row<C> => {
      const earlier = parsed.get(fields);
      if (earlier) return earlier;
      const fresh = row.parse(fields);
      parsed.set(fresh, fresh);
      return fresh;
    };
    const handle = <K extends TypeOf<E>>(
      before: Row<C> | undefined,
      event: EventOf<E, K>,
      key: string,
    ): Row<C> | undefined => {
      const handler = on[event.type];
      const passedOver = handler === undefined || isTold?.(event, key) === false;
      return passedOver ? before : handler(before, event, key);
    };
    return {
      name,
      agency,
      version,
      over,
      columns,
      indexes,
      anew: declaration.anew ?? false,
      passesOver: Object.keys(catalogue).filter((type) => !Object.hasOwn(on, type)),
      row,
      touched: (event) => {
        if (event.notAuthentic || !isOver({ over }, event)) return [];
        const placed = known(event);
        if (on[placed.type] === undefined) return [];
        if (event.unreadable) throw new NotTaken('unreadable_event');
        return keysOf(placed);
      },
      apply: (fields, event, key) => {
        const before = fields === undefined ? undefined : parsedOnce(fields);
        const after = handle(before, known(event), key);
        if (after === before) return fields;
        return after === undefined ? undefined : parsedOnce(after);
      },
    };
  };
};
