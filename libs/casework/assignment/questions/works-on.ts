import type { CaseFile } from '../../records/file.js';
import { isExcluded } from '../../coordination/state.js';
import type { PeopleNow } from '../../words/people.js';
import type { Assignment } from '../state.js';

/**
 * Who of an office has a case, and who is asked to take it: nobody who left the office or is excluded from the case. Where
 * nobody has it, the office as a whole does.
 */
export const worksOn = (
  agency: string,
  { assignment, coordination }: Pick<CaseFile, 'assignment' | 'coordination'>,
  people: Pick<PeopleNow, 'hasLeft'> | undefined,
): Assignment => {
  const { person, offeredTo } = assignment.byOffice.get(agency) ?? {};
  const counts = (one: string | undefined): one is string =>
    one !== undefined &&
    people?.hasLeft(agency, one) !== true &&
    !isExcluded(coordination, { agency, officialId: one });
  return {
    ...(counts(person) ? { person } : {}),
    ...(counts(offeredTo) ? { offeredTo } : {}),
  };
};
