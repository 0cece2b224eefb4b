import { consentsInForce } from '../../consent/questions/in-force.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import { today } from '../../words/today.js';
import type { closingReasons } from '../events.js';

type ClosingReason = (typeof closingReasons)[number];

/**
 * What each reason tells beside that the case is closed: nothing of the person; an outcome, of which she says who hears it;
 * or what goes by a message of its own, whatever she agreed to. There is no default.
 */
const tells: Readonly<Record<ClosingReason, 'nothing' | 'outcome' | 'told already'>> = {
  returned: 'told already',
  died: 'told already',
  reintegrated: 'nothing',
  not_ours: 'nothing',
  lost_contact: 'nothing',
  transferred: 'nothing',
  other: 'nothing',
  local_stay: 'outcome',
  third_country: 'outcome',
  declined: 'outcome',
  not_a_victim: 'outcome',
};

/**
 * The reason as a country hears it: a code, P1 (domain.md 3.1 no. 22). Where she lives, what she refused and what an
 * authority found of her are of the group of outcomes: without a consent to it the case is closed for another reason.
 */
export const reasonToldTo = (
  to: Country,
  reason: ClosingReason,
  file: CaseFile,
  context: Context,
): ClosingReason => {
  if (tells[reason] !== 'outcome') return reason;
  const facts = context.facts(context.country);
  const consented = (['notification', 'follow_up'] as const).flatMap((purpose) =>
    consentsInForce(file, { purpose, country: to }, facts, today(context)),
  );
  return consented.some(({ groups }) => groups.includes('outcome')) ? reason : 'other';
};
