import { z } from 'zod';
import { anyScript, Script, scriptOf } from './scripts.js';
import { Nationality, StateOfPlace } from './states.js';
import { Code, Day, Line } from './values.js';

export const sources = ['person', 'relative', 'document', 'authority', 'partner_state'] as const;
export const confidences = ['low', 'medium', 'high'] as const;

/** Who said it and how sure its sender holds it to be; a message of before says neither. */
const asHeld = { source: z.enum(sources).optional(), confidence: z.enum(confidences).optional() };
/** A value as a message carries it. */
export type SentValue<V> = V & {
  readonly source?: (typeof sources)[number] | undefined;
  readonly confidence?: (typeof confidences)[number] | undefined;
};

/** One name as a whole: no first or last part is assumed. Any script, emoji and right-to-left text; no control characters. */
export const Name = z.strictObject({
  text: Line,
  script: Script,
  romanisation: Line.optional(),
  kind: z.enum(['legal', 'alias', 'nickname', 'monastic', 'married']),
});
export type Name = z.infer<typeof Name>;

/** In the script of its letters, where a message had no word for that. */
const inItsScript = <N extends Name>(name: N): N =>
  name.script === anyScript ? { ...name, script: scriptOf(name.text) ?? anyScript } : name;

/** A name as a message tells it. */
export const ToldName = Name.overwrite(inItsScript);
export const SentName = Name.extend(asHeld).overwrite(inItsScript);

/** Calendars that people and papers use; `buddhist` is one of which nobody said whose reckoning it is. */
export const calendars = [
  'gregorian',
  'buddhist',
  'buddhist_thai',
  'buddhist_lao',
  'buddhist_khmer',
  'sasana',
  'myanmar',
  'chinese_lunar',
  'vietnamese_lunar',
  'islamic',
  'bengali',
  'nepali',
  'ethiopian',
  'persian',
  'minguo',
  'meiji',
  'taisho',
  'showa',
  'heisei',
  'reiwa',
] as const;

/** A day, month or year of birth in ISO form with the text of the original calendar beside it. */
export const BirthDate = z.strictObject({
  value: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'YYYY, YYYY-MM or YYYY-MM-DD'),
  precision: z.enum(['year', 'month', 'day']),
  calendar: z.enum(calendars),
  asWritten: Line,
  /** The first and the last day that it can mean, where that is no one year, month or day. */
  earliest: Day.optional(),
  latest: Day.optional(),
});
export type BirthDate = z.infer<typeof BirthDate>;
export const SentBirthDate = BirthDate.extend(asHeld);

export const Place = z.strictObject({
  country: StateOfPlace,
  province: Line.optional(),
  district: Line.optional(),
  village: Line.optional(),
  houseNumber: Line.optional(),
  landmark: Line.optional(),
});
export type Place = z.infer<typeof Place>;
export const SentPlace = Place.extend(asHeld);

export const NationalityValue = z.strictObject({
  country: Nationality,
  basis: Line.optional(),
});
export type NationalityValue = z.infer<typeof NationalityValue>;
export const SentNationality = NationalityValue.extend(asHeld);

export const relations = [
  'mother',
  'father',
  'spouse',
  'sibling',
  'child',
  'grandparent',
  'aunt_or_uncle',
  'guardian',
  'other',
] as const;

export const RelativeDetails = z.strictObject({
  age: z.int().min(0).max(130).optional(),
  phone: Line.optional(),
  address: Line.optional(),
  landmark: Line.optional(),
});
export type RelativeDetails = z.infer<typeof RelativeDetails>;

/** A relative as a registry or a tracing office needs them: who, under what name, and where to be found. */
export const SentRelative = z.strictObject({
  relation: z.enum(relations),
  name: ToldName.optional(),
  details: RelativeDetails.optional(),
  source: asHeld.source,
});
export type SentRelative = z.infer<typeof SentRelative>;

export const DocumentClaim = z.strictObject({
  kind: Code,
  number: Line.optional(),
  issuer: Line.optional(),
  issuedOn: Day.optional(),
  validUntil: Day.optional(),
  heldBy: Line.optional(),
  genuine: z.enum(['yes', 'no', 'unknown']).optional(),
});
export type DocumentClaim = z.infer<typeof DocumentClaim>;
export const SentDocument = DocumentClaim.extend(asHeld);

/** Where the picture is kept; the picture itself never stands in the file. */
export const PhotographValue = z.strictObject({ reference: Line, takenOn: Day.optional() });
export type PhotographValue = z.infer<typeof PhotographValue>;

/** What a person needs on the way and in a house (domain.md 4.3); the note says more. */
export const specialNeedCodes = [
  'diet',
  'religion',
  'mobility',
  'wheelchair',
  'interpreter',
  'escort_sex',
  'infant',
  'pregnancy',
  'medication',
  'hearing',
  'sight',
  'other',
] as const;

export const SpecialNeed = z.strictObject({ code: Code, note: Line.optional() });
export type SpecialNeed = z.infer<typeof SpecialNeed>;

export const Background = z.strictObject({
  ethnicity: Line.optional(),
  religion: Line.optional(),
  languagesSpoken: z.array(Code).max(20).optional(),
  languagesRead: z.array(Code).max(20).optional(),
});

/** A value without what a message says about it. */
export const bare = <V extends object>({
  source: _source,
  confidence: _confidence,
  ...value
}: SentValue<V>): V => value as unknown as V;
