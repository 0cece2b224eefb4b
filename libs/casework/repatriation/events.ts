import { z } from 'zod';
import { GivenBy, knownWithConsents } from '../consent/events.js';
import { Name, SpecialNeed } from '../words/person.js';
import { Country } from '../words/country.js';
import { State } from '../words/states.js';
import { byHandEvents, ofTheReturn, plan } from './by-hand-events.js';
import { everyoneInvolved, knownTo, only } from '../words/audience.js';
import { event, inMoreWords, ofAnyState, withNewFields } from '../words/event.js';
import { everyone, naming, operational, personal } from '../words/field.js';
import { Login } from '../words/login.js';
import { transitEvents } from './transit-events.js';
import { Code, Day, Id, Language, Text } from '../words/values.js';
import {
  BestInterests,
  Discrepancy,
  HandoverItem,
  Leg,
  ManifestDocument,
  NextStep,
  Referral,
  Risk,
  SharedRisk,
  Side,
  StopReason,
} from './values.js';

/** What the person is told, wants and needs, and what is known of danger and health. */
export const preparationEvents = {
  ReturnCounsellingHeld: event('ReturnCounsellingHeld', knownTo('SW', 'FP'), {
    language: operational(Language, everyone),
    interpreter: operational(Login.optional(), ['SW', 'FP']),
  }),
  ReturnConsentGiven: event('ReturnConsentGiven', knownWithConsents, {
    givenBy: operational(GivenBy, everyone),
    /** Who gave it for a child. */
    guardianId: operational(Id.optional(), everyone),
  }),
  ReturnConsentWithdrawn: event('ReturnConsentWithdrawn', knownWithConsents, {
    onTheWay: operational(z.boolean(), everyone),
    /** Something of this return has gone to the other side and must not be used further. */
    recallNeeded: operational(z.boolean(), ['SW', 'FP']),
    journeyId: operational(Id.optional(), everyone),
  }),
  ReturnRefused: event('ReturnRefused', knownWithConsents, {
    journeyId: operational(Id.optional(), everyone),
  }),
  RiskAssessed: event('RiskAssessed', knownTo('SW', 'FP'), {
    assessmentId: operational(Id, everyone),
    by: operational(Country, everyone),
    assessment: personal('risk', Risk),
  }),
  RiskShared: event('RiskShared', knownTo('SW', 'FP'), {
    assessmentId: operational(Id, everyone),
    to: operational(Country, everyone),
  }),
  RiskLearned: event('RiskLearned', knownTo('SW', 'FP'), {
    assessmentId: operational(Id, everyone),
    by: operational(Country, everyone),
    assessment: personal('riskExchange', SharedRisk),
  }),
  /** One person finds the measures that an assessment names to be in place; two of two agencies make its risk borne. */
  RiskMeasuresConfirmed: event('RiskMeasuresConfirmed', knownTo('SW', 'FP'), {
    assessmentId: operational(Id, everyone),
  }),
  BestInterestsDetermined: event('BestInterestsDetermined', knownTo('SW', 'FP'), {
    childHeard: operational(z.boolean(), everyone),
    determination: personal('bestInterests', BestInterests),
  }),
  FitToTravelCertified: event('FitToTravelCertified', knownTo('SW', 'IM', 'FP'), {
    validUntil: operational(Day, everyone),
    note: personal('health', Text.optional()),
  }),
};

