import { z } from 'zod';
import { channels } from '../coordination/events.js';
import { AgeBand } from '../words/age-band.js';
import { Name } from '../words/person.js';
import { State } from '../words/states.js';
import { everyoneInvolved, knownTo, only } from '../words/audience.js';
import { asBefore, event, inMoreWords, withNewFields } from '../words/event.js';
import { everyone, naming, operational, personal } from '../words/field.js';
import { Login } from '../words/login.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Language, Line, Text } from '../words/values.js';

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
/** Who asks for a review; an authority where somebody who took part in the denial was excluded since. */
export const reviewers = ['person', 'lawyer', 'ngo', 'authority'] as const;
export const deferralReasons = ['not_ready', 'no_interpreter', 'evidence_missing', 'other'] as const;

const aboutStatus = only('PO', 'SW', 'LA', 'FP');

export const identificationEvents = {
  IncidentReported: event('IncidentReported', knownTo('SW', 'FP'), {
    incidentId: operational(Id, everyone),
    channel: operational(z.enum(channels), everyone),
    personsCount: operational(z.int().min(1).max(10_000).optional(), everyone),
    incident: personal('incident', z.strictObject({ place: Line, account: Text.optional() })),
  }),
  InitialScreeningCompleted: event(
    'InitialScreeningCompleted',
    knownTo('SW', 'FP'),
    {
      outcome: operational(z.enum(screeningOutcomes), ['PO', 'SW', 'LA', 'FP']),
      interpreter: operational(Login.optional(), ['SW', 'FP']),
      /** Sealed: a code may name a pregnancy or an illness. */
      urgentNeeds: personal('specialNeeds', z.array(Code).max(20)),
      indicators: personal('incident', z.array(Code).max(60)),
      /** By when the fuller interview follows, where the country's practice names a clock. */
      interviewDueOn: operational(Day.optional(), ['PO', 'SW', 'LA', 'FP']),
      reckonedBy: operational(Reckoning.optional(), ['PO', 'SW', 'LA', 'FP']),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  RecoveryPeriodGranted: event(
    'RecoveryPeriodGranted',
    knownTo('SW', 'SH', 'IM', 'PO', 'LA', 'FP'),
    {
      until: operational(Day, everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  AgeVerificationRequested: event('AgeVerificationRequested', knownTo('SW', 'HE', 'PO', 'FP'), {
    method: operational(Code, everyone),
  }),
  AgePresumedMinor: event('AgePresumedMinor', everyoneInvolved, {}),
  AgeVerified: event('AgeVerified', everyoneInvolved, {
    result: operational(z.enum(ageResults), everyone),
    ageBand: operational(AgeBand, everyone, 'profile'),
    /** Sealed as a birth date is: with the day of the verification they come near to one. */
    years: personal('birthDate', z.int().min(0).max(130).optional()),
    opinion: personal('health', Text.optional()),
  }),
  GuardianAppointed: event(
    'GuardianAppointed',
    knownTo('SW', 'FP'),
    {
      guardianId: operational(Id, everyone),
      authority: naming(operational(Code, ['PO', 'SW', 'SH', 'HE', 'LA', 'FP'])),
      /** Pseudonym of a guardian who is an official. */
      officialId: operational(Login.optional(), ['SW', 'FP']),
      guardian: personal('guardian', z.strictObject({ name: Name, orderNumber: Line.optional() }), {
        of: 'guardianId',
      }),
    },
    inMoreWords,
  ),
  GuardianshipEnded: event('GuardianshipEnded', knownTo('PO', 'SW', 'SH', 'CO', 'HE', 'LA', 'FP'), {
    guardianId: operational(Id, everyone),
    reason: operational(z.enum(['replaced', 'unfit', 'of_age', 'other']), ['SW', 'LA', 'FP']),
  }),
  IdentificationInterviewHeld: event('IdentificationInterviewHeld', knownTo('SW', 'FP'), {
    interviewId: operational(Id, everyone),
    agencies: naming(operational(z.array(Code).min(1).max(20), ['PO', 'SW', 'LA', 'FP'])),
    disciplines: operational(z.array(Code).min(1).max(20), ['PO', 'SW', 'LA', 'FP']),
    language: operational(Language, everyone),
    interpreter: operational(Login.optional(), ['SW', 'FP']),
    acts: personal('acts', z.array(z.enum(acts)).max(20)),
    means: personal('means', z.array(z.enum(means)).max(20)),
    purposes: personal('purposes', z.array(z.enum(purposes)).max(20)),
    route: personal('route', z.array(RouteStep).max(50).optional()),
    suspects: personal('suspects', z.array(Suspect).max(50).optional()),
    wages: personal('wages', Text.optional()),
  }),
  VictimIdentified: event(
    'VictimIdentified',
    knownTo('SW', 'SH', 'NG', 'FP'),
    {
      findingId: operational(Id, everyone),
      authority: naming(operational(Code, everyone)),
      legalBasis: operational(Code, everyone),
      certificate: personal(
        'documents',
        z.strictObject({ number: Line, issuedOn: Day.optional() }).optional(),
      ),
      applyUntil: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  VictimStatusDenialProposed: event('VictimStatusDenialProposed', aboutStatus, {
    findingId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    reason: personal('incident', Text),
  }),
  VictimStatusDenied: event('VictimStatusDenied', aboutStatus, {
    findingId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    referral: operational(z.enum(referrals), everyone),
    toldIn: operational(Language, everyone),
  }),
  IdentificationReviewRequested: event(
    'IdentificationReviewRequested',
    aboutStatus,
    {
      findingId: operational(Id, everyone),
      requestedBy: operational(z.enum(reviewers), everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  DecisionUpheld: event('DecisionUpheld', aboutStatus, {
    findingId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    reason: personal('incident', Text),
  }),
  /** Told of the review that is open, in a language of their own, the person asks to go all the same. */
  WishToGoRecorded: event('WishToGoRecorded', aboutStatus, {
    findingId: operational(Id, everyone),
    language: operational(Language, everyone),
    interpreter: operational(Login.optional(), everyone),
  }),
  DecisionOverturned: event('DecisionOverturned', aboutStatus, {
    findingId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    reason: personal('incident', Text),
  }),
  IdentificationDeferred: event('IdentificationDeferred', knownTo('SW', 'PO', 'LA', 'HE', 'FP'), {
    reason: operational(z.enum(deferralReasons), ['SW', 'HE']),
  }),
  StatusRecognisedAbroad: event(
    'StatusRecognisedAbroad',
    knownTo('SW', 'IM', 'LA', 'FP'),
    {
      country: operational(State, everyone),
      authority: naming(operational(Code, everyone)),
      legalBasis: operational(Code.optional(), everyone),
      /** The paper of the other country. */
      certificate: personal('documents', z.strictObject({ issuedOn: Day }).optional()),
      applyUntil: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 5, upcast: { 1: asBefore, 2: asBefore, 3: asBefore, 4: asBefore } },
  ),
};
