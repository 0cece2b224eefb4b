import { z } from 'zod';
import { sexes } from '../facts.js';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Language, Line } from '../kernel/values.js';

export const sides = ['sending', 'receiving', 'transit'] as const;
export const channels = ['hotline', 'raid', 'embassy', 'ngo', 'self', 'partner_state', 'police'] as const;
export const urgencies = ['normal', 'urgent'] as const;
export const closingReasons = [
  'returned',
  'reintegrated',
  'local_stay',
  'third_country',
  'not_a_victim',
  'not_ours',
  'declined',
  'lost_contact',
  'transferred',
  'died',
  'other',
] as const;

/** Band of the country's own law (`CountryFacts.ageBand`), or `unknown`. */
export const AgeBand = Code;

/** Where nothing else is known of a person's age. */
export const unknownAgeBand = 'unknown';

export const coordinationEvents = {
  CaseOpened: event('CaseOpened', {
    side: operational(z.enum(sides)),
    channel: operational(z.enum(channels)),
    sex: operational(z.enum(sexes), 'profile'),
    ageBand: operational(AgeBand, 'profile'),
    mainLanguage: operational(Language, 'profile'),
    urgency: operational(z.enum(urgencies), 'profile'),
    foundIn: operational(Country, 'profile'),
    personsCount: operational(z.int().min(1).max(10_000).optional()),
    /** Agency that owns the case; the one that opened it where absent. */
    owner: operational(Code.optional()),
  }),
  AgencyInvolved: event('AgencyInvolved', { agency: operational(Code), reason: operational(Code) }),
  AgencyReleased: event('AgencyReleased', { agency: operational(Code) }),
  PartyExcluded: event(
    'PartyExcluded',
    {
      exclusionId: operational(Id),
      /** Whose office or official; the node's own country where absent. */
      country: operational(Country.optional()),
      agency: operational(Code.optional()),
      officialId: operational(Code.optional()),
      reason: personal('exclusion', Line),
    },
    { audience: ['SW', 'FP'] },
  ),
  ExclusionLifted: event('ExclusionLifted', { exclusionId: operational(Id) }, { audience: ['SW', 'FP'] }),
  IrregularityRaised: event(
    'IrregularityRaised',
    { rule: operational(Code), about: operational(Code.optional()) },
    { audience: ['FP', 'AU'] },
  ),
  PartnerLinked: event('PartnerLinked', {
    country: operational(Country),
    theirReference: operational(Code),
    focalPerson: operational(Code.optional()),
    /** Message by which the partner told us of the case. */
    notice: operational(Id.optional()),
  }),
  PartnerClosedCase: event('PartnerClosedCase', {
    country: operational(Country),
    /** Only where a clause and a consent let the partner say it. */
    reason: personal('outcomes', z.enum(closingReasons).optional()),
    retainUntil: operational(Day),
  }),
  CaseClosed: event('CaseClosed', {
    reason: personal('outcomes', z.enum(closingReasons)),
    retainUntil: operational(Day),
  }),
  CaseReopened: event('CaseReopened', { reason: operational(Code) }),
};
