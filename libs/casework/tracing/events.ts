import { z } from 'zod';
import { Country } from '../words/country.js';
import { knownTo, onlyOffices } from '../words/audience.js';
import { event, withNewFields } from '../words/event.js';
import { everyone, naming, operational, personal } from '../words/field.js';
import { Reckoning } from '../words/reckoned.js';
import { Code, Day, Id, Line, Text } from '../words/values.js';
import { CareKind, FamilyAnswer, TracingOutcome, VisitResult } from './values.js';

/** Family tracing and assessment (domain.md 2.3). What is found out about relatives is their own data: `householdId`. */
export const tracingEvents = {
  // sending side
  FamilyTracingRequested: event(
    'FamilyTracingRequested',
    knownTo('SW', 'FP'),
    {
      requestId: operational(Id, everyone),
      of: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      /** What may be told to the family, agreed with the person. */
      coverStory: personal('relatives', Text),
    },
    withNewFields,
  ),
  FamilyAnswerLearned: event('FamilyAnswerLearned', knownTo('SW', 'FP'), {
    requestId: operational(Id, everyone),
    from: operational(Country, everyone),
    answer: personal('familyAssessment', FamilyAnswer),
    validUntil: operational(Day.optional(), everyone),
  }),

  // receiving side
  TracingRequestReceived: event(
    'TracingRequestReceived',
    knownTo('SW', 'FP'),
    {
      requestId: operational(Id, everyone),
      householdId: operational(Id, everyone),
      from: operational(Country, everyone),
      messageId: operational(Id, everyone),
      dueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
      coverStory: personal('relatives', Text),
    },
    withNewFields,
  ),
  TracingAssigned: event(
    'TracingAssigned',
    ({ office }) => onlyOffices([office], 'SW', 'FP'),
    {
      requestId: operational(Id, everyone),
      office: naming(operational(Code, everyone)),
      visitDueOn: operational(Day.optional(), everyone),
      reckonedBy: operational(Reckoning.optional(), everyone),
    },
    withNewFields,
  ),
  TracingVisitRecorded: event('TracingVisitRecorded', knownTo('SW', 'FP'), {
    requestId: operational(Id, everyone),
    visitId: operational(Id, everyone),
    householdId: operational(Id, everyone),
    visitedOn: operational(Day, everyone),
    result: personal('familyAssessment', VisitResult, { of: 'householdId' }),
  }),
  TracingConcluded: event(
    'TracingConcluded',
    knownTo('SW', 'FP'),
    {
      requestId: operational(Id, everyone),
      householdId: operational(Id, everyone),
      answer: personal('familyAssessment', FamilyAnswer),
      outcome: personal('familyReason', TracingOutcome, { of: 'householdId' }),
      reasons: personal('familyReason', Text.optional(), { of: 'householdId' }),
      validUntil: personal('answerHour', Day.optional()),
      reckonedBy: personal('answerHour', Reckoning.optional()),
    },
    withNewFields,
  ),

  // both sides
  FamilyContactRecorded: event('FamilyContactRecorded', knownTo('SW', 'FP'), {
    contactId: operational(Id, everyone),
    means: operational(z.enum(['phone', 'video', 'letter', 'visit']), everyone),
    contactedOn: operational(Day, everyone),
    account: personal('familyAssessment', Text.optional()),
  }),
  /** Where the person will live; that it is not the family is sealed. */
  CareArrangementPlanned: event('CareArrangementPlanned', knownTo('SW', 'FP'), {
    arrangementId: operational(Id, everyone),
    arrangement: personal(
      'familyAssessment',
      z.strictObject({
        kind: CareKind,
        provider: Line.optional(),
      }),
    ),
  }),
};
