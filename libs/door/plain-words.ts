import type { z } from 'zod';

const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields with their names',
  record: 'fields with their names',
};

const formats: Readonly<Record<string, string>> = {
  date: 'a day: 2026-03-02',
  datetime: 'an instant with its zone: 2026-03-02T10:00:00+07:00',
  uuid: 'an id: 6f1c2d3e-0a1b-4c5d-8e9f-001122334455',
  url: 'an address: https://example.org',
};

const oneOf = (options: readonly unknown[]): string =>
  options.length === 1 ? `must be ${String(options[0])}` : `must be one of ${options.map(String).join(', ')}`;

const isCount = (origin: string): boolean => origin === 'number' || origin === 'int';

const tooFew = (origin: string, minimum: number | bigint): string => {
  if (origin === 'string') return minimum <= 1 ? 'must not be empty' : `needs at least ${minimum} characters`;
  if (origin === 'array') return minimum <= 1 ? 'must not be empty' : `needs at least ${minimum} entries`;
  return isCount(origin) ? `must be ${minimum} at least` : 'is too little';
};

const tooMany = (origin: string, maximum: number | bigint): string => {
  if (origin === 'string') return `may have ${maximum} characters at most`;
  if (origin === 'array') return `may have ${maximum} entries at most`;
  return isCount(origin) ? `must be ${maximum} at most` : 'is too much';
};

/**
 * What is wrong with a value, in words for people who know no schema; never the value itself. Where a schema has words of
 * its own, those are said.
 */
export const plainWords: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined && ['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code))
    return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${names[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union': {
      const options: unknown = issue.options;
      return Array.isArray(options) ? oneOf(options) : 'has none of the forms that are taken here';
    }
    case 'invalid_format': {
      const form = formats[issue.format];
      return form === undefined ? 'does not have the form that is taken here' : `must be ${form}`;
    }
    case 'too_small':
      return tooFew(issue.origin, issue.minimum);
    case 'too_big':
      return tooMany(issue.origin, issue.maximum);
    case 'unrecognized_keys':
      return `holds ${issue.keys.map((key) => key.slice(0, 60)).join(', ')}, not known here`;
    case 'invalid_key':
      return 'has a name that is not known here';
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return 'does not have the form that is taken here';
  }
};
