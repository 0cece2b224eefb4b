import type { z } from 'zod';
import { plainWords } from './plain-words.js';
import { problem } from './problem.js';

const fieldOf = (path: readonly PropertyKey[]): string => path.map(String).join('.') || '(body)';

/** A wrong field, and what is expected there. */
export interface Reason {
  readonly field: string;
  readonly reason: string;
}

/** Names the wrong fields, at most twenty, and never their values. */
export const reasonsOf = (issues: readonly z.core.$ZodIssue[]): readonly Reason[] =>
  issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            field: fieldOf([...issue.path, key.slice(0, 60)]),
            reason: 'is not known here',
          }))
        : [{ field: fieldOf(issue.path), reason: issue.message }],
    )
    .slice(0, 20);

/** The value in the form of its schema; otherwise a problem that names each wrong field. Unknown properties are refused. */
export const wellFormed = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const parsed = schema.safeParse(value, { error: plainWords });
  if (parsed.success) return parsed.data;
  const fields = reasonsOf(parsed.error.issues);
  throw problem('invalid', `Mend ${fields.map(({ field }) => field).join(', ')} and send again.`, { fields });
};
