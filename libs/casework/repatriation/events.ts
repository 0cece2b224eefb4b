import { z } from 'zod';
import { GivenBy } from '../consent/events.js';
import { Name, SpecialNeed } from '../identity/values.js';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Language, Text } from '../kernel/values.js';
import {
  BestInterests,
  Discrepancy,
  HandoverItem,
  ManifestDocument,
  NextStep,
  Referral,
  Risk,
  SharedRisk,
  Side,
  StopReason,
} from './values.js';

const plan = {
  proposalId: operational(Id),
  point: operational(Code),
  plannedOn: operational(Day),
  /** Shared reference of the people who travel together. */
  group: operational(Id.optional()),
  escorts: operational(z.int().min(0)),
};

/** What the person is told, wants and needs, and what is known of danger and health. */
const preparation = {
  ReturnCounsellingHeld: event('ReturnCounsellingHeld', {
    language: operational(Language),
    interpreter: operational(Code.optional()),
  }),
  ReturnConsentGiven: event('ReturnConsentGiven', {
    givenBy: operational(GivenBy),
    /** Who gave it for a child. */
    guardianId: operational(Id.optional()),
  }),
  ReturnConsentWithdrawn: event('ReturnConsentWithdrawn', {
    onTheWay: operational(z.boolean()),
    /** Something of this return has gone to the other side and must not be used further. */
    recallNeeded: operational(z.boolean()),
    journeyId: operational(Id.optional()),
  }),
  ReturnRefused: event('ReturnRefused', { journeyId: operational(Id.optional()) }),
  RiskAssessed: event('RiskAssessed', {
    assessmentId: operational(Id),
    by: operational(Country),
    assessment: personal('risk', Risk),
  }),
  RiskShared: event('RiskShared', { assessmentId: operational(Id), to: operational(Country) }),
  RiskLearned: event('RiskLearned', {
    assessmentId: operational(Id),
    by: operational(Country),
    assessment: personal('riskExchange', SharedRisk),
  }),
  BestInterestsDetermined: event('BestInterestsDetermined', {
    childHeard: operational(z.boolean()),
    determination: personal('bestInterests', BestInterests),
  }),
  FitToTravelCertified: event('FitToTravelCertified', {
    validUntil: operational(Day),
    note: personal('health', Text.optional()),
  }),
};

/** The plan between two countries and its approval. Said by the one, learned by the other: same event, `by` tells. */
const agreement = {
  RepatriationProposed: event('RepatriationProposed', {
    ...plan,
    to: operational(Country),
    messageId: operational(Id.optional()),
  }),
  RepatriationProposalReceived: event('RepatriationProposalReceived', {
    ...plan,
    from: operational(Country),
    messageId: operational(Id.optional()),
  }),
  RepatriationAgreed: event('RepatriationAgreed', { proposalId: operational(Id), by: operational(Country) }),
  CounterProposed: event('CounterProposed', {
    proposalId: operational(Id),
    by: operational(Country),
    point: operational(Code),
    plannedOn: operational(Day),
  }),
  ProposalDeclined: event('ProposalDeclined', {
    proposalId: operational(Id),
    by: operational(Country),
    reason: operational(StopReason),
  }),
  ReturnApprovalGiven: event('ReturnApprovalGiven', {
    proposalId: operational(Id),
    agency: operational(Code),
  }),
  RepatriationApproved: event('RepatriationApproved', { proposalId: operational(Id) }),
  /** What the approval rested on holds no more: it is signed anew. */
  ReturnApprovalLapsed: event('ReturnApprovalLapsed', { proposalId: operational(Id) }),
  HigherAuthorityLetterIssued: event('HigherAuthorityLetterIssued', {
    proposalId: operational(Id),
    authority: operational(Code),
    reference: operational(Code),
  }),
  TransitAsked: event('TransitAsked', { of: operational(Country), on: operational(Day) }),
  TransitRequestReceived: event('TransitRequestReceived', {
    from: operational(Country),
    on: operational(Day),
    names: personal('names', z.array(Name).optional()),
    specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
  }),
  TransitPermitted: event('TransitPermitted', {
    by: operational(Country),
    to: operational(Country),
    on: operational(Day),
  }),
  RepatriationSuspended: event('RepatriationSuspended', {
    by: operational(Country),
    reason: operational(StopReason),
    until: operational(Day.optional()),
    journeyId: operational(Id.optional()),
  }),
  RepatriationResumed: event('RepatriationResumed', { by: operational(Country) }),
  RepatriationCancelled: event('RepatriationCancelled', {
    by: operational(Country),
    reason: operational(StopReason),
    journeyId: operational(Id.optional()),
  }),
};

