import { z } from 'zod';
import { Code, Line, Text } from '../words/values.js';

/** What a registry can say of a claim to its nationality (domain.md 2.2). */
export const NationalityResult = z.enum(['confirmed', 'not_confirmed', 'inconclusive']);
export type NationalityResult = z.infer<typeof NationalityResult>;

/** Why a nationality was not confirmed. */
export const NotConfirmedBecause = z.enum(['no_record', 'mismatch', 'other_nationality', 'stateless']);

/** One authority's finding, as it is sealed. `basis`: household list, ID card, interview … */
export const NationalityFinding = z.strictObject({
  result: NationalityResult,
  basis: Code,
  reference: Line.optional(),
  because: NotConfirmedBecause.optional(),
});
export type NationalityFinding = z.infer<typeof NationalityFinding>;

/** Kinds of claims that a registry can ask for, or be given, a second time (message 5). */
export const askableFields = ['names', 'birthDate', 'origin', 'documents', 'relatives'] as const;
export const AskableField = z.enum(askableFields);
export type AskableField = z.infer<typeof AskableField>;

/** Where a consular officer and the person meet: never the shelter's place. */
export const MeetingPlace = z.enum(['consulate', 'neutral_office', 'video']);

/** A travel document's number and what is printed with it. */
export const TravelPaper = z.strictObject({ number: Line, remarks: Text.optional() });
