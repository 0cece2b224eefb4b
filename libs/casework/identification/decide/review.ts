import { dueOn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { actedThough } from '../../coordination/questions/known-exclusion.js';
import { irregularity } from '../../coordination/offers.js';
import { isExcluded } from '../../coordination/state.js';
import type { Duration } from '../../words/facts.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/decisions.js';
import type { identificationCommands } from '../commands.js';
import { findingOf, noFinding } from '../questions/findings.js';
import type { Finding, WishToGo } from '../state.js';

/** Where a country's facts name no term for a review (A). */
const usualTerm: Duration = { days: 30, calendar: 'calendar', source: '(A)' };

/** Whether the person was told in a language of their own, or through an interpreter who may take part. */
const wasUnderstood = ({ language, interpreter }: WishToGo, { coordination }: CaseFile): boolean =>
  interpreter === undefined
    ? language === coordination.mainLanguage
    : !isExcluded(coordination, { officialId: interpreter });

/** Whether a review of a denial is open: nobody is returned meanwhile unless, told of it, they ask to go (domain.md 2.1). */
export const reviewBars = (file: CaseFile): boolean =>
  file.identification.findings.some(
    ({ outcome, reviewRequested, wishToGo }) =>
      outcome === 'not_a_victim' && reviewRequested && !(wishToGo && wasUnderstood(wishToGo, file)),
  );

/** Who proposed, confirmed or stands for a denial does not review it, nor does a colleague. */
const tookPart = ({ authority, proposedBy, confirmedBy }: Finding, { actor }: Context): boolean =>
  authority === actor.agency ||
  [proposedBy, confirmedBy].some(
    (signature) => signature?.actor === actor.id || signature?.agency === actor.agency,
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
  if (reason === undefined) return refuse('reason_missing', 'Name what the review found.');
  return accept({ type, data: { findingId, authority: agency, reason } });
};

type ReviewCommand = 'RequestIdentificationReview' | 'RecordWishToGo' | 'UpholdDecision' | 'OverturnDecision';

/** By which day a review that is asked for now is decided, ISO date. */
export const reviewDueOn = (context: Context): string => {
  const facts = context.facts(context.country);
  return dueOn(context.now, facts.deadlines.identification_review ?? usualTerm, facts);
};

/** A review that is open is work for somebody else, with a day, and a bar for the return. Reviews of several denials stand side by side. */
export const reviewDecisions: Pick<Decisions<typeof identificationCommands>, ReviewCommand> = {
  RequestIdentificationReview: ({ findingId, requestedBy, occurredAt }, file, context) => {
    const finding = findingOf(file, findingId);
    if (!finding) return noFinding();
    if (finding.outcome !== 'not_a_victim') return refuse('wrong_state', 'Only a denial can be reviewed.');
    if (finding.reviewRequested) return accept();
    return accept({
      type: 'IdentificationReviewRequested',
      data: { findingId, requestedBy, dueOn: reviewDueOn(context) },
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
