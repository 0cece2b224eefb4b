import { z } from 'zod';
import { AgeBand, channels } from '../coordination/events.js';
import { Name } from '../identity/values.js';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Language, Line, Text } from '../kernel/values.js';

export const screeningOutcomes = ['presumed', 'not_a_victim', 'undetermined'] as const;
export const acts = [
  'recruited',
  'transported',
  'transferred',
  'harboured',
  'received',
  'sold',
  'purchased',
  'lent',
  'hired',
] as const;
export const means = [
  'threat',
  'force',
  'coercion',
  'abduction',
  'fraud',
  'deception',
  'abuse_of_power',
  'abuse_of_vulnerability',
  'payments',
] as const;
export const purposes = [
  'forced_labour',
  'sexual',
  'child_labour',
  'forced_marriage',
  'servitude',
  'begging',
  'organ_removal',
  'forced_adoption',
  'surrogacy',
  'armed_group',
  'forced_childbirth',
  'forced_law_breaking',
  'other',
] as const;

export const RouteStep = z.strictObject({
  kind: z.enum(['recruited', 'border', 'transit', 'exploited']),
  place: Line,
  from: Line.optional(),
  until: Line.optional(),
});
export const Suspect = z.strictObject({
  role: Code,
  relation: z.enum(['familial', 'acquainted', 'unknown']),
  descriptor: Line.optional(),
});

/** Where a person goes whom an authority held not to be a victim; protection needs remain (domain.md 2.1). */
export const referrals = ['immigration', 'police', 'labour', 'social_welfare', 'other'] as const;
export const ageResults = ['child', 'adult', 'inconclusive'] as const;
export const reviewers = ['person', 'lawyer', 'ngo'] as const;
export const deferralReasons = ['not_ready', 'no_interpreter', 'evidence_missing', 'other'] as const;

const aboutStatus = { audience: ['PO', 'SW', 'LA', 'FP', 'AU'] } as const;

export const identificationEvents = {
  IncidentReported: event('IncidentReported', {
    incidentId: operational(Id),
    channel: operational(z.enum(channels)),
    personsCount: operational(z.int().min(1).max(10_000).optional()),
    incident: personal('incident', z.strictObject({ place: Line, account: Text.optional() })),
  }),
  InitialScreeningCompleted: event('InitialScreeningCompleted', {
    outcome: operational(z.enum(screeningOutcomes)),
    interpreter: operational(Code.optional()),
    /** Sealed: a code may name a pregnancy or an illness. */
    urgentNeeds: personal('specialNeeds', z.array(Code).max(20)),
    indicators: personal('incident', z.array(Code).max(60)),
  }),
  RecoveryPeriodGranted: event('RecoveryPeriodGranted', { until: operational(Day) }),
  AgeVerificationRequested: event('AgeVerificationRequested', { method: operational(Code) }),
  AgePresumedMinor: event('AgePresumedMinor', {}),
  AgeVerified: event('AgeVerified', {
    result: operational(z.enum(ageResults)),
    ageBand: operational(AgeBand, 'profile'),
    opinion: personal('health', Text.optional()),
  }),
  GuardianAppointed: event('GuardianAppointed', {
    guardianId: operational(Id),
    authority: operational(Code),
    /** Pseudonym of a guardian who is an official. */
    officialId: operational(Code.optional()),
    guardian: personal('guardian', z.strictObject({ name: Name, orderNumber: Line.optional() }), {
      of: 'guardianId',
    }),
  }),
  GuardianshipEnded: event('GuardianshipEnded', {
    guardianId: operational(Id),
    reason: operational(z.enum(['replaced', 'unfit', 'of_age', 'other'])),
  }),
  IdentificationInterviewHeld: event('IdentificationInterviewHeld', {
    interviewId: operational(Id),
    agencies: operational(z.array(Code).min(1).max(20)),
    disciplines: operational(z.array(Code).min(1).max(20)),
    language: operational(Language),
    interpreter: operational(Code.optional()),
    acts: personal('acts', z.array(z.enum(acts)).max(20)),
    means: personal('means', z.array(z.enum(means)).max(20)),
    purposes: personal('purposes', z.array(z.enum(purposes)).max(20)),
    route: personal('route', z.array(RouteStep).max(50).optional()),
    suspects: personal('suspects', z.array(Suspect).max(50).optional()),
    wages: personal('wages', Text.optional()),
  }),
  VictimIdentified: event('VictimIdentified', {
    findingId: operational(Id),
    authority: operational(Code),
    legalBasis: operational(Code),
    certificate: personal('documents', z.strictObject({ number: Line, issuedOn: Day.optional() }).optional()),
  }),
  VictimStatusDenialProposed: event(
    'VictimStatusDenialProposed',
    { findingId: operational(Id), authority: operational(Code), reason: personal('incident', Text) },
    aboutStatus,
  ),
  VictimStatusDenied: event(
    'VictimStatusDenied',
    {
      findingId: operational(Id),
      authority: operational(Code),
      referral: operational(z.enum(referrals)),
      toldIn: operational(Language),
    },
    aboutStatus,
  ),
  IdentificationReviewRequested: event(
    'IdentificationReviewRequested',
    { findingId: operational(Id), requestedBy: operational(z.enum(reviewers)) },
    aboutStatus,
  ),
  DecisionOverturned: event(
    'DecisionOverturned',
    { findingId: operational(Id), authority: operational(Code), reason: personal('incident', Text) },
    aboutStatus,
  ),
  IdentificationDeferred: event('IdentificationDeferred', { reason: operational(z.enum(deferralReasons)) }),
  StatusRecognisedAbroad: event('StatusRecognisedAbroad', {
    country: operational(Country),
    authority: operational(Code),
    legalBasis: operational(Code.optional()),
  }),
};
