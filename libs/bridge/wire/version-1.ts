import { z } from 'zod';
import { anyScript, codesTaken } from '#casework';

/*
 * Lists that version 1 closed when it was published: a node that reads no other refuses a message with a word beyond them. They
 * never change; what the rules have learned since is told in the words of then, so that nothing is lost on arrival.
 */

const scripts = ['Thai', 'Mymr', 'Latn', 'Khmr', 'Laoo', 'Hani', 'Kana', 'Arab', 'Rohg', anyScript];

const calendars = [
  ...['gregorian', 'buddhist', 'buddhist_thai', 'buddhist_lao', 'buddhist_khmer', 'sasana', 'myanmar'],
  ...['chinese_lunar', 'vietnamese_lunar', 'islamic', 'meiji', 'taisho', 'showa', 'heisei', 'reiwa'],
];

/** Of a field whose list version 1 closed: the words that it had; undefined of any other field. */
export const wordsOfVersion1 = (schema: z.core.$ZodType): readonly string[] | undefined => {
  if (codesTaken.get(schema)?.codes.includes(anyScript) === true) return scripts;
  return schema instanceof z.ZodEnum && calendars.every((word) => schema.options.includes(word))
    ? calendars
    : undefined;
};

type Fields = Readonly<Record<string, unknown>>;

/** Any other script: the letters are there, and a node that knows more reads its script from them. */
const name = (told: Fields): Fields =>
  typeof told['script'] === 'string' && !scripts.includes(told['script'])
    ? { ...told, script: anyScript }
    : told;

const longest = 300;

/** The date is of the common era in any case; what was written keeps the word for its calendar, where there is room. */
const date = (told: Fields): Fields => {
  const { calendar, asWritten } = told;
  if (typeof calendar !== 'string' || typeof asWritten !== 'string' || calendars.includes(calendar))
    return told;
  const named = `${asWritten} (${calendar})`;
  return { ...told, calendar: 'gregorian', asWritten: named.length > longest ? asWritten : named };
};

const told = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(told);
  return typeof value === 'object' && value !== null ? inVersion1(value as Fields) : value;
};

/** What a payload says, in words of version 1 alone. */
export const inVersion1 = (payload: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(date(name(payload))).map(([field, value]) => [field, told(value)]));
