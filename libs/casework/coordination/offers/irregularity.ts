import type { NewEventOf } from '../../words/event.js';
import type { coordinationEvents } from '../events.js';

type Irregularity = Extract<NewEventOf<typeof coordinationEvents>, { readonly type: 'IrregularityRaised' }>;

/**
 * Goes beside a fact that broke a rule (domain.md 2.8). `rule` is a short P1 code, `about` a P1 id or code of what
 * broke it; shown to the focal point and the auditor only.
 */
export const irregularity = (rule: string, about?: string): Irregularity => ({
  type: 'IrregularityRaised',
  data: about === undefined ? { rule } : { rule, about },
});