/** From the notice of departure to the arrival. */
const travel = {
  ReceivingSideNotified: event('ReceivingSideNotified', {
    on: operational(Day),
    point: operational(Code),
    escorts: operational(z.int().min(0)),
  }),
  DepartureAuthorised: event('DepartureAuthorised', { on: operational(Day), point: operational(Code) }),
  DepartureExpected: event('DepartureExpected', {
    from: operational(Country),
    /** Derived from the group, or from the proposal of one who travels alone. */
    journeyId: operational(Id),
    group: operational(Id.optional()),
    on: operational(Day),
    point: operational(Code),
    escorts: operational(z.int().min(0)),
    names: personal('names', z.array(Name)),
    documents: personal('documents', z.array(ManifestDocument)),
    specialNeeds: personal('journeyNeeds', z.array(SpecialNeed).optional()),
  }),
  ReceptionConfirmed: event('ReceptionConfirmed', {
    by: operational(Country),
    on: operational(Day),
    point: operational(Code),
  }),
  JourneyJoined: event('JourneyJoined', { journeyId: operational(Id) }),
  JourneyLeft: event('JourneyLeft', { journeyId: operational(Id) }),
  DepartureRecorded: event('DepartureRecorded', { journeyId: operational(Id) }),
  TransitLegStarted: event('TransitLegStarted', {
    journeyId: operational(Id),
    leg: operational(z.int().min(0)),
  }),
  TransitLegCompleted: event('TransitLegCompleted', {
    journeyId: operational(Id),
    leg: operational(z.int().min(0)),
  }),
  HandoverSigned: event('HandoverSigned', {
    side: operational(Side),
    /** Pseudonym of the officer who signed. */
    officer: operational(Code),
    point: operational(Code),
    items: personal('journeyNeeds', z.array(HandoverItem)),
    discrepancies: operational(z.array(Discrepancy)),
  }),
  HandoverLearned: event('HandoverLearned', {
    side: operational(Side),
    officer: operational(Code),
    point: operational(Code),
    items: personal('journeyNeeds', z.array(HandoverItem).optional()),
    discrepancies: operational(z.array(Discrepancy)),
  }),
  HandoverRefused: event('HandoverRefused', {
    side: operational(Side),
    point: operational(Code),
    reason: operational(StopReason),
  }),
  ArrivalRecorded: event('ArrivalRecorded', {
    /** May be the code of a shelter. */
    place: personal('shelterCode', Code),
    nextStep: operational(NextStep),
    condition: personal('health', Text.optional()),
  }),
  ArrivalLearned: event('ArrivalLearned', {
    by: operational(Country),
    arrivedOn: operational(Day),
    nextStep: operational(NextStep),
    condition: personal('health', Text.optional()),
  }),
};

/** Ways that end otherwise. */
const otherEnds = {
  ThirdCountryReferralOpened: event(
    'ThirdCountryReferralOpened',
    { referralId: operational(Id), referral: personal('protection', Referral) },
    { audience: ['SW'] },
  ),
  LocalStayGranted: event(
    'LocalStayGranted',
    /** Why is sealed: asylum and testimony are among the grounds. */
    { basis: personal('protection', Code), until: operational(Day.optional()) },
    { audience: ['SW', 'IM', 'LA', 'FP'] },
  ),
  PersonLeftWithoutNotice: event('PersonLeftWithoutNotice', { journeyId: operational(Id.optional()) }),
  PersonDied: event('PersonDied', {
    circumstances: personal('incident', Text.optional()),
    notified: operational(z.array(Code)),
    journeyId: operational(Id.optional()),
  }),
};

export const repatriationEvents = { ...preparation, ...agreement, ...travel, ...otherEnds };
