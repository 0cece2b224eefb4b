import { z } from 'zod';

/** The eight countries of the programme, ISO 3166-1 alpha-2. */
export const countries = ['TH', 'MM', 'KH', 'LA', 'VN', 'CN', 'JP', 'PH'] as const;
export const Country = z.enum(countries, {
  error: ({ input }) =>
    input === undefined
      ? undefined
      : `must be a country of the programme, whose nodes write to each other: ${countries.join(', ')}`,
});
export type Country = z.infer<typeof Country>;

export const isCountry = (value: unknown): value is Country =>
  (countries as readonly unknown[]).includes(value);

/** Those in the examples of commands: who found the person, whose she may be, one on the way. A node shows its own instead. */
export const someCountry = { found: 'TH', origin: 'MM', transit: 'LA' } as const satisfies Record<
  string,
  Country
>;
