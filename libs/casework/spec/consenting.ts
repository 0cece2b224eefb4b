import type { NewCaseEvent } from '../records/catalogue.js';
import type { FieldGroup } from '../words/dictionary.js';
import { There } from './lands.js';
import { id } from './sample.js';

export const consent = (
  word: string,
  groups: FieldGroup[],
  givenBy: 'person' | 'guardian_with_assent' = 'person',
  more: { readonly expiresOn?: string } = {},
): NewCaseEvent => ({
  type: 'ConsentGiven',
  data: {
    ...more,
    consentId: id(word),
    purpose: 'nationality_confirmation',
    recipient: { country: There },
    groups,
    givenBy,
    language: 'my',
    ...more,
  },
});
export const asked = { purpose: 'nationality_confirmation', country: There } as const;
