import {
  audienceOf,
  caseEvents,
  dictionary,
  holdsRole,
  isSealed,
  tableViewers,
  tellsAboveP1,
  type DictionaryEntry,
  type DictionaryKey,
  type Field,
  type FieldGroup,
  type Fields,
  type Audience,
  type CountryFacts,
  type DeclaredAudience,
  type SealedClass,
  type Sight,
  type Viewer,
} from '#casework';
import { officesFor, type Offices } from './office.js';
import type { Caller } from './token.js';
import { viewerAnywhere, type CaseViewer } from './viewer.js';

/** What a viewer gets of a record, and which of it must stand in the access log before it is given. */
export interface ShownRecord {
  readonly data: Readonly<Record<string, unknown>>;
  /** Fields of P2 and above among `data`, also where reduced. */
  readonly sensitive: readonly { readonly field: string; readonly dataClass: SealedClass }[];
}

export interface Consented {
  /** Whether the person's consent covers this viewer's reading of a field group; false for all where absent. */
  readonly consented?: (group: FieldGroup) => boolean;
  /** Whether the message that brought the record may no longer be used: then nothing of P2 and above is shown. */
  readonly stopped?: boolean;
  /** Whether another country told it: a registry sees of it what it is asked with, and no more (domain.md 4.5). */
  readonly received?: boolean;
  /** What the reader may know of offices; a field that names one is not shown where it is absent. */
  readonly offices?: Offices;
  /** Whether the reader holds no role that counts: then nothing is shown but what every viewer of the case sees. */
  readonly withoutRole?: boolean;
  /** Whether the reader may know of another case that is named; of none where absent. */
  readonly knowsCase?: (caseId: unknown) => boolean;
  /** Whether the viewer's own office recorded it, or works with it: then it sees every operational field. */
  readonly own?: boolean;
  /** Entries that the reader sees as the case owner does; none where absent. */
  readonly needed?: ReadonlySet<DictionaryKey>;
}

/** Groups of domain.md 4.2 and 4.3 that the focal point does not see though the case owner does (4.5a). */
const notForFocalPoint: readonly FieldGroup[] = ['health', 'experience'];

const operationalSight = ({ viewers: seeing, consented }: Field, viewer: Viewer): Sight => {
  if (seeing === 'everyone' || seeing?.includes(viewer)) return 'Y';
  return consented?.includes(viewer) ? 'C' : 'N';
};

/** How a viewer sees a field: by the dictionary, and by the rules of 4.5a for focal point and auditor. */
export const sightOf = (field: Field, viewer: Viewer): Sight => {
  if (viewer === 'AU') return tellsAboveP1(field) ? 'N' : 'Y';
  if (field.entry === undefined) return operationalSight(field, viewer);
  if (viewer === 'FP')
    return notForFocalPoint.includes(field.group) || field.entry === 'exclusion'
      ? 'N'
      : dictionary[field.entry].viewers.SW;
  return dictionary[field.entry].viewers[viewer];
};

const reduced = (field: Field, value: unknown): unknown => {
  if (field.entry === undefined) return undefined;
  const entry: DictionaryEntry = dictionary[field.entry];
  return entry.reduce?.(value);
};

/** Whether the reader may know the office that what is said is about: the own office wrote it, or it is none of a kind. */
const knowsItsOffice = (office: unknown, { offices, own }: Consented): boolean =>
  own || typeof office !== 'string' || (offices?.known(office) ?? false);

/** What of a value a consent opens: as much as the offices that answer another country's question are asked with. */
const opened = (
  field: Field,
  value: unknown,
  record: Readonly<Record<string, unknown>>,
  received = false,
): unknown => {
  if (field.entry === undefined) return received && field.asked ? field.asked(value) : value;
  const entry: DictionaryEntry = dictionary[field.entry];
  return entry.opens ? entry.opens(value, record) : value;
};

