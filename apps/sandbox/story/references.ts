import { z } from 'zod';

export type Json = z.infer<ReturnType<typeof z.json>>;
export type Values = Readonly<Record<string, Json>>;

const reference = /\$\{([^}]*)\}/g;

/** Thrown where a story refers to a value that nobody has given. */
export class UnknownValue extends Error {}

/** What is written between `${` and `}` anywhere in a value. */
export const referencesIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [...value.matchAll(reference)].map(([, name = '']) => name.trim());
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(referencesIn);
  return [];
};

/** `name`, or `name[field=value, other.field=value]`: the last entry of a list with these values. */
const segment = /([^.[\]]+)(?:\[([^\]]*)\])?/g;

const child = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

/** The value at a path such as `items.0.caseId` or `events[type=ConsentGiven].data.consentId`, or nothing. */
export const valueAt = (value: unknown, path: string): unknown => {
  let found = value;
  for (const [, key = '', conditions] of path.matchAll(segment)) {
    found = child(found, key);
    if (conditions === undefined) continue;
    const wanted = conditions.split(',').map((condition) => condition.split('=').map((part) => part.trim()));
    found = Array.isArray(found)
      ? found.findLast((entry) => wanted.every(([field = '', is]) => String(valueAt(entry, field)) === is))
      : undefined;
  }
  return found;
};

const lookUp = (path: string, values: Values): Json => {
  const found = z.json().safeParse(valueAt(values, path));
  if (found.success) return found.data;
  throw new UnknownValue(`\${${path}} is not known here; known are ${Object.keys(values).sort().join(', ')}`);
};

const filledText = (text: string, values: Values): Json => {
  const [whole] = text.matchAll(reference);
  if (whole?.[0] === text) return lookUp((whole[1] ?? '').trim(), values);
  return text.replace(reference, (_all, path: string) => {
    const value = lookUp(path.trim(), values);
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
};

/** A value with every reference put in; a text that is nothing but a reference becomes the value, whatever its type. */
export const filled = (value: Json, values: Values): Json => {
  if (typeof value === 'string') return filledText(value, values);
  if (Array.isArray(value)) return value.map((item) => filled(item, values));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]));
  return value;
};

/** A text with every reference put in. */
export const filledIn = (text: string, values: Values): string => {
  const value = filled(text, values);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** The values with one more at a path; what stands beside it stays. */
export const withValue = (values: Values, path: string, value: Json): Values => {
  const [first = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...values, [first]: value };
  const before = values[first];
  const inner = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
  return { ...values, [first]: { ...withValue(inner, rest.join('.'), value) } };
};
