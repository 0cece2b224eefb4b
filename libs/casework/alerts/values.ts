import { z } from 'zod';
import { urgencies } from '../coordination/events.js';
import { Day } from '../words/values.js';

export const alertKinds = ['trafficked_again', 'in_danger'] as const;

/** What the other country is asked to do: look for the person, bring to safety, warn, or call back before anything else. */
export const alertRequests = ['find', 'bring_to_safety', 'warn_the_person', 'call_back'] as const;

/** All that an alert tells: what is feared for the person, since when, what is asked, and how soon. */
export const Alert = z.strictObject({
  kind: z.enum(alertKinds),
  since: Day.optional(),
  asks: z.array(z.enum(alertRequests)).min(1).max(alertRequests.length),
  urgency: z.enum(urgencies),
});
export type Alert = z.infer<typeof Alert>;

/** On what an alert goes: the person said so, or cannot be asked and her life or freedom is at stake. */
export const alertBases = ['consent', 'vital_interest'] as const;
export type AlertBasis = (typeof alertBases)[number];
