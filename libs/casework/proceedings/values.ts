import { z } from 'zod';
import { Code, Day, Instant, Line, Text } from '../words/values.js';

export const CriminalCase = z.strictObject({
  number: Line,
  court: Line,
  charge: Line.optional(),
  stage: z.enum(['complaint', 'investigation', 'prosecution', 'trial', 'appeal', 'final']),
  nextOn: Day.optional(),
});

/** What a hold rests on (domain.md 2.4): an authority, an end, a review, the person's view, advance testimony first. */
export const Hold = z.strictObject({
  authority: Line,
  until: Day,
  reviewOn: Day,
  personsView: Text,
  advanceTestimony: z.enum(['tried', 'not_possible']),
  /** Why advance testimony is not possible, or why the person is needed after it. */
  because: Line.optional(),
});
export type Hold = z.infer<typeof Hold>;

export const Verdict = z.strictObject({
  number: Line,
  court: Line,
  decidedOn: Day.optional(),
  readOn: Day,
  summary: Text.optional(),
});

/** An amount in its one form: no zeros before it, and two decimals or none. What was found wrong is left as it is. */
const plainAmount = (amount: string): string => {
  const [, whole, decimals = ''] = /^0*(\d+?)(?:\.(\d{1,2}))?$/.exec(amount) ?? [];
  if (whole === undefined) return amount;
  return Number(decimals) === 0 ? whole : `${whole}.${decimals.padEnd(2, '0')}`;
};

/** Decimal text, ISO 4217 currency. */
export const Amount = z.strictObject({
  amount: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,2})?$/, 'a decimal amount without separators')
    .overwrite(plainAmount),
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 currency code'),
});

export const Claim = z.strictObject({
  by: z.enum(['person', 'authority']),
  basis: z.enum(['wages', 'injury', 'damages', 'fund', 'other']),
  ...Amount.shape,
});
export const Payment = z.strictObject({
  ...Amount.shape,
  paidOn: Day,
  payee: Line.optional(),
  path: Code.optional(),
  /** Under which head a fund paid, with what it rests on. */
  head: Code.optional(),
  evidence: Line.optional(),
});

/** What a person at home is told of the case abroad (message 19). `bankPath`: how the money comes, never an account number. */
export const Hearing = z.strictObject({ court: Line, at: Instant });
export const Award = z.strictObject({ ...Amount.shape, bankPath: Code.optional() });
