import { scriptOf } from '#casework';

/** Codes, ids, days and instants are in no language. */
const isCode = (text: string): boolean => /^[A-Za-z0-9_.:+-]*$/.test(text);

const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return isCode(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
};

/**
 * What is known of the language in which the free words of a payload are, as BCP 47 writes it. No file says which it is: it is
 * the script of them all (`und-Thai`), `und` where they are of several or of one that is not known, `zxx` where there are none.
 */
export const languageOf = (payload: unknown): string => {
  const words = wordsIn(payload);
  if (words.length === 0) return 'zxx';
  const script = scriptOf(words.join(''));
  return script === undefined ? 'und' : `und-${script}`;
};
