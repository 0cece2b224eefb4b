import { z } from 'zod';
import { Place } from './person.js';
import { isState } from './states.js';
import { isParent, toTheVillage } from './registry-needs.js';

/*
 * The reducing functions of domain.md 4.5a: what a reader with R sees of a value, never the value itself. Each takes any
 * stored value, because old events may hold older forms; what it does not understand it does not show.
 */

const text = (value: unknown): string | undefined =>
  z.string().safeParse(value).data ?? z.object({ text: z.string() }).safeParse(value).data?.text;

/** Vowel signs that are written before the consonant after which they are spoken, in Thai and Lao. */
const writtenBefore = /[เ-ไເ-ໄ]/u;

/** Shown instead of the initial of a name that is nothing but that. */
const noInitial = '…';

/** A first letter without its marks, and a stop, where the name has more than that. */
const initial = (name: string): string => {
  const whole = name.normalize('NFC').trim();
  const first = [...whole].find((letter) => /\p{L}/u.test(letter) && !writtenBefore.test(letter));
  return first === undefined || `${first}.`.includes(whole) ? noInitial : `${first}.`;
};

/** A name's initial; for a list of names, each. */
export const initialsOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(initialsOf).filter((item) => item !== undefined);
  const name = text(value);
  return name === undefined || name.trim() === '' ? undefined : initial(name);
};

/** A guardian's initial. */
export const guardianOf = (value: unknown): unknown => {
  const name = initialsOf(z.object({ name: z.unknown() }).safeParse(value).data?.name);
  return name === undefined ? undefined : { name };
};

/** A relative's initial; of details and of what may be told to the family only that there are some. */
export const relativeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return { count: value.length };
  if (z.object({ text: z.string() }).safeParse(value).success) return initialsOf(value);
  return value === undefined || value === null ? undefined : { recorded: true };
};

const Doubtful = z.object({ earliest: z.string(), latest: z.string() });

/** The year of an ISO date or of a {value} with one, where more than the year is known; both years of one in doubt. */
export const yearOf = (value: unknown): unknown => {
  const doubtful = Doubtful.safeParse(value).data;
  if (doubtful && doubtful.earliest.slice(0, 4) !== doubtful.latest.slice(0, 4))
    return `${doubtful.earliest.slice(0, 4)}/${doubtful.latest.slice(0, 4)}`;
  const date =
    z.string().safeParse(value).data ?? z.object({ value: z.string() }).safeParse(value).data?.value;
  return /^\d{4}/.exec(date ?? '')?.[0];
};

/** Country and province of a place, nothing nearer. */
export const provinceOf = (value: unknown): unknown => {
  const place = z
    .object({ country: z.string().optional(), province: z.string().optional() })
    .safeParse(value).data;
  return place && (place.country ?? place.province)
    ? { country: place.country, province: place.province }
    : undefined;
};

/** In which languages to speak with the person; neither ethnicity nor religion. */
export const languagesOf = (value: unknown): unknown => {
  const languages = z.object({ languagesSpoken: z.array(z.string()) }).safeParse(value).data?.languagesSpoken;
  return languages === undefined ? undefined : { languages };
};

/** Which country is claimed, or that an authority found something; neither on what basis nor that no state is. */
export const claimedCountryOf = (value: unknown): unknown => {
  const country = z.object({ country: z.string() }).safeParse(value).data?.country;
  if (isState(country)) return { claimed: country };
  return value === undefined || value === null ? undefined : { recorded: true };
};

const Document = z.object({ kind: z.string().optional(), validUntil: z.string().optional() });

/** Kinds of documents and until when they are valid, without their numbers. */
export const documentsOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(documentsOf).filter((item) => item !== undefined);
  const document = Document.safeParse(value).data;
  return document && { recorded: true, kind: document.kind, validUntil: document.validUntil };
};

/** A place as far as a question of nationality carries it. */
export const villageOf = (value: unknown): unknown => {
  const place = Place.safeParse(value).data;
  return place && toTheVillage(place);
};

/** The name of a parent, which is all that they are asked with of the family; `record` says whose it is. */
export const parentOf = (value: unknown, { relation }: Readonly<Record<string, unknown>>): unknown => {
  const isName = typeof value === 'object' && value !== null && 'text' in value;
  return isName && isParent(relation) ? value : undefined;
};
