import { z } from 'zod';
import { Country } from '../words/country.js';
import { State } from '../words/states.js';
import { knownTo, only } from '../words/audience.js';
import { asBefore, event, ofAnyState, withNewFields } from '../words/event.js';
import { fieldGroups } from '../words/dictionary.js';
import { everyone, naming, operational, personal } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Instant, Language, Line } from '../words/values.js';
import { AskableField, NationalityFinding, MeetingPlace, TravelPaper } from './values.js';

/** Nationality confirmation (domain.md 2.2). The same request id stands in both countries' files. */
export const nationalityEvents = {
  // sending side
  CaseFormShared: event('CaseFormShared', knownTo('SW', 'IM', 'CO', 'FP'), {
    formId: operational(Id, everyone),
    to: operational(Country, everyone),
    messageId: operational(Id, everyone),
  }),
  NationalityConfirmationRequested: event(
    'NationalityConfirmationRequested',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      requestId: operational(Id, everyone),
      of: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  /** The mission of a country that no instrument binds was asked by hand: what it may be told of the person. */
  MissionAsked: event('MissionAsked', knownTo('SW', 'IM', 'CO', 'FP'), {
    requestId: operational(Id, everyone),
    of: operational(State, everyone),
    mission: operational(Code, ['SW', 'IM', 'FP']),
    groups: operational(z.array(z.enum(fieldGroups)).min(1), everyone),
  }),
  /** What a mission was told by hand rests on nothing any more, whatever took that away: it is to be told so. */
  MissionToStop: event('MissionToStop', only('SW', 'FP'), {
    requestId: operational(Id, everyone),
    of: operational(State, everyone),
    mission: operational(Code, everyone),
  }),
  /** It was told, by hand. */
  MissionStopped: event('MissionStopped', only('SW', 'FP'), {
    requestId: operational(Id, everyone),
    of: operational(State, everyone),
    mission: operational(Code, everyone),
  }),
  NationalityResultLearned: event(
    'NationalityResultLearned',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      decisionId: operational(Id, everyone),
      requestId: operational(Id, everyone),
      from: operational(State, everyone),
      authority: naming(operational(Code, everyone)),
      finding: personal('nationality', NationalityFinding),
      validUntil: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  TravelDocumentLearned: event(
    'TravelDocumentLearned',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      documentId: operational(Id, everyone),
      from: operational(State, everyone),
      kind: operational(Code, everyone),
      paper: personal('documents', TravelPaper),
      validUntil: operational(Day, everyone),
    },
    ofAnyState,
  ),

  // receiving side
  CaseFormReceived: event('CaseFormReceived', knownTo('SW', 'IM', 'CO', 'FP'), {
    formId: operational(Id, everyone),
    from: operational(Country, everyone),
  }),
  NationalityCheckReceived: event(
    'NationalityCheckReceived',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      requestId: operational(Id, everyone),
      from: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  CheckForwarded: event(
    'CheckForwarded',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      requestId: operational(Id, everyone),
      to: naming(operational(Code, everyone)),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  NationalityDecided: event(
    'NationalityDecided',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      decisionId: operational(Id, everyone),
      requestId: operational(Id, everyone),
      answered: operational(z.literal(true), everyone),
      finding: personal('nationality', NationalityFinding),
      validUntil: operational(Day.optional(), everyone),
      /** By when the office whose finding is the country's answer goes on from here. */
      completeBy: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    { version: 3, upcast: { 1: asBefore, 2: asBefore } },
  ),
  /** Which finding the country stands behind, where its authorities differ. */
  NationalAnswerChosen: event('NationalAnswerChosen', knownTo('SW', 'IM', 'CO', 'FP'), {
    decisionId: operational(Id, everyone),
  }),
  TravelDocumentIssued: event('TravelDocumentIssued', knownTo('SW', 'IM', 'CO', 'FP'), {
    documentId: operational(Id, everyone),
    kind: operational(Code, everyone),
    paper: personal('documents', TravelPaper),
    validUntil: operational(Day, everyone),
  }),

  // both sides
  /** `of` has to answer. */
  AdditionalInformationAsked: event('AdditionalInformationAsked', knownTo('SW', 'IM', 'CO', 'FP'), {
    requestId: operational(Id, everyone),
    of: operational(Country, everyone),
    messageId: operational(Id, everyone),
    fields: operational(z.array(AskableField).min(1), everyone),
  }),
  AdditionalInformationGiven: event('AdditionalInformationGiven', knownTo('SW', 'IM', 'CO', 'FP'), {
    requestId: operational(Id, everyone),
    by: operational(Country, everyone),
    fields: operational(z.array(AskableField).min(1), everyone),
  }),
  /** `by` wants to see the person. */
  ConsularAccessAsked: event('ConsularAccessAsked', knownTo('SW', 'IM', 'CO', 'FP'), {
    requestId: operational(Id, everyone),
    by: operational(Country, everyone),
    messageId: operational(Id, everyone),
    place: operational(MeetingPlace, everyone),
    at: operational(Instant.optional(), everyone),
    language: operational(Language.optional(), everyone),
  }),
  ConsularInterviewHeld: event(
    'ConsularInterviewHeld',
    knownTo('SW', 'IM', 'CO', 'FP'),
    {
      requestId: operational(Id, everyone),
      by: operational(State, everyone),
      place: operational(MeetingPlace, everyone),
      heldOn: operational(Day, everyone),
    },
    ofAnyState,
  ),
  NationalityResultWithdrawn: event('NationalityResultWithdrawn', knownTo('SW', 'IM', 'CO', 'FP'), {
    decisionId: operational(Id, everyone),
    because: personal('nationality', Line.optional()),
  }),
  /** To which body an unconfirmed or stateless person was referred; that it is about statelessness is sealed. */
  NationalityReferralMade: event('NationalityReferralMade', knownTo('SW', 'FP'), {
    referralId: operational(Id, everyone),
    referral: personal(
      'nationality',
      z.strictObject({ body: z.enum(['unhcr', 'iom', 'national']), because: Line }),
    ),
  }),
};
