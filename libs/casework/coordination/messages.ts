import { z } from 'zod';
import { sexes } from '../words/facts.js';
import { Country } from '../words/country.js';
import { State } from '../words/states.js';
import { everyone, operational } from '../words/field.js';
import { message } from '../words/message.js';
import { Login } from '../words/login.js';
import { Code, Day, Id, Instant, Language, MessageId } from '../words/values.js';
import { closingReasons, locationTypes, urgencies } from './events.js';
import { AgeBand } from '../words/age-band.js';

/** Who tells the family of a death: the country that says so, the other, or nobody yet. */
export const familyTellers = ['we', 'you', 'nobody_yet'] as const;

export const coordinationMessages = {
  CaseNotified: message(
    1,
    'A person who may be your national is in care here. Carries no name.',
    {
      sex: operational(z.enum(sexes), everyone, 'profile'),
      ageBand: operational(AgeBand, everyone, 'profile'),
      claimedNationality: operational(State, everyone, 'profile'),
      mainLanguage: operational(Language, everyone, 'profile'),
      locationType: operational(z.enum(locationTypes), everyone, 'profile'),
      urgency: operational(z.enum(urgencies), everyone, 'profile'),
    },
    {
      answeredBy: ['CaseAcknowledged'],
      replaces: ['CaseNotified'],
      asksForWork: true,
      correctable: ['ageBand', 'sex', 'mainLanguage', 'urgency', 'claimedNationality', 'locationType'],
    },
  ),
  /** It undoes the band told before, and like whatever stops something waits for no consent (domain.md 2.8, in doubt). */
  TreatAsChild: message(
    26,
    'The age told before no longer stands: the person is to be treated as a child.',
    { corrected: operational(MessageId, everyone), ageBand: operational(AgeBand, everyone) },
    { stops: true },
  ),
  /** What is needed to bind, and no reason. It waits for no consent, for it only narrows who may know. */
  PartyExcluded: message(
    24,
    'An office or an official of yours is excluded from this case and may know nothing of it (no. 24b).',
    {
      exclusionId: operational(Id, everyone),
      agency: operational(Code.optional(), everyone),
      officialId: operational(Login.optional(), everyone),
    },
    { stops: true },
  ),
  ExclusionLifted: message(24, 'An exclusion that was told has ended (no. 24b).', {
    exclusionId: operational(Id, everyone),
  }),
  CaseAcknowledged: message(
    2,
    'We have opened a case of our own; this is who answers for it.',
    { focalPerson: operational(Login, everyone) },
    { onlyConfirms: true },
  ),
  CaseClosedNotice: message(22, 'Our case is closed, and this is how long we keep its data.', {
    reason: operational(z.enum(closingReasons).optional(), everyone),
    retainUntil: operational(Day, everyone),
  }),
  DeathNotified: message(
    21,
    'The person has died: when, in which country, who tells the family. Every open question ends (no. 21a).',
    {
      diedAt: operational(Instant, everyone),
      in: operational(Country, everyone),
      familyToldBy: operational(z.enum(familyTellers), everyone),
    },
    { finishes: true, answeredBy: ['DeathAcknowledged'] },
  ),
  DeathAcknowledged: message(
    21,
    'We know that the person has died.',
    {},
    {
      stops: true,
      onlyConfirms: true,
    },
  ),
};
