import { holdsMandate, type CountryFacts } from '../../words/facts.js';
import type { Mandate } from '../../words/mandate.js';
import type { ConsentPurpose } from '../../words/purpose.js';

/** Whose work a consent to a purpose is given for: what an office is charged with, one of these (A, after domain.md 1.13). */
export const workFor: Readonly<Record<ConsentPurpose, readonly Mandate[]>> = {
  interview: ['screen', 'identify', 'case_work', 'child_protection'],
  notification: ['coordinate'],
  nationality_confirmation: ['confirm_nationality', 'issue_travel_document', 'coordinate'],
  family_tracing: ['assign_tracing', 'trace_family', 'coordinate'],
  risk_assessment: ['coordinate', 'approve_return', 'case_work', 'child_protection'],
  return: ['coordinate', 'approve_return', 'escort', 'receive_return', 'shelter'],
  proceedings: ['proceedings'],
  reintegration: ['reintegrate', 'case_work'],
  follow_up: ['reintegrate', 'case_work'],
  safety: ['coordinate', 'case_work', 'child_protection', 'shelter'],
};

/** Whether an agency's work serves a purpose: only then does a consent to it open anything to the agency. */
export const serves = (facts: CountryFacts, agency: string, purpose: ConsentPurpose): boolean =>
  workFor[purpose].some((mandate) => holdsMandate(facts, agency, mandate));
