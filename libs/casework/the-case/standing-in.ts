import { officesFor } from '../coordination/questions/offices.js';
import { isInvolved } from '../coordination/state.js';
import { reviewersOf } from '../identification/questions/reviewers.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Charge } from '../words/mandate.js';

/** Whether the actor's office, which takes part, stands in for those who are charged with a step and may not take it here. */
export const standsIn = (mandate: Charge, file: CaseFile, context: Context): boolean => {
  const { agency } = context.actor;
  if (mandate === 'take_part' || mandate === 'system' || !isInvolved(file.coordination, agency)) return false;
  return mandate === 'review_identification'
    ? file.identification.findings.some(
        (finding) => finding.reviewRequested && reviewersOf(finding, file, context).includes(agency),
      )
    : officesFor(mandate, file, context).includes(agency);
};
