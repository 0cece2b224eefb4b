import { z } from 'zod';
import { Code, Day, Id, Line, Text } from '../words/values.js';

/** Why a return stops, as the other side may know it: nothing above P1 (domain.md 3.1, no 23). */
export const stopReasons = [
  'on_request',
  'circumstances',
  'border_closed',
  'logistics',
  'by_authority',
] as const;
export const StopReason = z.enum(stopReasons);
export type StopReason = z.infer<typeof StopReason>;

export const riskLevels = ['low', 'medium', 'high'] as const;

/** What two countries tell each other of a risk: level, kinds of threat, mitigation (domain.md 4.5). */
export const SharedRisk = z.strictObject({
  level: z.enum(riskLevels),
  /** Kinds, never who. */
  threats: z.array(Code),
  mitigations: z.array(Line),
  reviewOn: Day,
});
export type SharedRisk = z.infer<typeof SharedRisk>;

/** The own assessment; the descriptor stays in the house. */
export const Risk = SharedRisk.extend({ descriptor: Text.optional() });

/** What is best for a child, as the child protection agency found. */
export const BestInterests = z.strictObject({
  solution: z.enum(['return_to_family', 'return_to_other_care', 'stay', 'third_country']),
  reasons: Text,
});

/** Where a person whom no return serves is referred (domain.md 2.4). */
export const Referral = z.strictObject({ body: z.enum(['unhcr', 'iom']), details: Text });

export const Side = z.enum(['sending', 'receiving']);
export type Side = z.infer<typeof Side>;

/** What is handed over with a person. What medicines they are stands in the sealed envelope and nowhere else. */
export const HandoverItem = z.enum([
  'travel_document',
  'other_documents',
  'belongings',
  'money',
  'sealed_envelope',
  'other',
]);
export const Discrepancy = z.enum([
  'person_missing',
  'person_not_listed',
  'document_missing',
  'belongings_missing',
  'details_differ',
  'other',
]);

/** What an arrival leads to. */
export const NextStep = z.enum(['border_shelter', 'shelter', 'family', 'hospital', 'own_way', 'other']);

/** The document the person travels on: the receiving side issued it, so its id is enough. */
export const ManifestDocument = z.strictObject({ documentId: Id, kind: Code, validUntil: Day });
