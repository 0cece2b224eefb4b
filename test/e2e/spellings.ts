const scheme = 'bearer';
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** All ways to spell `Bearer` in capitals and small letters. */
const schemes = Array.from({ length: 2 ** scheme.length }, (_, bits) =>
  [...scheme].map((letter, place) => ((bits >> place) & 1 ? letter.toUpperCase() : letter)).join(''),
);

/** A token with each of the sixteen last letters that stand for the same signature: of the last, four bits say nothing. */
const endings = (token: string): readonly string[] => {
  const last = alphabet.indexOf(token.at(-1) ?? '');
  return Array.from(
    { length: 16 },
    (_, spare) => `${token.slice(0, -1)}${alphabet[(last & 0b110000) | spare]}`,
  );
};

/** Every header `Authorization` that says the same as one token. */
export const spellingsOf = (token: string): readonly string[] =>
  endings(token).flatMap((spelled) => schemes.map((spelling) => `${spelling} ${spelled}`));
