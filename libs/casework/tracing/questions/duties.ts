import { duties, type ToldDuty } from '../../records/duty.js';
import { countedDay } from '../../words/reckoned.js';
import { isSearching, type TracingRequest } from '../state.js';

type Kind = 'search_family' | 'family_result_expires';

const searching = (search: TracingRequest): readonly ToldDuty<Kind>[] => {
  const { requestId: about, with: country, direction, office: agency, assignedAt: since } = search;
  return direction === 'received' && isSearching(search) && agency !== undefined && since !== undefined
    ? [
        {
          ...{ kind: 'search_family', about, country, since },
          bearer: { kind: 'office', agency, mandate: 'trace_family' },
          due: countedDay(search.visitDueOn, 'visitDueOn', { reckonedBy: search.visitReckonedBy }),
          message: 'FamilyTracingRequested',
        },
      ]
    : [];
};

export const tracingDuties = duties({
  kinds: {
    search_family: {
      summary: 'Look for the family, as the office that was charged with the search.',
      endedBy: ['ConcludeTracing'],
      restsOn: ['TracingAssigned'],
      clock: 'tracing_visit',
      // Its day is that of the first visit, which a conclusion follows.
      neverLate: true,
    },
    family_result_expires: {
      summary: 'The last answer about the family ends on its day: ask anew, if the return waits still.',
      endedBy: ['RequestFamilyTracing', 'ConcludeTracing', 'FamilyAssessmentSent'],
      restsOn: ['TracingConcluded', 'FamilyAnswerLearned'],
      clock: 'family_result_valid',
      neverLate: true,
    },
  },
  reads: ['tracing', 'repatriation'],
  standing: ({ tracing, repatriation: { arrivedAt } }) => {
    const last = tracing.requests.findLast(({ concluded }) => concluded);
    const expires = last?.validUntil !== undefined && last.answeredAt !== undefined;
    return [
      ...tracing.requests.flatMap(searching),
      ...(expires && (arrivedAt === undefined || Date.parse(last.answeredAt) > Date.parse(arrivedAt))
        ? [
            {
              ...{ kind: 'family_result_expires' as const, about: last.requestId, since: last.answeredAt },
              bearer: { kind: 'case_office' } as const,
              due: { day: last.validUntil },
            },
          ]
        : []),
    ];
  },
});
