import { z } from 'zod';
import { fieldGroups } from '../dictionary.js';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational } from '../kernel/field.js';
import { Code, Day, Id, Language } from '../kernel/values.js';
import { consentPurposes } from './purpose.js';

export const Recipient = z.strictObject({ country: Country, agency: Code.optional() });
export const GivenBy = z.enum(['person', 'guardian_with_assent']);

export const consentEvents = {
  ConsentGiven: event('ConsentGiven', {
    consentId: operational(Id),
    purpose: operational(z.enum(consentPurposes)),
    recipient: operational(Recipient),
    groups: operational(z.array(z.enum(fieldGroups)).min(1)),
    givenBy: operational(GivenBy),
    language: operational(Language),
    interpreter: operational(Code.optional()),
    /** Who gave it for a child. */
    guardianId: operational(Id.optional()),
    expiresOn: operational(Day.optional()),
  }),
  ConsentRefused: event('ConsentRefused', {
    purpose: operational(z.enum(consentPurposes)),
    recipient: operational(Recipient),
  }),
  ConsentWithdrawn: event('ConsentWithdrawn', { consentId: operational(Id) }),
};
