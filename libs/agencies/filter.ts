import { z } from 'zod';
import { columnName, type Column, type Columns } from './frame/columns.js';
import { Clean, YesNo, type Reader } from './query.js';

/** Puts a value into the statement and gives its place. */
export type Bind = (value: unknown) => string;

/** What the conditions of a list are written with. */
export interface Asking {
  readonly bind: Bind;
  /** The calendar day of the reader's clock in the node's country. */
  readonly today: string;
  readonly reader: Reader;
}

/** By what one may ask for rows of a list: the form of the parameter, and the condition over `v`, the rows of the view. */
export interface Filter<K extends string = string> {
  /** Where none is given it follows from the column. */
  readonly form?: z.ZodType;
  /** The column that it is about, where it is about one alone. */
  readonly column?: K;
  readonly where: (value: unknown, asking: Asking) => string;
}

/** Rows for which a condition holds. */
export const filter = <Z extends z.ZodType>(
  form: Z,
  where: (value: NonNullable<z.output<Z>>, asking: Asking) => string,
): Filter<never> => ({
  form,
  where: (value, asking) => where(value as NonNullable<z.output<Z>>, asking),
});

/** Rows whose column has the value. */
export const is = <K extends string>(column: K, form?: z.ZodType): Filter<K> => ({
  ...(form ? { form } : {}),
  column,
  where: (value, { bind }) => `v.${columnName(column)} = ${bind(value)}`,
});

/** Rows whose column, a list, holds the value. */
export const holds = <K extends string>(column: K, form: z.ZodType): Filter<K> => ({
  form,
  column,
  where: (value, { bind }) => `v.${columnName(column)} ? ${bind(value)}`,
});

/** The form in which a value of a column is asked for. */
const askedAs = ({ type, schema }: Column): z.ZodType | undefined => {
  const present = schema instanceof z.ZodNullable ? schema.unwrap() : schema;
  if (present instanceof z.ZodEnum) return present;
  switch (type) {
    case 'text':
      return Clean;
    case 'boolean':
      return YesNo;
    case 'date':
      return z.iso.date();
    case 'integer':
    case 'timestamptz':
    case 'jsonb':
      return undefined;
  }
};

/** The form of a filter's parameter. What nobody must give may be left out. */
export const formOf = (columns: Columns, { form, column }: Filter, needed: boolean): z.ZodType => {
  const of = column === undefined ? undefined : columns[column];
  const found = form ?? (of && askedAs(of));
  if (found === undefined) throw new Error(`Say in which form "${column}" is asked for.`);
  return needed || found.safeParse(undefined).success ? found : found.optional();
};
