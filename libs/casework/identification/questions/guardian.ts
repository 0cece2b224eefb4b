import { isExcluded } from '../../coordination/state.js';
import type { CaseFile } from '../../records/file.js';
import { isOfExcluded } from '../../records/signatures.js';
import type { Guardian } from '../state.js';

/** Whether a guardian is excluded from the case now, or was appointed by somebody who is. */
export const guardianExcluded = ({ officialId, appointedBy }: Guardian, file: CaseFile): boolean =>
  (officialId !== undefined && isExcluded(file.coordination, { officialId })) ||
  (appointedBy !== undefined && isOfExcluded(appointedBy, file));

/**
 * The guardian who acts now: the last appointed; one who is implicated is never appointed, one found so later or excluded
 * acts no more, and none of before acts again unless appointed anew.
 */
export const guardianInOffice = (file: CaseFile): Guardian | undefined => {
  const last = file.identification.guardians.at(-1);
  return last?.endedAt === undefined && last && !guardianExcluded(last, file) ? last : undefined;
};
