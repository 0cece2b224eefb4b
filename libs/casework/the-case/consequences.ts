import { type NewCaseEvent, isMessageKind } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { recall } from '../crossing/recall.js';
import { isRecalled } from '../disclosure/questions/recalled.js';
import { groundFor } from '../crossing/rule.js';
import type { OwnMessage } from '../disclosure/state.js';
import { isStop } from '../records/kinds.js';
import { fileAfter } from '../records/file-after.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import type { Decision } from '../words/decision.js';
import { conditionsOfReturn, type ReturnCondition } from '../repatriation/questions/conditions.js';
import { decidedStage, isSuspended, isUnderWay } from '../repatriation/state.js';
import { suspend } from '../repatriation/offers/stop.js';
import { highRiskStands } from '../repatriation/questions/risk.js';
import { isOfExcluded } from '../records/signatures.js';

/** Types after which something decided earlier may rest on nothing. */
const unsettling: ReadonlySet<string> = new Set(['EntryTakenBack', 'PartyExcluded']);

/** Types that can make a risk a high one, or uncover one. */
const raising: ReadonlySet<string> = new Set([
  'RiskAssessed',
  'RiskLearned',
  'FamilyAnswerLearned',
  'MessageUseStopped',
]);

/** Whether events change what was known when earlier decisions were taken: typed late, taken back, or an exclusion. */
const unsettles = (events: readonly NewCaseEvent[], context: Context): boolean =>
  events.some(
    ({ type, occurredAt }) =>
      unsettling.has(type) || (occurredAt !== undefined && Date.parse(occurredAt) < Date.parse(context.now)),
  );

/** Told by every step anew, and to nobody why: they end no approval. */
const notTold: readonly ReturnCondition[] = ['not_possible_now', 'suspended'];

/** Whether who authorised the departure last is excluded now. */
const authorisedByExcluded = (file: CaseFile): boolean => {
  const last = file.history.findLast(({ type }) => type === 'DepartureAuthorised');
  return last !== undefined && isOfExcluded(last.meta, file);
};

/**
 * An approval that is not used yet ends where a condition is missing now that was not before, or who signed it or
 * authorised the departure was excluded.
 */
const approvalLapses = (
  before: CaseFile,
  now: CaseFile,
  context: Context,
  suspended: boolean,
): NewCaseEvent[] => {
  const { side, proposal, partner, signatures } = now.repatriation;
  const stage = decidedStage(now.repatriation);
  if (side !== 'sending' || !proposal || !partner || (stage !== 'approved' && stage !== 'scheduled'))
    return [];
  const had = conditionsOfReturn(before, partner, context, proposal.plannedOn);
  const lost = conditionsOfReturn(now, partner, context, proposal.plannedOn).some(
    (condition) => !had.includes(condition) && !notTold.includes(condition),
  );
  const unsigned =
    signatures.some((signature) => isOfExcluded(signature, now)) ||
    (stage === 'scheduled' && authorisedByExcluded(now));
  if (!lost && !unsigned) return [];
  const stops = stage === 'scheduled' && !suspended && !isSuspended(now.repatriation);
  return [
    { type: 'ReturnApprovalLapsed', data: { proposalId: proposal.proposalId } },
    // Also where only who signed it was excluded: nobody tells from the lapse which it was.
    irregularity('approved_on_what_changed', proposal.proposalId),
    ...(stops ? suspend(now, context, { reason: 'circumstances' }) : []),
  ];
};

/**
 * A high risk suspends a return that is under way (domain.md 2.4); the other side is told as of any stop. Our own
 * conclusion about the family does not: it would tell when it was drawn, before the answer goes.
 */
const riskSuspends = (before: CaseFile, now: CaseFile, context: Context): NewCaseEvent[] => {
  const { partner, suspendedBy } = now.repatriation;
  if (!partner || !isUnderWay(now.repatriation) || suspendedBy.includes(context.country)) return [];
  return highRiskStands(now, partner, context) && !highRiskStands(before, partner, context)
    ? suspend(now, context, { reason: 'circumstances' })
    : [];
};

const goes = ({ kind, to, payload, answers }: OwnMessage, file: CaseFile, context: Context): boolean =>
  isMessageKind(kind) &&
  typeof groundFor(kind, to, file, context, { payload, answering: answers !== undefined }) !== 'string';

/** Messages already taken back by what was decided. */
const takenBack = (events: readonly NewCaseEvent[]): ReadonlySet<string> =>
  new Set(events.flatMap((event) => (event.type === 'MessageApproved' ? (event.data.stops ?? []) : [])));

/** What went on a consent or an office that does not count any more is called back. */
const messagesStop = (
  events: readonly NewCaseEvent[],
  before: CaseFile,
  now: CaseFile,
  context: Context,
): NewCaseEvent[] => {
  const already = takenBack(events);
  const withdrawing = new Set(
    events.flatMap((event) =>
      event.type === 'MessageApproved' && isStop(event.data.kind) ? [event.data.to] : [],
    ),
  );
  return before.disclosure.own
    .filter(
      (message) =>
        message.status === 'released' &&
        !isStop(message.kind) &&
        !already.has(message.messageId) &&
        !withdrawing.has(message.to) &&
        !isRecalled(now, message) &&
        goes(message, before, context) &&
        !goes(message, now, context),
    )
    .flatMap((message) => [
      irregularity('sent_on_what_changed', message.messageId),
      recall(message, 'stop_use', now, context).event,
    ]);
};

/**
 * What was decided stays decided. Where a fact typed late, an entry taken back or an exclusion takes away what a decision
 * rested on, unused permissions lapse, sent messages stop, and an irregularity says so (domain.md 2.8).
 */
export const withConsequences = (
  decision: Decision<NewCaseEvent>,
  file: CaseFile,
  context: Context,
): Decision<NewCaseEvent> => {
  const { events, refusal } = decision;
  const unsettled = unsettles(events, context);
  if (refusal || file.revision < 0 || !(unsettled || events.some(({ type }) => raising.has(type))))
    return decision;
  const now = fileAfter(events, file, context);
  const suspended = riskSuspends(file, now, context);
  const consequences = [
    ...suspended,
    ...(unsettled ? approvalLapses(file, now, context, suspended.length > 0) : []),
    ...(unsettled ? messagesStop(events, file, now, context) : []),
  ];
  return consequences.length === 0 ? decision : { events: [...events, ...consequences] };
};
