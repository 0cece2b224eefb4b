import { z } from 'zod';
import { fieldGroups } from '../words/dictionary.js';
import { fact, permission } from '../words/command.js';
import { someCountry } from '../words/country.js';
import { State } from '../words/states.js';
import { AgencyOfCountry } from '../words/listed.js';
import { Login } from '../words/login.js';
import { Day, Id, Language, occurredAt } from '../words/values.js';
import { GivenBy } from './events.js';
import { consentPurposes } from '../words/purpose.js';

const Recipient = z.strictObject({ country: State, agency: AgencyOfCountry.optional() });

/** What a person must have been told before a consent counts (domain.md 4.6, after the IOM screening form). */
export const tellings = [
  'purpose',
  'uses',
  'research_use',
  'right_to_see',
  'how_long_kept',
  'how_to_withdraw',
] as const;

export const consentCommands = {
  GiveConsent: permission(
    'case_work',
    'owner',
    'Record the consent of the person to one purpose, one recipient and the field groups named.',
    z.strictObject({
      purpose: z.enum(consentPurposes),
      recipient: Recipient,
      groups: z.array(z.enum(fieldGroups)).min(1),
      givenBy: GivenBy,
      told: z.array(z.enum(tellings)),
      language: Language,
      interpreter: Login.optional(),
      expiresOn: Day.optional(),
    }),
    {
      purpose: 'nationality_confirmation',
      recipient: { country: someCountry.origin },
      groups: ['identity', 'origin', 'family'],
      givenBy: 'person',
      told: [...tellings],
      language: 'my',
      interpreter: 'interpreter-12',
    },
  ),
  RefuseConsent: fact(
    'take_part',
    'anyone',
    'Record that the person refused a consent. A refusal is a valid outcome and needs no reason.',
    z.strictObject({ purpose: z.enum(consentPurposes), recipient: Recipient, occurredAt }),
    { purpose: 'family_tracing', recipient: { country: someCountry.origin } },
  ),
  WithdrawConsent: fact(
    'take_part',
    'anyone',
    'Record that the person withdrew a consent: all further use stops, and the recipient is told at once.',
    z.strictObject({ consentId: Id, occurredAt }),
    { consentId: '6f9c1df0-3c86-4b1e-9c38-0f3f0f8b5a11' },
  ),
  WithdrawEverything: fact(
    'take_part',
    'anyone',
    'Record that the person, asked in private, wants nothing more to go to one state: every consent towards it ends and all contact stops. Screen the person again before it may begin anew.',
    z.strictObject({ towards: State, language: Language, inPrivate: z.boolean(), occurredAt }),
    { towards: someCountry.origin, language: 'my', inPrivate: true },
  ),
};
