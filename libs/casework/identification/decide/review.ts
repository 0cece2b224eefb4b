import { reviewDue } from '../questions/review-due.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { actedThough } from '../../coordination/questions/known-exclusion.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { isExcluded } from '../../coordination/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import type { identificationCommands } from '../commands.js';
import { findingOf, noFinding } from './findings.js';
import { wasUnderstood } from '../questions/review-bars.js';
import { denying, reviewersOf } from '../questions/reviewers.js';
import type { Finding } from '../state.js';

/** Who proposed, confirmed or stands for a denial does not review it, nor does a colleague, nor who upheld it last. */
const tookPart = (finding: Finding, { actor }: Context): boolean =>
  denying(finding).has(actor.agency) ||
  [finding.proposedBy, finding.confirmedBy, finding.upheldBy].some(
    (signature) => signature?.actor === actor.id,
  );

const reviewed = (
  { findingId, reason }: { readonly findingId: string; readonly reason?: string | undefined },
  type: 'DecisionUpheld' | 'DecisionOverturned',
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const finding = findingOf(file, findingId);
  const { id: officialId, agency } = context.actor;
  if (!finding) return noFinding();
  if (finding.outcome !== 'not_a_victim' || !finding.reviewRequested)
    return refuse('wrong_state', 'No review of a denial is open under this id.');
  if (isExcluded(file.coordination, { agency, officialId }))
    return refuse('excluded_party', 'This office or person is excluded; another agency must review.', 'P4');
  if (tookPart(finding, context))
    return refuse(
      'same_person',
      'Another person of an agency that took no part in the denial must review it.',
    );
  if (!reviewersOf(finding, file, context).includes(agency))
    return refuse('no_mandate', 'Those charged with reviews can review this denial.');
  if (reason === undefined) return refuse('reason_missing', 'Name what the review found.');
  return accept({ type, data: { findingId, authority: agency, reason } });
};

type ReviewCommand = 'RequestIdentificationReview' | 'RecordWishToGo' | 'UpholdDecision' | 'OverturnDecision';

/** A review that is open is work for somebody else, with a day, and a bar for the return. Reviews of several denials stand side by side. */
export const reviewDecisions: Pick<Decisions<typeof identificationCommands>, ReviewCommand> = {
  RequestIdentificationReview: ({ findingId, requestedBy, occurredAt }, file, context) => {
    const finding = findingOf(file, findingId);
    if (!finding) return noFinding();
    if (finding.outcome !== 'not_a_victim') return refuse('wrong_state', 'Only a denial can be reviewed.');
    if (finding.reviewRequested) return accept();
    return accept({
      type: 'IdentificationReviewRequested',
      data: { findingId, requestedBy, ...reviewDue(context) },
      occurredAt,
    });
  },

  RecordWishToGo: ({ findingId, occurredAt, ...wish }, file, context) => {
    const finding = findingOf(file, findingId);
    if (!finding) return noFinding();
    if (!finding.reviewRequested)
      return refuse('wrong_state', 'No review is open under this id of which the person could be told.');
    return accept<NewCaseEvent>(
      { type: 'WishToGoRecorded', data: { findingId, ...wish }, occurredAt },
      ...(wish.interpreter === undefined && !wasUnderstood(wish, file)
        ? [irregularity('told_without_interpreter', findingId)]
        : actedThough(wish.interpreter, file, context)),
    );
  },

  UpholdDecision: (body, file, context) => reviewed(body, 'DecisionUpheld', file, context),
  OverturnDecision: (body, file, context) => reviewed(body, 'DecisionOverturned', file, context),
};
