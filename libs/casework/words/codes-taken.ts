import { z } from 'zod';

/**
 * Which codes a field takes from a list of the world, for whoever shows it: its own form is no more than so many letters, so
 * that one code more on that list is no new form.
 */
interface Taken {
  readonly codes: readonly string[];
  readonly inWords: string;
}

const taken = z.registry<Taken>();

/** Of a field that takes its codes from a list of the world, which these are. */
export const codesTaken: { readonly get: (schema: z.core.$ZodType) => Taken | undefined } = {
  get: (schema) => taken.get(schema),
};

/** What is missing is said to be missing, as everywhere. */
const saying =
  (said: string) =>
  ({ input }: { readonly input?: unknown }): string | undefined =>
    input === undefined ? undefined : said;

/**
 * A field that takes the codes of a list, all of one form; `said` is what they are, in plain words. Of a code that has the form
 * and is not on the list, its issue says of what it is none.
 */
export const codeOf = (
  codes: readonly string[],
  form: RegExp,
  said: string,
  unlisted: 'state' | 'script',
): z.ZodString => {
  const error = saying(`must be ${said}`);
  const known: ReadonlySet<string> = new Set(codes);
  const schema = z
    .string({ error })
    .regex(form, { error, abort: true })
    .refine((code) => known.has(code), { error, params: { unlisted } });
  taken.add(schema, {
    codes,
    inWords: `${said.charAt(0).toUpperCase()}${said.slice(1)}. GET /v1/reference has their names.`,
  });
  return schema;
};
