import type { Name } from './person.js';
import { inLatinDigits } from './digits.js';
import { folded } from './same-code.js';

/** Vowels that look like one and are often typed as two: Thai แ and Lao ແ. */
const asOne: readonly (readonly [RegExp, string])[] = [
  [/\u0e40\u0e40/g, '\u0e41'],
  [/\u0ec0\u0ec0/g, '\u0ec1'],
];

/** A letter with all that is written over, under and around it; a stacked letter of Myanmar or Khmer counts as a mark. */
const cluster = /(\P{M})((?:[\u1039\u17d2]\p{L}|\p{M})+)/gu;
const mark = /[\u1039\u17d2]\p{L}|\p{M}/gu;

const inOneOrder = (text: string): string =>
  text.replace(
    cluster,
    (_all, letter: string, marks: string) => letter + (marks.match(mark) ?? []).toSorted().join(''),
  );

/** Between the letters of a name: white space, hyphens, points, apostrophes, the Arabic stretch. */
const between = /[\p{White_Space}\p{P}\u0640]/gu;

/**
 * The one form in which the names of people are compared; they are kept as they were given. Two texts that a person
 * reads as the same are the same: marks in another order (canonical order leaves those of Myanmar, Khmer, Lao and Thai
 * as they were typed), what cannot be seen, composed or not, width, capitals, digits, and what stands between letters.
 */
export const nameKey = (text: string): string => {
  const plain = asOne.reduce((written, [two, one]) => written.replace(two, one), inLatinDigits(folded(text)));
  const key = inOneOrder(plain.replace(between, ''));
  return key === '' ? folded(text) : key;
};

/** Whether a person reads two texts as the same. */
export const sameText = (one: string, other: string): boolean => nameKey(one) === nameKey(other);

/** Every form under which a name can be met: as it is written, and in Latin letters. */
export const nameKeys = ({ text, romanisation }: Pick<Name, 'text' | 'romanisation'>): readonly string[] => [
  nameKey(text),
  ...(romanisation === undefined ? [] : [nameKey(romanisation)]),
];

/** A value in which every text is in its one form and nothing is undefined, with its fields in one order. */
const comparable = (value: unknown): unknown => {
  if (typeof value === 'string') return nameKey(value);
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => [name, comparable(part)]);
};

/** Whether two claimed values (a place, a document, what is known of a relative) say the same. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
