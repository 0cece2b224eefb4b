import { z } from 'zod';
import { channels } from '../coordination/events.js';
import { disciplines } from '../words/facts.js';
import { Name } from '../words/person.js';
import { fact, permission } from '../words/command.js';
import { someCountry } from '../words/country.js';
import { State } from '../words/states.js';
import { AgencyCode, LegalBasisCode } from '../words/listed.js';
import { Login } from '../words/login.js';
import { Code, Day, Id, Language, Line, occurredAt, Text } from '../words/values.js';
import {
  acts,
  ageResults,
  deferralReasons,
  means,
  purposes,
  referrals,
  reviewers,
  RouteStep,
  screeningOutcomes,
  Suspect,
} from './events.js';

const findingId = '4c8f0b3e-55f1-4d12-bb1f-8b35d13e6c02';
const guardianId = 'c0a80d11-9b9d-4a35-8f6e-2b1e6c9c7a55';

export const identificationCommands = {
  ReportIncident: fact(
    'open_case',
    'own_work',
    'Record how and where the person was found.',
    z.strictObject({
      channel: z.enum(channels),
      place: Line,
      account: Text.optional(),
      personsCount: z.int().min(1).max(10_000).optional(),
      occurredAt,
    }),
    { channel: 'raid', place: 'Farm near Phetchaburi', personsCount: 5 },
  ),
  CompleteScreening: fact(
    'screen',
    'owner_first',
    'Record the first screening by indicators; urgent needs come first.',
    z.strictObject({
      outcome: z.enum(screeningOutcomes),
      indicators: z.array(Code).max(60),
      interpreter: Login.optional(),
      urgentNeeds: z.array(Code).max(20).default([]),
      occurredAt,
    }),
    { outcome: 'presumed', indicators: ['debt', 'threats', 'no_papers'], urgentNeeds: ['medical'] },
    'officer',
  ),
  GrantRecoveryPeriod: permission(
    'case_work',
    'owner',
    'Grant the period of recovery before any interview.',
    z.strictObject({}),
    {},
  ),
  RequestAgeVerification: permission(
    'case_work',
    'owner',
    'Ask for the age to be verified; until it is known the person is treated as a child.',
    z.strictObject({ method: Code }),
    { method: 'documents_first' },
  ),
  PresumeMinor: fact(
    'case_work',
    'own_work',
    'Record that the age is in doubt: the person is treated as a child until it is known.',
    z.strictObject({ occurredAt }),
    {},
  ),
  VerifyAge: fact(
    'health',
    'charged',
    'Record the result of an age verification.',
    z
      .strictObject({
        result: z.enum(ageResults),
        years: z.int().min(0).max(130).optional(),
        opinion: Text.optional(),
        occurredAt,
      })
      .refine(
        ({ result, years }) =>
          years === undefined || (result === 'child' ? years < 18 : result === 'adult' && years >= 18),
        'years fit the result: a child is under 18, an adult is not, and inconclusive has none',
      ),
    { result: 'child', years: 15 },
    'officer',
  ),
  AppointGuardian: permission(
    'child_protection',
    'charged',
    'Appoint a guardian for a child, who is not implicated in what happened to it.',
    z.strictObject({
      name: Name,
      orderNumber: Line.optional(),
      officialId: Login.optional(),
      implicated: z.boolean(),
    }),
    { name: { text: 'สมหญิง', script: 'Thai', kind: 'legal' }, orderNumber: '12/2555', implicated: false },
  ),
  EndGuardianship: fact(
    'child_protection',
    'keeper',
    'Record that a guardian no longer acts.',
    z.strictObject({ guardianId: Id, reason: z.enum(['replaced', 'unfit', 'of_age', 'other']), occurredAt }),
    { guardianId, reason: 'replaced' },
    'officer',
  ),
  RecordIdentificationInterview: permission(
    'identify',
    'charged',
    'Enter the interview of a multi-disciplinary team as one that counts: with consent, guardian and interpreter.',
    z.strictObject({
      agencies: z.array(AgencyCode).min(1).max(20),
      disciplines: z.array(z.enum(disciplines)).min(1).max(20),
      language: Language,
      interpreter: Login.optional(),
      acts: z.array(z.enum(acts)).max(20),
      means: z.array(z.enum(means)).max(20),
      purposes: z.array(z.enum(purposes)).max(20),
      route: z.array(RouteStep).max(50).optional(),
      suspects: z.array(Suspect).max(50).optional(),
      wages: Text.optional(),
      occurredAt,
    }),
    {
      agencies: ['datip', 'police'],
      disciplines: ['social_work', 'law_enforcement'],
      language: 'my',
      interpreter: 'interpreter-12',
      acts: ['harboured'],
      means: ['threat', 'force'],
      purposes: ['forced_labour'],
      route: [{ kind: 'exploited', place: 'Phetchaburi', from: '1995', until: '2012-11' }],
      suspects: [{ role: 'employer', relation: 'acquainted', descriptor: 'Owner of the farm' }],
      wages: 'None paid for seventeen years.',
    },
  ),
  IdentifyVictim: permission(
    'identify',
    'charged',
    'Identify the person formally, as the authority charged with it, on a legal basis.',
    z.strictObject({
      legalBasis: LegalBasisCode,
      certificateNumber: Line.optional(),
      issuedOn: Day.optional(),
    }),
    { legalBasis: 'atip-act-2551', certificateNumber: 'MDT 44/2555' },
  ),
  ProposeDenial: permission(
    'identify',
    'charged',
    'Propose, as the first of two persons, to hold that the person is not a victim.',
    z.strictObject({ reason: Text.optional() }),
    { reason: 'No act, means or purpose was found.' },
  ),
  ConfirmDenial: permission(
    'identify',
    'second',
    'Deny the status as the second person, of another agency; say where the person is referred and in which language told.',
    z.strictObject({ findingId: Id, referral: z.enum(referrals), toldIn: Language }),
    { findingId, referral: 'labour', toldIn: 'my' },
    'approver',
  ),
  RequestIdentificationReview: fact(
    'case_work',
    'own_work',
    'Record that the person, a lawyer or an organisation asks for a review of a denial.',
    z.strictObject({ findingId: Id, requestedBy: z.enum(reviewers), occurredAt }),
    { findingId, requestedBy: 'lawyer' },
  ),
  RecordWishToGo: fact(
    'case_work',
    'owner',
    'Record that the person, told of an open review in a language of their own, asks to go all the same.',
    z.strictObject({ findingId: Id, language: Language, interpreter: Login.optional(), occurredAt }),
    { findingId, language: 'my' },
    'officer',
  ),
  UpholdDecision: permission(
    'review_identification',
    'second',
    'Uphold a denial after a review, as somebody of an office that took no part in it.',
    z.strictObject({ findingId: Id, reason: Text.optional() }),
    { findingId, reason: 'Heard again; nothing new was found.' },
    'approver',
  ),
  OverturnDecision: permission(
    'review_identification',
    'second',
    'Overturn a denial after a review, as somebody of an office that took no part in it.',
    z.strictObject({ findingId: Id, reason: Text.optional() }),
    { findingId, reason: 'New testimony.' },
    'approver',
  ),
  DeferIdentification: permission(
    'identify',
    'charged',
    'Put the identification off until the person is ready, an interpreter is there or evidence comes.',
    z.strictObject({ reason: z.enum(deferralReasons) }),
    { reason: 'not_ready' },
  ),
  RecogniseStatus: permission(
    'identify',
    'charged',
    'Recognise a status given by an authority of another country.',
    z.strictObject({ country: State, legalBasis: LegalBasisCode.optional(), issuedOn: Day.optional() }),
    { country: someCountry.found },
  ),
};