/** What of a value the focal point sees, where the case owner sees all: not what in it is health (domain.md 4.5a). */
const withoutHealth = (field: Field, value: unknown): unknown => {
  if (field.entry === undefined) return value;
  const entry: DictionaryEntry = dictionary[field.entry];
  return entry.withoutHealth ? entry.withoutHealth(value) : value;
};

/** How a viewer sees a field whose record its own office made, or of which its work needs some entries. */
const sightIn = (field: Field, viewer: Viewer, { own, needed }: Pick<Consented, 'own' | 'needed'>): Sight => {
  if (field.entry === undefined) return own ? 'Y' : sightOf(field, viewer);
  return sightOf(field, needed?.has(field.entry) ? 'SW' : viewer);
};

const seen = (
  field: Field,
  value: unknown,
  viewer: Viewer,
  record: Readonly<Record<string, unknown>>,
  { consented, own, knowsCase, needed, received }: Consented,
): unknown => {
  if (field.entry === 'otherCase' && !knowsCase?.(value)) return undefined;
  switch (sightIn(field, viewer, { own, needed })) {
    case 'Y':
      if (received && viewer === 'IM') return opened(field, value, record, received);
      if (field.part && viewer !== 'AU') return field.part(value);
      return viewer === 'FP' && !own ? withoutHealth(field, value) : value;
    case 'C':
      return consented?.(field.group) ? opened(field, value, record, received) : undefined;
    case 'R':
      return reduced(field, value);
    case 'N':
      return undefined;
  }
};

/** The value with the offices in it as the reader may know them: of what it wrote itself, all but the discreet ones. */
const withOfficesAs = ({ namesOffice }: Field, value: unknown, { offices, own }: Consented): unknown => {
  if (offices === undefined) return value;
  if (own) return offices.withoutDiscreet(value);
  return offices.without(namesOffice ? offices.named(value) : value);
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
): ShownRecord => {
  const shown: Record<string, unknown> = {};
  const sensitive: { field: string; dataClass: SealedClass }[] = [];
  for (const [name, field] of Object.entries(definition.fields)) {
    if (data[name] === undefined || (consent.stopped && isSealed(field.dataClass))) continue;
    if (consent.withoutRole && !forEveryViewer(field)) continue;
    if (field.ofOffice && !knowsItsOffice(data[field.ofOffice], consent)) continue;
    const value = seen(field, data[name], viewer, data, consent);
    if (value === undefined || (field.namesOffice && consent.offices === undefined)) continue;
    shown[name] = withOfficesAs(field, value, consent);
    if (isSealed(field.dataClass)) sensitive.push({ field: name, dataClass: field.dataClass });
  }
  return { data: shown, sensitive };
};

/** Who looks: as which kind of office, and which one. */
export interface EventReader {
  readonly viewer: Viewer;
  readonly agency: string;
  /** The kind of office that it is where that is more: so it knows what it recorded, and what concerns its work. */
  readonly kind?: Viewer;
  /** Types that concern its work in this case; none where absent. */
  readonly concerning?: ReadonlySet<string>;
  /** What it may know of other offices. */
  readonly offices: Pick<Offices, 'known' | 'discreet'>;
  /** Whether it may know of a case that a journey's event is about; of none where absent. */
  readonly knowsCase?: (caseId: string) => boolean;
  /** Whether it holds no role that counts: then it knows only of what is P1 by its mere occurrence. */
  readonly withoutRole?: boolean;
}

/** A caller as a reader of a journey's events, with the cases on it that the caller may know of; or of one case's. */
export const eventReader = (
  facts: CountryFacts,
  { actor, agency }: Pick<Caller, 'actor' | 'agency'>,
  knownCases: readonly string[] = [],
  { viewer, concerning }: CaseViewer = viewerAnywhere(agency),
): EventReader => ({
  viewer,
  kind: agency.viewer,
  concerning,
  agency: agency.id,
  offices: officesFor(facts, actor, viewer),
  withoutRole: !holdsRole(facts, actor, 'reader'),
  knowsCase: (caseId) => knownCases.includes(caseId),
});

