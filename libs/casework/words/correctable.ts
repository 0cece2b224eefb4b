import { z } from 'zod';

/** What a message tells of the person and can be told otherwise later, by the names of its fields. */
export const correctableFields = [
  'names',
  'birthDate',
  'origin',
  'nationalities',
  'documents',
  'relatives',
  'photograph',
  'specialNeeds',
  'ageBand',
  'sex',
  'mainLanguage',
  'urgency',
  'claimedNationality',
  'locationType',
] as const;
export const CorrectableField = z.enum(correctableFields);
export type CorrectableField = z.infer<typeof CorrectableField>;
