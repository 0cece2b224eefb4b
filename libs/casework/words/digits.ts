const isDigit = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** The value of a decimal digit of any script: digits stand in runs of ten, from zero on. */
const valueOf = (digit: string): number => {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (first > 0 && isDigit(first - 1)) first -= 1;
  return (code - first) % 10;
};

/** A text with the decimal digits of every script (Thai, Myanmar, Khmer, Lao, Arabic, full width …) as Latin ones. */
export const inLatinDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => String(valueOf(digit)));
