/**
 * What an agency can be charged with. Each country's facts say which of its agencies holds which mandate
 * (domain.md 1.13); `system` belongs to the node itself (bridge, followers) and to no agency.
 */
export const mandates = [
  'open_case',
  'coordinate',
  'warn',
  'screen',
  'identify',
  'review_identification',
  'case_work',
  'child_protection',
  'confirm_nationality',
  'issue_travel_document',
  'assign_tracing',
  'trace_family',
  'shelter',
  'health',
  'approve_return',
  'escort',
  'receive_return',
  'watch_border',
  'proceedings',
  'reintegrate',
  'erase',
  'audit',
  'system',
] as const;
export type Mandate = (typeof mandates)[number];

/** What a step asks of an agency: a mandate, or only that it takes part in the case; an auditor never does. */
export type Charge = Mandate | 'take_part';
