import type { z } from 'zod';
import { dictionary, type DictionaryEntry, type DictionaryKey, type FieldGroup } from './dictionary.js';
import { isSealed, type DataClass, type OpenClass } from './data-class.js';
import type { Viewer } from './viewer.js';

/** One field of an event or a message: its form, its data class, whose data it is, and its dictionary entry. */
export interface Field<S extends z.ZodType = z.ZodType, C extends DataClass = DataClass> {
  readonly schema: S;
  readonly dataClass: C;
  /** What the dictionary says of it; absent for an operational field. */
  readonly entry?: DictionaryKey;
  /** Who sees an operational field; absent where the dictionary says it. */
  readonly viewers?: Viewers;
  /** Who sees an operational field with the person's consent to its group. */
  readonly consented?: readonly Viewer[];
  /** What of an operational field is seen of what another country told for its question; all where absent. */
  readonly asked?: (value: unknown) => unknown;
  /** What of an operational field is seen by everybody but the auditor, who sees the whole; all where absent. */
  readonly part?: (value: unknown) => unknown;
  /** What a clause must name before a message may carry the field. */
  readonly group: FieldGroup;
  /** 'person', or the name of the field of the same record that holds the data subject's id. */
  readonly subject: string;
  /** The value names an office of the own country, or several: by its kind to who may not know it. */
  readonly namesOffice?: true;
  /** The field of the same record with the office that the value is about: shown to who may know that office. */
  readonly ofOffice?: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** Who sees a field of those who may know of its event. The office that recorded an event sees what it wrote. */
export type Viewers = 'everyone' | readonly Viewer[];

/** Whoever may know of the event sees the field. */
export const everyone: Viewers = 'everyone';

/** A P1 field: operational and pseudonymous, stored in clear. There is no default for who sees it. */
export const operational = <S extends z.ZodType>(
  schema: S,
  viewers: Viewers,
  group: FieldGroup = 'reference',
): Field<S, 'P1'> => ({
  schema,
  dataClass: 'P1',
  viewers,
  group,
  subject: 'person',
});

/**
 * A field of the data dictionary (domain.md 4): class, field group and who may see it come from its entry.
 * `of` names the field holding the data subject's id where that is not the survivor (a relative, a guardian).
 */
export const personal = <K extends DictionaryKey, S extends z.ZodType>(
  entry: K,
  schema: S,
  { of = 'person' }: { of?: string } = {},
): Field<S, (typeof dictionary)[K]['dataClass']> => ({
  schema,
  dataClass: dictionary[entry].dataClass,
  entry,
  group: dictionary[entry].group,
  subject: of,
});

/** A field in clear that some see only with the person's consent to its group, as they see what it belongs to. */
export const withConsent = <F extends Field>(field: F, ...consented: readonly Viewer[]): F => ({
  ...field,
  consented,
});

/** A field in clear of which only part is seen of what another country told for its question. */
export const askedWith = <F extends Field>(field: F, asked: (value: unknown) => unknown): F => ({
  ...field,
  asked,
});

/** A field in clear of which the auditor sees the whole, and everybody else a part. */
export const partly = <F extends Field>(field: F, part: (value: unknown) => unknown): F => ({
  ...field,
  part,
});

/** A field whose value is an office's code, a list of them, or something with one as its `agency`. */
export const naming = <F extends Field>(field: F): F & { readonly namesOffice: true } => ({
  ...field,
  namesOffice: true,
});

/** A field that says something of the office that another field of the record names. */
export const ofOffice = <F extends Field>(field: F, office: string): F => ({ ...field, ofOffice: office });

type Shape<F extends Fields> = { [K in keyof F]: F[K]['schema'] };

/** All fields with their values. */
export type Full<F extends Fields> = z.infer<z.ZodObject<Shape<F>>>;

type OpenKeys<F extends Fields> = {
  [K in keyof F]: F[K]['dataClass'] extends OpenClass ? K : never;
}[keyof F];

/** What is sure to be readable later: open fields as they are, sealed ones perhaps absent (no key, erased). */
export type Kept<F extends Fields> = Pick<Full<F>, OpenKeys<F> & keyof Full<F>> &
  Partial<Omit<Full<F>, OpenKeys<F> & keyof Full<F>>>;

/** Whether what a field tells is above P1, though it may stand in clear. */
export const tellsAboveP1 = ({ dataClass, entry }: Pick<Field, 'dataClass' | 'entry'>): boolean => {
  const declared: DictionaryEntry | undefined = entry && dictionary[entry];
  return isSealed(dataClass) || isSealed(declared?.tells ?? dataClass);
};

/** Fields that the auditor is not shown: what is sealed, and what tells as much. */
export const fieldsAboveP1 = (fields: Fields): string[] =>
  Object.keys(fields).filter((name) => tellsAboveP1(fields[name]!));
