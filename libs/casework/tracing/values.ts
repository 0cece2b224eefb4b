import { z } from 'zod';
import { Text } from '../words/values.js';

/** All that may cross the border about a family: absent, unwilling and unsafe are one answer (domain.md 2.3). */
export const FamilyOption = z.enum(['available', 'conditional', 'unavailable']);
export type FamilyOption = z.infer<typeof FamilyOption>;

/** What the tracing side found. The reason behind an unavailable family stays there. */
export const TracingOutcome = z.enum([
  'suitable',
  'conditional',
  'unsuitable',
  'not_found',
  'declined',
  'involved',
]);
export type TracingOutcome = z.infer<typeof TracingOutcome>;

/** Where a person can live who does not go to the household that was traced; kin are of the same family. */
export const CareKind = z.enum(['kin', 'foster', 'shelter', 'other_town', 'independent']);
export type CareKind = z.infer<typeof CareKind>;

/** What can be asked of a family before the person goes there: plain codes, no reasons. */
export const FamilyCondition = z.enum([
  'income_support',
  'housing',
  'mediation',
  'other_household',
  'school_place',
  'regular_visits',
]);
export const FamilyAnswer = z.strictObject({ option: FamilyOption, conditions: z.array(FamilyCondition) });
export type FamilyAnswer = z.infer<typeof FamilyAnswer>;

export const VisitResult = z.strictObject({
  found: z.enum(['met', 'nobody_home', 'moved', 'unknown_there']),
  notes: Text.optional(),
});

export const optionFor = (outcome: TracingOutcome): FamilyOption => {
  switch (outcome) {
    case 'suitable':
      return 'available';
    case 'conditional':
      return 'conditional';
    case 'unsuitable':
    case 'not_found':
    case 'declined':
    case 'involved':
      return 'unavailable';
  }
};
