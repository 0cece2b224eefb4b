import { z } from 'zod';
import { fieldGroups } from '../words/dictionary.js';
import { State } from '../words/states.js';
import { knownTo } from '../words/audience.js';
import { event, ofAnyState } from '../words/event.js';
import { everyone, naming, operational, personal } from '../words/field.js';
import { Login } from '../words/login.js';
import { Code, Day, Id, Language } from '../words/values.js';
import { consentPurposes } from '../words/purpose.js';

const Recipient = z.strictObject({ country: State, agency: Code.optional() });
export const GivenBy = z.enum(['person', 'guardian_with_assent']);

/** Whoever may know what a person agrees to, refuses or takes back (domain.md 4.3, consents). */
export const knownWithConsents = knownTo('PO', 'IM', 'SW', 'SH', 'CO', 'NG', 'HE', 'LA', 'FP');

export const consentEvents = {
  ConsentGiven: event(
    'ConsentGiven',
    knownTo('SW', 'FP'),
    {
      consentId: operational(Id, everyone),
      purpose: personal('consents', z.enum(consentPurposes)),
      recipient: naming(personal('consents', Recipient)),
      groups: personal('consents', z.array(z.enum(fieldGroups)).min(1)),
      givenBy: operational(GivenBy, everyone),
      language: operational(Language, everyone),
      interpreter: operational(Login.optional(), ['SW', 'FP']),
      /** Who gave it for a child. */
      guardianId: operational(Id.optional(), everyone),
      expiresOn: operational(Day.optional(), everyone),
    },
    ofAnyState,
  ),
  ConsentRefused: event(
    'ConsentRefused',
    knownTo('SW', 'FP'),
    {
      purpose: personal('consents', z.enum(consentPurposes)),
      recipient: naming(personal('consents', Recipient)),
    },
    ofAnyState,
  ),
  ConsentWithdrawn: event('ConsentWithdrawn', knownWithConsents, { consentId: operational(Id, everyone) }),
};
