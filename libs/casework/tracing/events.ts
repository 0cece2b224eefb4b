import { z } from 'zod';
import { Country } from '../kernel/country.js';
import { event } from '../kernel/event.js';
import { operational, personal } from '../kernel/field.js';
import { Code, Day, Id, Line, Text } from '../kernel/values.js';
import { FamilyAnswer, TracingOutcome, VisitResult } from './values.js';

/** Family tracing and assessment (domain.md 2.3). What is found out about relatives is their own data: `householdId`. */
export const tracingEvents = {
  // sending side
  FamilyTracingRequested: event('FamilyTracingRequested', {
    requestId: operational(Id),
    of: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
    /** What may be told to the family, agreed with the person. */
    coverStory: personal('relatives', Text),
  }),
  FamilyAnswerLearned: event('FamilyAnswerLearned', {
    requestId: operational(Id),
    from: operational(Country),
    answer: personal('familyAssessment', FamilyAnswer),
    validUntil: operational(Day.optional()),
  }),

  // receiving side
  TracingRequestReceived: event('TracingRequestReceived', {
    requestId: operational(Id),
    householdId: operational(Id),
    from: operational(Country),
    messageId: operational(Id),
    dueOn: operational(Day.optional()),
    coverStory: personal('relatives', Text),
  }),
  TracingAssigned: event('TracingAssigned', {
    requestId: operational(Id),
    office: operational(Code),
    visitDueOn: operational(Day.optional()),
  }),
  TracingVisitRecorded: event('TracingVisitRecorded', {
    requestId: operational(Id),
    visitId: operational(Id),
    householdId: operational(Id),
    visitedOn: operational(Day),
    result: personal('familyAssessment', VisitResult, { of: 'householdId' }),
  }),
  TracingConcluded: event('TracingConcluded', {
    requestId: operational(Id),
    householdId: operational(Id),
    answer: personal('familyAssessment', FamilyAnswer),
    outcome: personal('familyAssessment', TracingOutcome, { of: 'householdId' }),
    reasons: personal('familyAssessment', Text.optional(), { of: 'householdId' }),
    validUntil: operational(Day.optional()),
  }),

  // both sides
  FamilyContactRecorded: event('FamilyContactRecorded', {
    contactId: operational(Id),
    means: operational(z.enum(['phone', 'video', 'letter', 'visit'])),
    contactedOn: operational(Day),
    account: personal('familyAssessment', Text.optional()),
  }),
  /** Where the person will live; that it is not the family is sealed. */
  CareArrangementPlanned: event('CareArrangementPlanned', {
    arrangementId: operational(Id),
    arrangement: personal(
      'familyAssessment',
      z.strictObject({
        kind: z.enum(['kin', 'foster', 'shelter', 'other_town', 'independent']),
        provider: Line.optional(),
      }),
    ),
  }),
};
