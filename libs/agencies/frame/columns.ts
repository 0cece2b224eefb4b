import { z } from 'zod';

/** A column of a view: its PostgreSQL type, and the form of its value as a handler sees it. */
export interface Column<S extends z.ZodType = z.ZodType> {
  readonly type: 'text' | 'integer' | 'boolean' | 'date' | 'timestamptz' | 'jsonb';
  readonly schema: S;
  readonly nullable: boolean;
  /** The form in which a list shows it, where one does. */
  readonly shown?: z.ZodType;
}

export type Columns = Readonly<Record<string, Column>>;

const column = <S extends z.ZodType>(type: Column['type'], schema: S): Column<S> => ({
  type,
  schema,
  nullable: false,
});

export const text = column('text', z.string());
export const integer = column('integer', z.int());
export const flag = column('boolean', z.boolean());

/** A calendar day, ISO 8601. */
export const day = column('date', z.iso.date());

const inUtcWithMilliseconds = /^.{19}\.\d{3}Z$/;

/** An instant, ISO 8601 in UTC with milliseconds, whatever the zone of what was given or of the database session. */
export const instant = column(
  'timestamptz',
  z.iso
    .datetime({ offset: true })
    .overwrite((value) => (inUtcWithMilliseconds.test(value) ? value : new Date(value).toISOString())),
);

/** One of a few words, kept as text. */
export const oneOf = <const W extends readonly [string, ...string[]]>(words: W) =>
  column('text', z.enum(words));

/** A structured value, kept as jsonb. */
export const json = <S extends z.ZodType>(schema: S): Column<S> => column('jsonb', schema);

/** The same column where the value may be missing. */
export const optional = <S extends z.ZodType>(of: Column<S>): Column<z.ZodNullable<S>> => ({
  type: of.type,
  schema: of.schema.nullable(),
  nullable: true,
});

/** The same column, shown by the list that is made of its view. */
export const shown = <S extends z.ZodType>(of: Column<S>, form: z.ZodType = of.schema): Column<S> => ({
  ...of,
  shown: form,
});

/** `waitingFor` as PostgreSQL writes it: `waiting_for`. */
export const columnName = (field: string): string => {
  const known = columnNames.get(field);
  if (known !== undefined) return known;
  const name = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  columnNames.set(field, name);
  return name;
};

/** Fields are those of the views' declarations: few, and asked for with every row. */
const columnNames = new Map<string, string>();
