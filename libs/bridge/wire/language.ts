/** Scripts of ISO 15924 that are told apart: those of the countries with a node and of whom they meet most. */
const scripts = ['Thai', 'Mymr', 'Latn', 'Khmr', 'Laoo', 'Hani', 'Kana', 'Hira', 'Arab', 'Rohg', 'Beng'];
const written = scripts.map((script) => ({ script, letters: new RegExp(`^\\p{Script=${script}}`, 'u') }));

/** Codes, ids, days and instants are in no language. */
const isCode = (text: string): boolean => /^[A-Za-z0-9_.:+-]*$/.test(text);

const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return isCode(value) ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : [];
};

/** The one script of all letters of some words, where there is one that is known. */
const scriptOf = (words: readonly string[]): string | undefined => {
  const letters = words.join('').match(/\p{L}/gu) ?? [];
  return written.find((each) => letters.length > 0 && letters.every((letter) => each.letters.test(letter)))
    ?.script;
};

/**
 * What is known of the language in which the free words of a payload are, as BCP 47 writes it. No file says which it is: it is
 * the script of them all (`und-Thai`), `und` where they are of several or of one that is not known, `zxx` where there are none.
 */
export const languageOf = (payload: unknown): string => {
  const words = wordsIn(payload);
  if (words.length === 0) return 'zxx';
  const script = scriptOf(words);
  return script === undefined ? 'und' : `und-${script}`;
};
