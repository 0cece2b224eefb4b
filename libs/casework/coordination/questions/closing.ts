import { consentsInForce } from '../../consent/questions/in-force.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { Country } from '../../words/country.js';
import type { ClosingStep } from '../../words/policy.js';
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

/** Whether the host country heard how things are, or is not to hear it: that is the person's to say. */
const hostHeard = (file: CaseFile, context: Context): boolean => {
  const { side, partner } = file.repatriation;
  if (side !== 'receiving' || partner === undefined) return true;
  const facts = context.facts(context.country);
  const agreed = consentsInForce(file, { purpose: 'follow_up', country: partner }, facts, today(context));
  return (
    agreed.length === 0 ||
    file.reintegration.feedback.some(({ direction, with: host }) => direction === 'sent' && host === partner)
  );
};

const isStepDone = (step: ClosingStep, file: CaseFile, context: Context): boolean => {
  switch (step) {
    case 'host_feedback':
      return hostHeard(file, context);
  }
};

/** What belongs here to the end of a case of somebody who came home, and was left out. */
export const stepsLeftOut = (
  reason: ClosingReason,
  file: CaseFile,
  context: Context,
): readonly ClosingStep[] =>
  reason === 'returned' || reason === 'reintegrated'
    ? context.policy.endsWith.filter((step) => !isStepDone(step, file, context))
    : [];
