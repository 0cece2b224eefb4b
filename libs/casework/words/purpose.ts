/** What a consent can be given for (domain.md 4.6); a clause names one of them. */
export const consentPurposes = [
  'interview',
  'notification',
  'nationality_confirmation',
  'family_tracing',
  'risk_assessment',
  'return',
  'proceedings',
  'reintegration',
  'follow_up',
  'safety',
] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];
