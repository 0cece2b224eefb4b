import { z } from 'zod';
import { Country } from '../words/country.js';
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

const leg = { from: Code, to: Code, mode: z.enum(['road', 'rail', 'air', 'water', 'foot']) };

/** One leg of a journey. Where it says in which country it runs, the states on the way follow from it. */
export const Leg = z.strictObject({ ...leg, in: Country.optional() });
export type Leg = z.infer<typeof Leg>;

/** A leg as the state that it runs in is told of it. */
export const PassingLeg = z.strictObject(leg);
export type PassingLeg = z.infer<typeof PassingLeg>;

/** Whom to call on the way: an office of the country that asks, never somebody of the family. */
export const OfficeLine = z.strictObject({
  office: Code,
  telephone: z
    .string()
    .max(32)
    .regex(/^\+?[0-9][0-9 -]{3,28}[0-9]$/, 'a telephone number: +66 2 659 6476'),
});
export type OfficeLine = z.infer<typeof OfficeLine>;
