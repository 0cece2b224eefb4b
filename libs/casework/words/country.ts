import { z } from 'zod';
import { programme } from './programme.js';

export type Country = keyof typeof programme;

/** The countries of the programme, in the order of its list. */
export const countries = Object.keys(programme) as readonly Country[] as readonly [Country, ...Country[]];
export const Country = z.enum(countries, {
  error: ({ input }) =>
    input === undefined
      ? undefined
      : `must be a country of the programme, whose nodes write to each other: ${countries.join(', ')}`,
});

export const isCountry = (value: unknown): value is Country =>
  (countries as readonly unknown[]).includes(value);

/** Those in the examples of commands: who found the person, whose she may be, one on the way. A node shows its own instead. */
export const someCountry = { found: 'TH', origin: 'MM', transit: 'LA' } as const satisfies Record<
  string,
  Country
>;
