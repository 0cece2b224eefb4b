import { z } from 'zod';
import { isState } from '#casework';
import { nameIn } from './field-labels.js';

/** One line of what a letter tells: how deep it stands, what it is, and its value. */
export interface ToldLine {
  readonly depth: number;
  readonly name: string;
  readonly value?: string;
}

const inEach = (languages: readonly string[], name: (language: string) => string | undefined): string =>
  [...new Set([...languages, 'en'].flatMap((language) => name(language) ?? []))].join(' · ');

const dayIn = (language: string, value: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));

const languageFields = new Set(['language', 'mainLanguage', 'languages']);

/** A value as it is read: names of countries and languages, and days, in the languages of the letter beside the code itself. */
const valueOf = (name: string, value: unknown, languages: readonly string[]): string => {
  if (typeof value !== 'string') return String(value);
  if (isState(value))
    return `${value} (${inEach(languages, (language) => new Intl.DisplayNames(language, { type: 'region' }).of(value))})`;
  if (languageFields.has(name))
    return `${value} (${inEach(languages, (language) => new Intl.DisplayNames(language, { type: 'language' }).of(value))})`;
  return z.iso.date().safeParse(value).success
    ? `${value} (${inEach(languages, (language) => dayIn(language, value))})`
    : value;
};

/** Field for field what a payload tells. */
export const toldIn = (payload: unknown, languages: readonly string[], depth = 0): readonly ToldLine[] => {
  const told = (name: string, value: unknown): readonly ToldLine[] => {
    if (Array.isArray(value)) return value.flatMap((item: unknown) => told(name, item));
    const line = { depth, name: nameIn(name, languages) };
    return typeof value === 'object' && value !== null
      ? [line, ...toldIn(value, languages, depth + 1)]
      : [{ ...line, value: valueOf(name, value, languages) }];
  };
  return typeof payload === 'object' && payload !== null
    ? Object.entries(payload).flatMap(([name, value]) => told(name, value))
    : [];
};
