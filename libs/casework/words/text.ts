/** Half of a pair that stands for one character: what holds one is no Unicode, and no engine keeps it. */
const loneHalf = /\p{Cs}/u;

const control = /\p{Cc}/u;

/** Ends a line though it is no control character. */
const lineEnd = /[\u2028\u2029]/u;

/** Control characters other than those that arrange a text in lines and columns. */
const strange = /(?![\t\n\r])\p{Cc}/u;

/** Letters and signs of fonts that show nothing or no more than a box: blank Braille, the null notehead, "object". */
const blank = /[\u2800\u{1D159}\uFFFC]/gu;

/** What is not drawn, or only on what stands before it. */
const undrawn = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\p{M}]/gu;

/** Whether a text is Unicode in good order. */
export const isUnicode = (text: string): boolean => !loneHalf.test(text);

/** Whether a reader sees anything of a text: a letter, a digit, a sign. */
export const canBeSeen = (text: string): boolean => text.replace(blank, '').replace(undrawn, '') !== '';

/** Whether a text is one line without control characters. */
export const isOneLine = (text: string): boolean => !control.test(text) && !lineEnd.test(text);

/** Whether a text has no control characters but ends of lines and tabs. */
export const isPlain = (text: string): boolean => !strange.test(text);