/** The plan between two countries and its approval. Said by the one, learned by the other: same event, `by` tells. */
const agreement = {
  RepatriationProposed: event('RepatriationProposed', ofTheReturn, {
    ...plan,
    to: operational(Country, everyone),
    messageId: operational(Id.optional(), everyone),
  }),
  RepatriationProposalReceived: event('RepatriationProposalReceived', ofTheReturn, {
    ...plan,
    from: operational(Country, everyone),
    messageId: operational(Id.optional(), everyone),
    /** It crossed a stop of ours, which its sender had not seen: the stop stands. */
    crossed: operational(z.enum(['cancelled', 'suspended']).optional(), everyone),
  }),
  ...byHandEvents,
  RepatriationAgreed: event('RepatriationAgreed', ofTheReturn, {
    proposalId: operational(Id, everyone),
    by: operational(Country, everyone),
  }),
  CounterProposed: event('CounterProposed', ofTheReturn, {
    proposalId: operational(Id, everyone),
    by: operational(Country, everyone),
    point: operational(Code, everyone),
    plannedOn: operational(Day, everyone),
  }),
  ProposalDeclined: event('ProposalDeclined', ofTheReturn, {
    proposalId: operational(Id, everyone),
    by: operational(Country, everyone),
    reason: operational(StopReason, everyone),
  }),
  ReturnApprovalGiven: event('ReturnApprovalGiven', ofTheReturn, {
    proposalId: operational(Id, everyone),
    agency: naming(operational(Code, ['SW', 'FP'])),
  }),
  RepatriationApproved: event('RepatriationApproved', ofTheReturn, { proposalId: operational(Id, everyone) }),
  /** What the approval rested on holds no more: it is signed anew. */
  ReturnApprovalLapsed: event('ReturnApprovalLapsed', ofTheReturn, { proposalId: operational(Id, everyone) }),
  HigherAuthorityLetterIssued: event('HigherAuthorityLetterIssued', ofTheReturn, {
    proposalId: operational(Id, everyone),
    authority: naming(operational(Code, everyone)),
    reference: operational(Code, everyone),
  }),
  RepatriationSuspended: event('RepatriationSuspended', ofTheReturn, {
    by: operational(Country, everyone),
    reason: operational(StopReason, everyone),
    until: operational(Day.optional(), everyone),
    journeyId: operational(Id.optional(), everyone),
  }),
  RepatriationResumed: event('RepatriationResumed', ofTheReturn, { by: operational(Country, everyone) }),
  RepatriationCancelled: event('RepatriationCancelled', ofTheReturn, {
    by: operational(Country, everyone),
    reason: operational(StopReason, everyone),
    journeyId: operational(Id.optional(), everyone),
  }),
};

