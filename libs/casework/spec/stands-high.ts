import type { RecordedCaseEvent } from '../records/catalogue.js';
import { Here, There } from './lands.js';

/** Read from the history anew: whether a high assessment of a side stands without two signatures on its measures. */
export const standsHigh = (history: readonly RecordedCaseEvent[]): boolean =>
  ([Here, There] as const).some((side) => {
    const last = history.findLastIndex(
      ({ type, data }) =>
        (type === 'RiskAssessed' || type === 'RiskLearned') && 'by' in data && data.by === side,
    );
    const event = history[last];
    if (event?.type !== 'RiskAssessed' && event?.type !== 'RiskLearned') return false;
    const family = history.findLastIndex(({ type }) => type === 'FamilyAnswerLearned');
    const found = history[family];
    if (found?.type === 'FamilyAnswerLearned' && found.data.answer?.option === 'unavailable' && family > last)
      return true;
    if (event.data.assessment?.level !== 'high') return false;
    const excluded = history.flatMap(({ type, data }) =>
      type === 'PartyExcluded' && 'agency' in data ? [data.agency] : [],
    );
    const signers = history.flatMap((signed) =>
      signed.type === 'RiskMeasuresConfirmed' &&
      signed.data.assessmentId === event.data.assessmentId &&
      !excluded.includes(signed.meta.agency)
        ? [signed.meta.agency]
        : [],
    );
    return new Set(signers).size < 2;
  });
