import { z } from 'zod';
import { SentPlace, SentRelative } from '../words/person.js';
import { Seen } from '../disclosure/values.js';
import { everyone, operational, personal } from '../words/field.js';
import { message } from '../words/message.js';
import { Day, Id, Text } from '../words/values.js';
import { FamilyAnswer } from './values.js';

/** Messages 6 and 9 of domain.md 3.1. */
export const tracingMessages = {
  FamilyTracingRequested: message(
    6,
    'Find the family; what may be told to them.',
    {
      requestId: operational(Id, everyone),
      origin: personal('origin', SentPlace),
      relatives: personal('relatives', z.array(SentRelative).min(1)),
      coverStory: personal('relatives', Text),
      seen: operational(Seen.optional(), everyone),
    },
    {
      answeredBy: ['FamilyAssessmentSent'],
      asksForWork: true,
      servesTheWayHome: true,
      correctable: ['origin', 'relatives'],
    },
  ),
  FamilyAssessmentSent: message(9, 'Which option the family is, with conditions; never why.', {
    requestId: operational(Id, everyone),
    answer: personal('familyAssessment', FamilyAnswer),
    validUntil: operational(Day.optional(), everyone),
  }),
};
