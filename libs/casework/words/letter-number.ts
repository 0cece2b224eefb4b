import { z } from 'zod';

/** Digits that are not taken for each other when they are read off paper or told by telephone. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const weights = [1, 3, 5, 7, 9, 11, 13, 15];

/** The digit that tells a number from one in which a digit was mistaken for another. */
const checkDigit = (written: string): string => {
  const sum = [...written].reduce((so, digit, at) => so + digits.indexOf(digit) * (weights[at] ?? 1), 0);
  return digits.charAt(sum % digits.length);
};

const form = new RegExp(`^[A-Z]{2}-[A-Z]{2}-([${digits}]{4})-([${digits}]{4})([${digits}])$`);

const isWhole = (number: string): boolean => {
  const [, first = '', second = '', check] = form.exec(number) ?? [];
  return checkDigit(first + second) === check;
};

/** The number of a message on paper, printed on every sheet: `TH-CN-CJ7R-QQM1C`. */
export const LetterNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(form, 'the number of a letter, as it is printed: TH-CN-CJ7R-QQM1C')
  .refine(isWhole, 'is mistyped: its last digit does not fit the others');

/**
 * The number under which a message goes on paper. It follows from the id of the message and counts nothing: a number that
 * counts would show whoever holds two letters that a third went between them.
 */
export const letterNumberOf = (from: string, to: string, messageId: string): string => {
  const bits = BigInt(`0x${messageId.replaceAll('-', '').slice(0, 10)}`);
  const written = weights
    .map((_weight, at) => digits.charAt(Number((bits >> BigInt(5 * at)) & 31n)))
    .join('');
  return `${from}-${to}-${written.slice(0, 4)}-${written.slice(4)}${checkDigit(written)}`;
};
