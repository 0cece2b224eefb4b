/** Invisible in a text, or of no meaning in it: joiners, variation selectors, soft hyphens, marks of direction. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;

/** A text without what cannot be seen, without width and capitals. */
export const folded = (text: string): string =>
  text
    .replace(unseen, '')
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(unseen, '');

/**
 * The one form in which codes that no list holds are compared (a pseudonym, an interpreter): what differs only in
 * capitals, width or what cannot be seen is the same, so that an exclusion is not evaded by another spelling.
 */
export const codeKey = (code: string): string => folded(code).replace(/\p{White_Space}/gu, '');

/** Whether two codes name the same. */
export const sameCode = (one: string, other: string): boolean => codeKey(one) === codeKey(other);
