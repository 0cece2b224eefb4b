import { z } from 'zod';
import { sexes } from '../words/facts.js';
import { fact, permission, opening, alsoOnClosedCase } from '../words/command.js';
import { Country, someCountry } from '../words/country.js';
import { AgeBandCode, AgencyCode, AgencyOfCountry } from '../words/listed.js';
import { FoundIn, highSeas, State, unknownState } from '../words/states.js';
import { Login } from '../words/login.js';
import { Code, Id, Language, Line, occurredAt } from '../words/values.js';
import { channels, closingReasons, locationTypes, urgencies } from './events.js';
import { RescuePlace } from './rescue.js';

export const coordinationCommands = {
  OpenCase: opening(
    permission(
      'open_case',
      'charged',
      'Open the case of one person found in this country, and name the agencies it is referred to.',
      z.strictObject({
        channel: z.enum(channels),
        sex: z.enum(sexes),
        ageBand: AgeBandCode,
        mainLanguage: Language,
        urgency: z.enum(urgencies),
        /** This country where absent. */
        foundIn: FoundIn.optional(),
        /** Where absent: receiving of somebody found in another country, sending of everybody else. */
        side: z.enum(['sending', 'receiving']).optional(),
        personsCount: z.int().min(1).max(10_000).optional(),
        referTo: z.array(AgencyCode).max(20).optional(),
        occurredAt,
      }),
      {
        channel: 'raid',
        sex: 'female',
        ageBand: 'adult',
        mainLanguage: 'my',
        urgency: 'normal',
        referTo: ['datip'],
      },
    ),
  ),
  CorrectProfile: fact(
    'case_work',
    'owner',
    'Set right what was said of the person without a name: sex, main language, urgency, in what kind of place she is. `unknown`, or `und` of a language, takes back what was said.',
    z
      .strictObject({
        sex: z.enum(sexes).optional(),
        mainLanguage: Language.optional(),
        urgency: z.enum(urgencies).optional(),
        locationType: z.enum(locationTypes).optional(),
        occurredAt,
      })
      .refine(
        ({ occurredAt: _occurredAt, ...said }) => Object.values(said).some((value) => value !== undefined),
        'sex, mainLanguage, urgency or locationType is needed',
      ),
    { sex: 'male', mainLanguage: 'ksw' },
  ),
  RecordRescuePlace: fact(
    'case_work',
    'own_work',
    'Record where the person was found, in any country or on the high seas (`XZ`), on which vessel and at which position, as far as it is known.',
    z.strictObject({ foundIn: FoundIn, place: RescuePlace.default({}) }),
    {
      foundIn: highSeas,
      place: {
        vessel: { name: 'Jahan 7', flag: unknownState },
        position: { latitude: 6.2, longitude: 51.4 },
      },
    },
  ),
  ReferToAgency: permission(
    'case_work',
    'owner',
    'Bring another agency of this country into the case.',
    z.strictObject({ agency: AgencyCode, reason: Code }),
    { agency: 'datip', reason: 'case_work' },
  ),
  AssignAgency: permission(
    'coordinate',
    'charged',
    'Bring an agency of this country into the case, as its focal point: a registry, a provincial office.',
    z.strictObject({ agency: AgencyCode, reason: Code }),
    { agency: 'national-registration', reason: 'nationality' },
  ),
  ReleaseAgency: permission(
    'take_part',
    'anyone',
    'End the part of an agency in the case, as the owner of the case or for the own agency; it no longer sees what happens in it.',
    z.strictObject({ agency: AgencyCode }),
    { agency: 'datip' },
  ),
  ExcludeParty: fact(
    'case_work',
    'own_work',
    'Exclude an office or a person, of this country or another, from this case, everywhere, with the reason kept sealed.',
    z
      .strictObject({
        country: State.optional(),
        agency: AgencyOfCountry.optional(),
        officialId: Login.optional(),
        reason: Line,
        occurredAt,
      })
      .refine(
        (body) => body.agency !== undefined || body.officialId !== undefined,
        'agency or officialId is needed',
      ),
    { officialId: 'officer-77', reason: 'Named by the person as a friend of the employer.' },
    'officer',
  ),
  LiftExclusion: permission(
    'case_work',
    'keeper',
    'Propose, as the office that excluded, that an exclusion ends; a second person of another agency confirms it.',
    z.strictObject({ exclusionId: Id }),
    {
      exclusionId: '0d8a3f0e-6c1b-4a58-9d57-0a8b2f6f2c31',
    },
    'approver',
  ),
  ConfirmExclusionLift: permission(
    'take_part',
    'second',
    'Confirm, as the second person, of another agency that is not the one of who is excluded, that an exclusion ends.',
    z.strictObject({ exclusionId: Id }),
    { exclusionId: '0d8a3f0e-6c1b-4a58-9d57-0a8b2f6f2c31' },
    'approver',
  ),
  NotifyCountry: permission(
    'coordinate',
    'charged',
    'Tell another country, without a name, that a person who may be its national is in care here.',
    z.strictObject({ country: Country, locationType: z.enum(locationTypes) }),
    { country: someCountry.origin, locationType: 'shelter' },
  ),
  AcknowledgeCase: permission(
    'coordinate',
    'charged',
    'Acknowledge a case that another country notified, and name the focal person.',
    z.strictObject({ country: Country, focalPerson: Login }),
    { country: someCountry.found, focalPerson: 'focal-1' },
  ),
  CloseCase: permission(
    'take_part',
    'owner',
    'Close the case, as its owner, with a reason; partners named are told the reason and how long data are kept. Where the person lives, what she refused and what was found of her is told with a consent to outcomes alone.',
    z.strictObject({ reason: z.enum(closingReasons).optional(), tell: z.array(Country).max(8).optional() }),
    { reason: 'reintegrated', tell: [someCountry.found] },
  ),
  ReopenCase: alsoOnClosedCase(
    permission(
      'take_part',
      'owner',
      'Open a closed case again, as its owner, with a reason.',
      z.strictObject({ reason: Code.optional() }),
      { reason: 'person_returned' },
    ),
  ),
};
