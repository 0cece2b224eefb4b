import { z } from 'zod';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Instant, Language, Line } from '../kernel/values.js';
import { AskableField, Finding, MeetingPlace, TravelPaper } from './values.js';

/** Nationality confirmation (domain.md 2.2). The same request id stands in both countries' files. */
export const nationalityEvents = {
  // sending side
  CaseFormShared: event('CaseFormShared', {
    formId: operational(Id),
    to: operational(Country),
    messageId: operational(Id),
  }),
  NationalityConfirmationRequested: event('NationalityConfirmationRequested', {
    requestId: operational(Id),
    of: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
  }),
  NationalityResultLearned: event('NationalityResultLearned', {
    decisionId: operational(Id),
    requestId: operational(Id),
    from: operational(Country),
    authority: operational(Code),
    finding: personal('nationality', Finding),
    validUntil: operational(Day.optional()),
  }),
  TravelDocumentLearned: event('TravelDocumentLearned', {
    documentId: operational(Id),
    from: operational(Country),
    kind: operational(Code),
    paper: personal('documents', TravelPaper),
    validUntil: operational(Day),
  }),

  // receiving side
  CaseFormReceived: event('CaseFormReceived', { formId: operational(Id), from: operational(Country) }),
  NationalityCheckReceived: event('NationalityCheckReceived', {
    requestId: operational(Id),
    from: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
  }),
  CheckForwarded: event('CheckForwarded', { requestId: operational(Id), to: operational(Code) }),
  NationalityDecided: event('NationalityDecided', {
    decisionId: operational(Id),
    requestId: operational(Id),
    answered: operational(z.literal(true)),
    finding: personal('nationality', Finding),
    validUntil: operational(Day.optional()),
  }),
  TravelDocumentIssued: event('TravelDocumentIssued', {
    documentId: operational(Id),
    kind: operational(Code),
    paper: personal('documents', TravelPaper),
    validUntil: operational(Day),
  }),

  // both sides
  /** `of` has to answer. */
  AdditionalInformationAsked: event('AdditionalInformationAsked', {
    requestId: operational(Id),
    of: operational(Country),
    messageId: operational(Id),
    fields: operational(z.array(AskableField).min(1)),
  }),
  AdditionalInformationGiven: event('AdditionalInformationGiven', {
    requestId: operational(Id),
    by: operational(Country),
    fields: operational(z.array(AskableField).min(1)),
  }),
  /** `by` wants to see the person. */
  ConsularAccessAsked: event('ConsularAccessAsked', {
    requestId: operational(Id),
    by: operational(Country),
    messageId: operational(Id),
    place: operational(MeetingPlace),
    at: operational(Instant.optional()),
    language: operational(Language.optional()),
  }),
  ConsularInterviewHeld: event('ConsularInterviewHeld', {
    requestId: operational(Id),
    by: operational(Country),
    place: operational(MeetingPlace),
    heldOn: operational(Day),
  }),
  NationalityResultWithdrawn: event('NationalityResultWithdrawn', {
    decisionId: operational(Id),
    because: personal('nationality', Line.optional()),
  }),
  /** To which body an unconfirmed or stateless person was referred; that it is about statelessness is sealed. */
  NationalityReferralMade: event('NationalityReferralMade', {
    referralId: operational(Id),
    referral: personal(
      'nationality',
      z.strictObject({ body: z.enum(['unhcr', 'iom', 'national']), because: Line }),
    ),
  }),
};
