import { z } from 'zod';

/*
 * The reducing functions of domain.md 4.5a: what a reader with R sees of a value. Each takes any stored value,
 * because old events may hold older forms; what it does not understand it does not show.
 */

const Named = z.object({ text: z.string().min(1) });

/** A name's first letter, whole grapheme, and a stop; for a list of names, each. */
export const initialsOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(initialsOf).filter((item) => item !== undefined);
  const text = typeof value === 'string' ? value : Named.safeParse(value).data?.text;
  if (!text) return undefined;
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.trim());
  return first ? `${first.segment}.` : undefined;
};

/** The year of an ISO date or of a {value} with one. */
export const yearOf = (value: unknown): unknown => {
  const text =
    typeof value === 'string' ? value : z.object({ value: z.string() }).safeParse(value).data?.value;
  return /^\d{4}/.exec(text ?? '')?.[0];
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

/** The level of a risk assessment without its reasons. */
export const levelOf = (value: unknown): unknown => {
  const level = z.object({ level: z.string() }).safeParse(value).data?.level;
  return level ? { level } : undefined;
};

/** How many entries a list has, without the entries. */
export const bandOf = (value: unknown): unknown =>
  Array.isArray(value) ? { count: value.length } : undefined;

/** Until which day a hold, as placed or as reviewed, keeps somebody; neither by whom nor why. */
export const untilOf = (value: unknown): unknown => {
  const until = z.object({ until: z.iso.date() }).safeParse(value).data?.until;
  return until === undefined ? undefined : { until };
};