/** What of an event decides who may know of it. */
export interface Happened {
  readonly audience: Audience;
  /** The office that recorded it. */
  readonly agency: string;
}

interface Declared {
  readonly type?: string;
  readonly audience: DeclaredAudience;
  readonly fields: Fields;
}

const definitions: ReadonlyMap<string, Declared> = new Map(Object.entries(caseEvents));

/** By definition: who sees one of its fields by the dictionary, and so knows that it happened. */
const seers = new WeakMap<Fields, Map<Viewer, boolean>>();

const seesAField = ({ fields }: Declared, viewer: Viewer): boolean => {
  const known = seers.get(fields) ?? new Map<Viewer, boolean>();
  seers.set(fields, known);
  const before = known.get(viewer);
  if (before !== undefined) return before;
  const sees = Object.values(fields).some(
    (field) => field.entry !== undefined && sightOf(field, viewer) !== 'N',
  );
  known.set(viewer, sees);
  return sees;
};

/**
 * Whether a kind of office may know of an event with this audience, whichever office recorded it. Everyone, the focal
 * point too, knows only of what names them: who holds, fears or was denied is not the focal point's to know.
 */
const named = (definition: Declared, audience: Audience, viewer: Viewer): boolean => {
  if (viewer === 'AU') return audience.kind !== 'about_cases';
  switch (audience.kind) {
    case 'involved':
      return true;
    case 'known_to':
      return audience.viewers.includes(viewer) || seesAField(definition, viewer);
    case 'only':
    case 'offices':
      return audience.viewers.includes(viewer);
    case 'part_of':
    case 'about_cases':
      return false;
    case 'like': {
      const other = definitions.get(audience.type);
      return other !== undefined && named(other, audienceOf(other, {}), viewer);
    }
  }
};

/** Whether the office that recorded an event may know of it whatever kind of office it is. */
const toItsOffice = (audience: Audience): boolean => {
  if (audience.kind !== 'like') return audience.kind === 'known_to' || audience.kind === 'offices';
  const other = definitions.get(audience.type);
  return other !== undefined && toItsOffice(audienceOf(other, {}));
};

/** Who did a thing may know of it where it was about an office that is nobody's secret. */
const knowsPart = (office: string, by: string, { agency, offices }: EventReader): boolean =>
  offices.known(office) || (by === agency && !offices.discreet(office));

/** As whom a reader looks at one event. */
const viewerOfEvent = (
  { type = '' }: Declared,
  by: string,
  { viewer, kind = viewer, agency, concerning }: EventReader,
): Viewer => (by === agency || concerning?.has(type) ? kind : viewer);

/** Whether an event is told against the reader's own office, which did not record it. */
const isKeptFrom = ({ audience, agency }: Happened, reader: EventReader): boolean =>
  audience.kind === 'offices' && audience.keptFrom === reader.agency && agency !== reader.agency;

/**
 * Whether a reader may know that an event happened. The auditor alone knows of every event of a case; who holds no role
 * knows of those that are P1 by their mere occurrence.
 */
export const seesEvent = (definition: Declared, happened: Happened, reader: EventReader): boolean => {
  const { audience, agency } = happened;
  const about = audience.kind === 'about_cases' ? audience.caseIds : [];
  if (about.some((id) => reader.knowsCase?.(id) ?? false)) return true;
  if (reader.withoutRole) return audience.kind === 'involved';
  if (isKeptFrom(happened, reader)) return false;
  return (
    named(definition, audience, viewerOfEvent(definition, agency, reader)) ||
    (audience.kind === 'part_of' && knowsPart(audience.office, agency, reader)) ||
    (audience.kind === 'offices' && audience.offices.includes(reader.agency)) ||
    (agency === reader.agency && toItsOffice(audience))
  );
};

/** Whether a kind of office may know of every event of a type, whichever office recorded it. */
export const seesType = (definition: Declared, viewer: Viewer): boolean =>
  named(definition, audienceOf(definition, {}), viewer);
