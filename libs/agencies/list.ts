import { z } from 'zod';
import { dayIn, type AgencyKind } from '#casework';
import { formOf, type Asking, type Filter } from './filter.js';
import type { Column, Columns } from './frame/columns.js';
import { isSealedColumn, sealedIn, type SealedValue } from './frame/sealed.js';
import { viewId } from './frame/tables.js';
import type { Row, ViewOf } from './frame/view.js';
import { pageOf, type ListedRow } from './page.js';
import { encodeCursor, nothingSealed, pagedBy, viewQuery, type Reader, type ViewQuery } from './query.js';
import type { ShownTo, Subjects } from './subjects.js';

/** What a row of a list is read off. */
export interface Found<C extends Columns, G> extends ShownTo {
  /** The row of the view, as it reads on the day. */
  readonly row: Row<C>;
  /** What the register has of its case or journey. */
  readonly subject: G;
}

/** What a list shows and no column keeps: it follows from the row when that is read. */
export interface ToldField<T> {
  readonly form: z.ZodType;
  readonly read: (found: T) => unknown;
}

/** Shows, in a form, what a function reads off a row. */
export const told = <Z extends z.ZodType, T>(form: Z, read: (found: T) => z.output<Z>): ToldField<T> => ({
  form,
  read,
});

/**
 * A list, declared once: what it shows, in the open and sealed, by what it may be asked, who may ask and where. The columns
 * of its view that are `shown` are shown; its parameters, its place in OpenAPI and its need-to-know follow.
 */
export interface ListDeclaration<C extends Columns, G, F extends string> {
  /** Below /v1; with `:caseId` it is about one case. */
  readonly path: string;
  readonly summary: string;
  readonly kinds: readonly AgencyKind[];
  /** Field that the list is ordered by, then by key; never missing. */
  readonly sort: keyof C & string;
  /** The name under which the key of a row is shown, if it is. */
  readonly key?: string;
  /** What is shown of the case or journey that a row is about. */
  readonly ofSubject?: readonly F[];
  /** Takes the place of columns of the same name. */
  readonly told?: Readonly<Record<string, ToldField<Found<C, G>>>>;
  /** Sealed values that fill no column of their own. */
  readonly sealed?: Readonly<Record<string, (row: Row<C>) => readonly SealedValue[]>>;
  /** Whether what is sealed is shown with a row; it is where nothing is said. */
  readonly opens?: (row: Row<C>) => boolean;
  /** A row as it reads on a day and for a reader. */
  readonly onTheDay?: (row: Row<C>, shown: ShownTo) => Row<C>;
  /** By what one may ask; what stands in the path must be given. */
  readonly filters?: Readonly<Record<string, Filter<keyof C & string>>>;
  /** Conditions over `v`, the rows of the view, and `r`, the register, that hold of every row. */
  readonly where?: (asking: Asking) => readonly string[];
}

const mapped = <V, W>(of: Readonly<Record<string, V>>, to: (value: V, name: string) => W) =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, to(value, name)]));

const chosen = <V>(of: Readonly<Record<string, V>>, fits: (value: V) => boolean) =>
  Object.fromEntries(Object.entries(of).filter(([, value]) => fits(value)));

const isShown = ({ shown }: Column): boolean => shown !== undefined;

/** The calendar day of the reader's clock in the node's country. */
export const todayOf = ({ facts, now }: Reader): string => dayIn(facts.timeZone, now);

/** What a list shows of a row: forms for its description, and values. */
const showing = <C extends Columns, G extends object, F extends keyof G & string>(
  { columns }: ViewOf<C>,
  { fields, idField }: Subjects<G, F>,
  { key, ofSubject = [], told: read = {}, sealed = {}, opens = () => true }: ListDeclaration<C, G, F>,
) => {
  const open = chosen(columns, (column) => isShown(column) && !isSealedColumn(column));
  const closed = chosen(columns, (column) => isShown(column) && isSealedColumn(column));
  const openOf = ofSubject.filter((field) => fields[field] !== 'sealed');
  const closedOf = ofSubject.filter((field) => fields[field] === 'sealed');
  const ids = [idField, key].filter((name) => name !== undefined);
  return {
    item: z.object({
      ...Object.fromEntries(ids.map((name) => [name, z.string()])),
      ...mapped(open, ({ shown, schema }) => shown ?? schema),
      ...Object.fromEntries(openOf.map((field) => [field, fields[field] as z.ZodType])),
      ...mapped(read, ({ form }) => form),
    }),
    names: [...closedOf, ...Object.keys(closed), ...Object.keys(sealed)],
    data: (found: Found<C, G>, place: ListedRow['row']): Record<string, unknown> => ({
      ...(idField === undefined ? {} : { [idField]: place.caseId }),
      ...(key === undefined ? {} : { [key]: place.key }),
      ...mapped(open, (_column, name) => found.row[name]),
      ...Object.fromEntries(openOf.map((field) => [field, found.subject[field]])),
      ...mapped(read, (one) => one.read(found)),
    }),
    sealed: ({ row, subject }: Found<C, G>): Readonly<Record<string, readonly SealedValue[]>> =>
      opens(row)
        ? {
            ...Object.fromEntries(closedOf.map((field) => [field, sealedIn(subject[field])])),
            ...mapped(closed, (_column, name) => sealedIn(row[name])),
            ...mapped(sealed, (values) => values(row)),
          }
        : nothingSealed,
  };
};

/** Makes lists over streams of one kind. None shows what its reader may not know of. */
export const listsOver =
  <G extends object, F extends keyof G & string>(subjects: Subjects<G, F>) =>
  <C extends Columns>(view: ViewOf<C>, declared: ListDeclaration<C, G, F>): ViewQuery => {
    const { path, summary, kinds, sort, ofSubject = [], filters = {}, where = () => [] } = declared;
    const shows = showing(view, subjects, declared);
    const inPath = new Set(path.split('/').filter((part) => part.startsWith(':')));
    return viewQuery({
      ...{ name: viewId(view), path, summary, kinds, item: shows.item, sealed: shows.names },
      params: z.strictObject({
        ...pagedBy(view.columns[sort]?.type === 'timestamptz' ? 'instant' : 'text'),
        ...mapped(filters, (filter, name) => formOf(view.columns, filter, inPath.has(`:${name}`))),
      }),
      views: [view, subjects.register, ...(subjects.beside ? [subjects.beside] : [])],
      run: async ({ pool }, { limit, cursor: after, ...asked }, reader) => {
        const shown = { reader, today: todayOf(reader) };
        const given: Readonly<Record<string, unknown>> = asked;
        const conditions = (asking: Asking): readonly string[] => [
          ...where(asking),
          ...Object.entries(filters).flatMap(([name, filter]) =>
            given[name] === undefined ? [] : [filter.where(given[name], asking)],
          ),
        ];
        const page = await pageOf(pool, subjects, { view, sort, conditions, limit, after }, shown);
        const rows = page.found.map(({ row: place, register, behind }) => {
          const row = view.row.parse(place.fields);
          const subject = subjects.read(register.fields, shown);
          const found = { row: declared.onTheDay?.(row, shown) ?? row, subject, ...shown };
          const about = subjects.about(subject, place.caseId, ofSubject, shown);
          const next = encodeCursor(String(row[sort]), place.key);
          return {
            next,
            row: { ...about, behind, data: shows.data(found, place), sealed: shows.sealed(found) },
          };
        });
        const next = page.more ? rows.at(-1)?.next : undefined;
        return { rows: rows.map(({ row }) => row), ...(next === undefined ? {} : { next }) };
      },
    });
  };
