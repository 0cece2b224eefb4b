import { z } from 'zod';
import { Amount } from '../proceedings/values.js';
import { Code, Day, Language, Line, Text } from '../words/values.js';

/** The ten service areas of domain.md 5, by number. */
export const ServiceArea = z.int().min(1).max(10);

/** What the person has had and still needs, as the host country tells it (message 11). */
export const SharedPlan = z.strictObject({
  received: z.array(ServiceArea),
  needed: z.array(ServiceArea),
  wishes: Text.optional(),
});

/** The plan at home, made with the person (domain.md 2.6). */
export const AgreedPlan = z.strictObject({
  areas: z.array(ServiceArea).min(1),
  language: Language,
  goals: z.array(Line).min(1),
});

/** What a person asks for at home, on the strength of her status. */
export const SupportApplication = z.strictObject({
  areas: z.array(ServiceArea).min(1),
  note: Line.optional(),
});

export const Service = z.strictObject({
  area: ServiceArea,
  provider: Line.optional(),
  notes: Text.optional(),
});
export const Denial = z.strictObject({ area: ServiceArea, provider: Line, because: Line, alternative: Line });
export const Grant = z.strictObject({ kind: Code, purpose: Line, paidOn: Day, ...Amount.shape });
export const Concern = z.strictObject({ level: z.enum(['low', 'medium', 'high']), account: Text });

/** What became of things: the only words that go back to the host country (domain.md 4.5). */
export const outcomeCodes = [
  'safe',
  'at_risk',
  'livelihood_started',
  'job_placed',
  'school_reentered',
  'document_obtained',
  'living_with_family',
  'living_elsewhere',
  'services_declined',
  'contact_lost',
  'plan_completed',
] as const;
export const OutcomeCode = z.enum(outcomeCodes);
export type OutcomeCode = z.infer<typeof OutcomeCode>;
