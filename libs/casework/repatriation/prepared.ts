import type { RecordedEventOf } from '../words/event.js';
import type { preparationEvents } from './events.js';
import { hasEnded, isUnderWay, type RepatriationState } from './progress.js';

/** The last counselling as it was held counts, whenever an earlier one is typed. */
const withCounselling = (
  state: RepatriationState,
  interpreter: string | undefined,
  at: string,
): RepatriationState =>
  state.counselledAt !== undefined && Date.parse(at) < Date.parse(state.counselledAt)
    ? state
    : { ...state, counselled: true, counselledAt: at, interpreter };

/** What the person was told and wants, and what is known of danger and health, as they bear on a return. */
export const prepared = (
  state: RepatriationState,
  event: RecordedEventOf<typeof preparationEvents>,
): RepatriationState => {
  switch (event.type) {
    case 'ReturnCounsellingHeld':
      return withCounselling(state, event.data.interpreter, event.meta.occurredAt);
    case 'ReturnConsentGiven':
      return {
        ...state,
        stage: state.stage === 'refused' ? 'none' : state.stage,
        agreedAnew: state.stage === 'cancelled',
        consent: {
          ...event.data,
          interpreter: state.interpreter,
          at: event.meta.recordedAt,
          status: 'given',
        },
      };
    case 'ReturnConsentWithdrawn':
      return {
        ...state,
        agreedAnew: false,
        consent: { givenBy: 'person', ...state.consent, at: event.meta.occurredAt, status: 'withdrawn' },
      };
    case 'ReturnRefused':
      return {
        ...state,
        stage: isUnderWay(state) || hasEnded(state) ? state.stage : 'refused',
        consent: { givenBy: 'person', at: event.meta.occurredAt, status: 'refused' },
      };
    case 'RiskAssessed':
    case 'RiskLearned':
      return {
        ...state,
        risks: [
          ...state.risks.filter((risk) => risk.by !== event.data.by),
          {
            assessmentId: event.data.assessmentId,
            by: event.data.by,
            assessment: event.data.assessment,
            assessedAt: event.meta.occurredAt,
          },
        ],
      };
    case 'RiskMeasuresConfirmed': {
      const { actor, agency, recordedAt: at } = event.meta;
      const { assessmentId } = event.data;
      return { ...state, measures: [...state.measures, { assessmentId, actor, agency, at }] };
    }
    case 'RiskShared':
      return state;
    case 'BestInterestsDetermined':
      return {
        ...state,
        bestInterests: { childHeard: event.data.childHeard, solution: event.data.determination?.solution },
      };
    case 'FitToTravelCertified':
      return { ...state, fitUntil: event.data.validUntil, fitSince: event.meta.occurredAt };
  }
};