/** From the notice of departure to the arrival. */
const travel = {
  ReceivingSideNotified: event('ReceivingSideNotified', ofTheReturn, {
    on: operational(Day, everyone),
    point: operational(Code, everyone),
    escorts: operational(z.int().min(0), everyone),
    /** The journey that was notified, by the id that both sides give it, and the message that told it. */
    journeyId: operational(Id.optional(), everyone),
    messageId: operational(Id.optional(), ['SW', 'FP']),
  }),
  DepartureAuthorised: event('DepartureAuthorised', ofTheReturn, {
    on: operational(Day, everyone),
    point: operational(Code, everyone),
  }),
  DepartureExpected: event(
    'DepartureExpected',
    ofTheReturn,
    {
      from: operational(Country, everyone),
      /** Derived from the group, or from the proposal of one who travels alone. */
      journeyId: operational(Id, everyone),
      group: operational(Id.optional(), everyone),
      on: operational(Day, everyone),
      point: operational(Code, everyone),
      escorts: operational(z.int().min(0), everyone),
      names: personal('names', z.array(Name)),
      documents: personal('documents', z.array(ManifestDocument)),
      specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
      /** The message that told it. */
      messageId: operational(Id.optional(), ['SW', 'FP']),
    },
    inMoreWords,
  ),
  /** A line of a manifest that the other country told before reads otherwise; day and point are as they were. */
  ManifestLineCorrected: event(
    'ManifestLineCorrected',
    ofTheReturn,
    {
      from: operational(Country, everyone),
      names: personal('names', z.array(Name).optional()),
      specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
      /** The message that told the line. */
      messageId: operational(Id, ['SW', 'FP']),
    },
    inMoreWords,
  ),
  ReceptionConfirmed: event('ReceptionConfirmed', ofTheReturn, {
    by: operational(Country, everyone),
    on: operational(Day, everyone),
    point: operational(Code, everyone),
    /** The notice that it answers: it counts for that one alone. */
    answers: operational(Id.optional(), ['SW', 'FP']),
  }),
  JourneyJoined: event(
    'JourneyJoined',
    ofTheReturn,
    {
      journeyId: operational(Id, everyone),
      /** Its legs, where they say in which country they run. */
      legs: operational(z.array(Leg).optional(), everyone),
    },
    withNewFields,
  ),
  JourneyLeft: event('JourneyLeft', ofTheReturn, {
    journeyId: operational(Id, everyone),
    /** Another plan or journey took its place; the journey is to be told. */
    replaced: operational(z.literal(true).optional(), everyone),
  }),
  DepartureRecorded: event('DepartureRecorded', ofTheReturn, { journeyId: operational(Id, everyone) }),
  TransitLegStarted: event('TransitLegStarted', ofTheReturn, {
    journeyId: operational(Id, everyone),
    leg: operational(z.int().min(0), everyone),
  }),
  TransitLegCompleted: event('TransitLegCompleted', ofTheReturn, {
    journeyId: operational(Id, everyone),
    leg: operational(z.int().min(0), everyone),
  }),
  HandoverSigned: event('HandoverSigned', ofTheReturn, {
    side: operational(Side, everyone),
    /** Pseudonym of the officer who signed. */
    officer: operational(Login, ['SW', 'FP']),
    point: operational(Code, everyone),
    items: personal('handoverItems', z.array(HandoverItem)),
    discrepancies: operational(z.array(Discrepancy), everyone),
    journeyId: operational(Id.optional(), everyone),
  }),
  HandoverLearned: event('HandoverLearned', ofTheReturn, {
    side: operational(Side, everyone),
    officer: operational(Login, ['SW', 'FP']),
    point: operational(Code, everyone),
    items: personal('handoverItems', z.array(HandoverItem).optional()),
    discrepancies: operational(z.array(Discrepancy), everyone),
    by: operational(Country.optional(), everyone),
    journeyId: operational(Id.optional(), everyone),
    signedOn: operational(Day.optional(), everyone),
  }),
  HandoverRefused: event('HandoverRefused', ofTheReturn, {
    side: operational(Side, everyone),
    point: operational(Code, everyone),
    reason: operational(StopReason, everyone),
  }),
  ArrivalRecorded: event(
    'ArrivalRecorded',
    ofTheReturn,
    {
      /** May be the code of a shelter. */
      place: personal('shelterCode', Code),
      nextStep: operational(NextStep, ['SW', 'SH', 'NG', 'HE', 'FP']),
      condition: personal('health', Text.optional()),
      /** Offices that met the person, beside the one that recorded it. */
      receivedBy: naming(operational(z.array(Code).optional(), ['SW', 'FP'])),
    },
    withNewFields,
  ),
  ArrivalLearned: event(
    'ArrivalLearned',
    ofTheReturn,
    {
      by: operational(State, everyone),
      arrivedOn: operational(Day, everyone),
      nextStep: operational(NextStep, ['SW', 'SH', 'NG', 'HE', 'FP']),
      condition: personal('health', Text.optional()),
    },
    ofAnyState,
  ),
};

/** Ways that end otherwise. */
const otherEnds = {
  ThirdCountryReferralOpened: event('ThirdCountryReferralOpened', only('SW'), {
    referralId: operational(Id, everyone),
    referral: personal('protection', Referral),
  }),
  /** Why is sealed: asylum and testimony are among the grounds. */
  LocalStayGranted: event(
    'LocalStayGranted',
    only('SW', 'IM', 'LA', 'FP'),
    {
      basis: personal('protection', Code),
      until: operational(Day.optional(), everyone),
      /** Whether the person may work as long as the stay lasts; not said where it is not known. */
      work: operational(z.boolean().optional(), everyone),
    },
    withNewFields,
  ),
  PersonLeftWithoutNotice: event('PersonLeftWithoutNotice', ofTheReturn, {
    journeyId: operational(Id.optional(), everyone),
  }),
  PersonDied: event('PersonDied', everyoneInvolved, {
    circumstances: personal('incident', Text.optional()),
    notified: naming(operational(z.array(Code), ['SW', 'FP'])),
    journeyId: operational(Id.optional(), everyone),
  }),
};

const afterDeath = {
  RemainsReturned: event(
    'RemainsReturned',
    knownTo('SW', 'FP'),
    { to: operational(State, everyone) },
    ofAnyState,
  ),
};

export const repatriationEvents = {
  ...preparationEvents,
  ...agreement,
  ...transitEvents,
  ...travel,
  ...otherEnds,
  ...afterDeath,
};
