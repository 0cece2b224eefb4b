import type { Evidence, LogEvidence } from './evidence.js';
import { finding, type Finding } from './finding.js';

/** Every view equals a fresh rebuild, and none has put a case aside. */
export const judgeViews = ({ views }: Pick<Evidence, 'views'>): Finding[] =>
  views.flatMap(({ country, view, live, rebuilt, parkedCases }) => [
    ...(live.rows === rebuilt.rows && live.hash === rebuilt.hash
      ? []
      : [finding('view_differs', `${country} ${view}: ${live.rows} rows live, ${rebuilt.rows} rebuilt`)]),
    ...(parkedCases === 0 ? [] : [finding('case_parked', `${country} ${view}: ${parkedCases} cases`)]),
  ]);

/** No message was put aside: the load sends none that deserves it. */
export const judgeLetters = ({ letters }: Pick<Evidence, 'letters'>): Finding[] =>
  letters.map(({ country, reason }) => finding('dead_letter', `${country}: ${reason || 'without a reason'}`));

/** The marker that stands in the names and places of the load stands in no log. */
export const judgeLog = (mark: string, { name, text }: LogEvidence): Finding[] => {
  const lines = text.split('\n').flatMap((line, index) => (line.includes(mark) ? [index + 1] : []));
  return lines.length === 0
    ? []
    : [finding('personal_data_in_log', `${name}, line ${lines.slice(0, 5).join(', ')}`)];
};
