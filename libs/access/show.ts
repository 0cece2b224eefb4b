import {
  dictionary,
  isSealed,
  tableViewers,
  type DictionaryEntry,
  type Field,
  type FieldGroup,
  type Fields,
  type Audience,
  type SealedClass,
  type Sight,
  type Viewer,
} from '#casework';

/** What a viewer gets of a record, and which of it must stand in the access log before it is given. */
export interface Shown {
  readonly data: Readonly<Record<string, unknown>>;
  /** Fields of P2 and above among `data`, also where reduced. */
  readonly sensitive: readonly { readonly field: string; readonly dataClass: SealedClass }[];
}

export interface Consented {
  /** Whether the person's consent covers this viewer's reading of a field group; false for all where absent. */
  readonly consented?: (group: FieldGroup) => boolean;
  /** Whether the message that brought the record may no longer be used: then nothing of P2 and above is shown. */
  readonly stopped?: boolean;
  /** Whether the reader holds no role that counts: then nothing is shown but what every viewer of the case sees. */
  readonly withoutRole?: boolean;
}

/** Groups of domain.md 4.2 and 4.3 that the focal point does not see though the case owner does (4.5a). */
const notForFocalPoint: readonly FieldGroup[] = ['health', 'experience'];

/** How a viewer sees a field: by the dictionary, and by the rules of 4.5a for focal point and auditor. */
export const sightOf = (field: Field, viewer: Viewer): Sight => {
  if (viewer === 'AU') return isSealed(field.dataClass) ? 'N' : 'Y';
  if (field.entry === undefined) return isSealed(field.dataClass) ? 'N' : 'Y';
  if (viewer === 'FP')
    return notForFocalPoint.includes(field.group) ? 'N' : dictionary[field.entry].viewers.SW;
  return dictionary[field.entry].viewers[viewer];
};

const reduced = (field: Field, value: unknown): unknown => {
  if (field.entry === undefined) return undefined;
  const entry: DictionaryEntry = dictionary[field.entry];
  return entry.reduce?.(value);
};

const seen = (field: Field, value: unknown, viewer: Viewer, { consented }: Consented): unknown => {
  const sight = sightOf(field, viewer);
  switch (sight) {
    case 'Y':
      return value;
    case 'C':
      return consented?.(field.group) ? value : undefined;
    case 'R':
      return reduced(field, value);
    case 'N':
      return undefined;
  }
};

const viewers: readonly Viewer[] = [...tableViewers, 'FP', 'AU'];

/** Whether a field stands in clear and every viewer sees it in full. */
const forEveryViewer = (field: Field): boolean =>
  !isSealed(field.dataClass) && viewers.every((viewer) => sightOf(field, viewer) === 'Y');

/**
 * Reduces the fields of an event or a message to what a viewer may see. What is not declared in the definition, and
 * what has no reducing function where the viewer sees only a reduction, is not shown.
 */
export const show = (
  definition: { readonly fields: Fields },
  data: Readonly<Record<string, unknown>>,
  viewer: Viewer,
  consent: Consented = {},
): Shown => {
  const shown: Record<string, unknown> = {};
  const sensitive: { field: string; dataClass: SealedClass }[] = [];
  for (const [name, field] of Object.entries(definition.fields)) {
    if (data[name] === undefined || (consent.stopped && isSealed(field.dataClass))) continue;
    if (consent.withoutRole && !forEveryViewer(field)) continue;
    const value = seen(field, data[name], viewer, consent);
    if (value === undefined) continue;
    shown[name] = value;
    if (isSealed(field.dataClass)) sensitive.push({ field: name, dataClass: field.dataClass });
  }
  return { data: shown, sensitive };
};

/**
 * Whether a viewer may know that an event of this type happened. The auditor knows of every event; everyone else,
 * the focal point too, of what is for all or names them: who holds, fears or was denied is not the focal point's to know.
 */
export const seesEvent = ({ audience }: { readonly audience: Audience }, viewer: Viewer): boolean =>
  audience === 'involved' || viewer === 'AU' || audience.includes(viewer);
