import { consentsInForce } from '../consent/in-force.js';
import type { CaseFile } from '../file.js';
import type { Context } from '../kernel/context.js';
import type { Country } from '../kernel/country.js';
import { today } from '../today.js';
import type { closingReasons } from './events.js';

type ClosingReason = (typeof closingReasons)[number];

/** Reasons that tell the other country where the person lives now. */
const elsewhere: readonly ClosingReason[] = ['local_stay', 'third_country'];

/**
 * The reason as a country hears it: a code, P1 (domain.md 3.1 no. 22). That the person stays, or went to a third country,
 * is for her to tell: without a consent to outcomes the case is closed for another reason.
 */
export const reasonToldTo = (
  to: Country,
  reason: ClosingReason,
  file: CaseFile,
  context: Context,
): ClosingReason => {
  if (!elsewhere.includes(reason)) return reason;
  const facts = context.facts(context.country);
  const consented = (['notification', 'follow_up'] as const).flatMap((purpose) =>
    consentsInForce(file, { purpose, country: to }, facts, today(context)),
  );
  return consented.some(({ groups }) => groups.includes('outcome')) ? reason : 'other';
};
