import type { Json } from './references.js';

/** How a value differs from what was asked for, as sentences that each name the place; none where it fits. */
export type Differences = readonly string[];

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const question = (
  wanted: Readonly<Record<string, unknown>>,
  found: unknown,
  place: string,
): Differences | undefined => {
  const [key, ...more] = Object.keys(wanted);
  if (key === undefined || more.length > 0) return undefined;
  const asked = wanted[key];
  if (key === '$exists') return found === undefined ? [`${place} is missing`] : [];
  if (key === '$absent')
    return found === undefined ? [] : [`${place} is ${shown(found)}, and must be absent`];
  if (key === '$count') {
    const count = Array.isArray(found) ? found.length : undefined;
    return count === asked ? [] : [`${place} has ${count ?? 'no'} entries, not ${shown(asked)}`];
  }
  if (key === '$matches') {
    const fits = typeof found === 'string' && typeof asked === 'string' && new RegExp(asked, 'u').test(found);
    return fits ? [] : [`${place} is ${shown(found)}, which does not match ${shown(asked)}`];
  }
  return undefined;
};

const within = (wanted: readonly Json[], found: unknown, place: string): Differences => {
  if (!Array.isArray(found)) return [`${place} is ${shown(found)}, not a list`];
  return wanted.flatMap((entry) => {
    const each = found.map((item) => differences(entry, item, place));
    if (each.some((list) => list.length === 0)) return [];
    const [nearest] = each.toSorted((a, b) => a.length - b.length);
    return [
      `${place} has no entry like ${shown(entry)} among its ${found.length}` +
        (nearest ? ` (nearest: ${nearest.join('; ')})` : ''),
    ];
  });
};

/**
 * Compares a value with what was asked for: a record must have the named fields, a list must have an entry for each
 * wanted one in any order, anything else must be equal. `{$exists: true}`, `{$absent: true}`, `{$count: n}` and
 * `{$matches: pattern}` ask for less.
 */
export const differences = (wanted: Json, found: unknown, place = 'the answer'): Differences => {
  if (Array.isArray(wanted)) return within(wanted, found, place);
  if (isRecord(wanted)) {
    const asked = question(wanted, found, place);
    if (asked) return asked;
    if (!isRecord(found)) return [`${place} is ${shown(found)}, not a record`];
    return Object.entries(wanted).flatMap(([key, value]) =>
      differences(value, found[key], place === 'the answer' ? key : `${place}.${key}`),
    );
  }
  return wanted === found ? [] : [`${place} is ${shown(found)}, not ${shown(wanted)}`];
};
