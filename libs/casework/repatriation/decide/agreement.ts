import { dayIn } from '../../words/calendar.js';
import type { BodyOf, NewCaseEvent } from '../../records/catalogue.js';
import { isExcluded } from '../../coordination/state.js';
import { isStopped, isUnanswered, isUntold } from '../../conversation/questions/awaited.js';
import { disclose } from '../../crossing/disclose.js';
import { lastReceived } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import type { State } from '../../words/states.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { stillStands } from '../../records/signatures.js';
import type { agreementCommands } from '../commands.js';
import { conditionsOfReturn, missingBeforePapers, refusalFor } from '../questions/conditions.js';
import { highRiskStands } from '../questions/risk.js';
import { hasEnded, isSuspended, isUnderWay, type Proposal } from '../state.js';
import { offReplacedJourney, stopReturn, suspend } from '../offers/stop.js';
import { withdrawTransits } from '../offers/transit.js';

export const today = (context: Context): string =>
  dayIn(context.facts(context.country).timeZone, context.now);

/** Whether two countries hand people over there. */
export const isHandoverPoint = (point: string, other: State, context: Context): boolean =>
  context
    .facts(context.country)
    .handoverPoints.some(
      ({ code, between }) =>
        code === point && between.includes(context.country) && between.some((side) => side === other),
    );

const noSuchPoint = (other: State, context: Context): Decision<never> => {
  const { handoverPoints } = context.facts(context.country);
  const known = handoverPoints
    .filter(({ between }) => between.some((side) => side === other))
    .map(({ code }) => code);
  return refuse('unknown_reference', 'point is no handover point between the two countries.', 'P1', [
    { field: 'point', reason: `is one of ${known.join(', ')}` },
  ]);
};
export const untold = (): Decision<never> =>
  refuse('wrong_state', 'The proposal did not reach the receiving side, or was taken back. Propose it anew.');
const past = (field: string): Decision<never> => refuse('impossible_date', `${field} lies in the past.`);

/** A proposal that the other side made and that still waits for our answer. */
const openProposal = (file: CaseFile, proposalId: string): Proposal | Decision<never> => {
  const { proposal, side } = file.repatriation;
  if (side !== 'receiving' || proposal?.proposalId !== proposalId)
    return refuse('unknown_reference', 'No proposal with that id came from the sending side.');
  if (isStopped(file, proposal.messageId))
    return refuse('wrong_state', 'The sending side took that proposal back; wait for another.');
  const unheard = proposal.messageId !== undefined && isUnanswered(file, proposal.messageId);
  if ((proposal.answer !== 'open' && !unheard) || !isUnderWay(file.repatriation))
    return refuse('wrong_state', 'That proposal waits for no answer.');
  return proposal;
};

/** The message that the proposal came with. */
const proposedBy = (file: CaseFile, { partner, messageId }: Proposal): string | undefined =>
  messageId ?? lastReceived(file.disclosure, 'RepatriationProposed', partner)?.messageId;

/** Whether a proposal of ours did not reach the receiving side, or was taken back. */
export const isProposalUntold = (file: CaseFile, { messageId }: Proposal): boolean =>
  isUntold(file, (message) => message.messageId === messageId);

/** The receiving side takes nobody into a risk that it holds for high itself. */
export const ownRiskBars = (file: CaseFile, partner: State, context: Context): Decision<never> | undefined =>
  highRiskStands(file, partner, context) ? refusalFor(['risk']) : undefined;

/** Whether the other side refused the last word of ours that the return goes on: it can be said again. */
const isResumingUnheard = ({ disclosure, repatriation }: CaseFile): boolean =>
  disclosure.own.findLast(({ kind, to }) => kind === 'ReturnResumed' && to === repatriation.partner)
    ?.receipt === 'refused';

/** Whether the suspension of this country that stands says so already: another reason or day is told in its place. */
const saysSo = (said: BodyOf<'SuspendReturn'>, { history }: CaseFile, { country }: Context): boolean => {
  const last = history.findLast(({ type, data }) => type === 'RepatriationSuspended' && data.by === country);
  return (
    last?.type !== 'RepatriationSuspended' ||
    (last.data.reason === said.reason && last.data.until === said.until)
  );
};

export const agreementDecisions: Decisions<typeof agreementCommands> = {
  ProposeRepatriation: ({ to, group, ...plan }, file, context) => {
    const { stage, journeyId } = file.repatriation;
    if (hasEnded(file.repatriation)) return refuse('wrong_state', 'The return is over.');
    if (stage === 'in_transit' && journeyId !== undefined && !isSuspended(file.repatriation))
      return refuse('wrong_state', 'The person is on the way. Take her or him off the journey first.');
    if (plan.plannedOn < today(context)) return past('plannedOn');
    const refused = refusalFor(missingBeforePapers(file, to, context, plan.plannedOn));
    if (refused) return refused;
    const proposal = { proposalId: context.idFor('proposal'), ...plan, ...(group ? { group } : {}) };
    const sent = disclose(file, context, { kind: 'RepatriationProposed', to, payload: proposal });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    const { messageId } = sent;
    return accept<NewCaseEvent>(
      ...offReplacedJourney(file, group),
      ...withdrawTransits(file, context),
      { type: 'RepatriationProposed', data: { ...proposal, to, messageId } },
      sent.event,
    );
  },

  AgreeRepatriation: ({ proposalId }, file, context) => {
    const proposal = openProposal(file, proposalId);
    if ('events' in proposal) return proposal;
    const refused = ownRiskBars(file, proposal.partner, context);
    if (refused) return refused;
    const sent = disclose(file, context, {
      kind: 'RepatriationAgreed',
      to: proposal.partner,
      payload: { proposalId },
      answers: proposedBy(file, proposal),
    });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    return accept({ type: 'RepatriationAgreed', data: { proposalId, by: context.country } }, sent.event);
  },

  CounterPropose: ({ proposalId, point, plannedOn }, file, context) => {
    const proposal = openProposal(file, proposalId);
    if ('events' in proposal) return proposal;
    if (!isHandoverPoint(point, proposal.partner, context)) return noSuchPoint(proposal.partner, context);
    if (plannedOn < today(context)) return past('plannedOn');
    const sent = disclose(file, context, {
      kind: 'RepatriationCounterProposed',
      to: proposal.partner,
      payload: { proposalId, point, plannedOn },
      answers: proposedBy(file, proposal),
    });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    const data = { proposalId, by: context.country, point, plannedOn };
    return accept({ type: 'CounterProposed', data }, sent.event);
  },

  DeclineRepatriation: ({ proposalId, reason }, file, context) => {
    const proposal = openProposal(file, proposalId);
    if ('events' in proposal) return proposal;
    const sent = disclose(file, context, {
      kind: 'RepatriationDeclined',
      to: proposal.partner,
      payload: { proposalId, reason },
      answers: proposedBy(file, proposal),
    });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    return accept(
      { type: 'ProposalDeclined', data: { proposalId, by: context.country, reason } },
      sent.event,
    );
  },

  /** Four eyes: two persons of two agencies, each at a moment when nothing is missing. */
  ApproveReturn: ({ proposalId }, file, context) => {
    const { proposal, side, stage, signatures } = file.repatriation;
    if (side !== 'sending' || proposal?.proposalId !== proposalId)
      return refuse('unknown_reference', 'This case holds no own proposal with that id.');
    if (stage !== 'proposed') return refuse('wrong_state', 'That proposal waits for no approval.');
    const { id, agency } = context.actor;
    if (isExcluded(file.coordination, { agency, officialId: id }))
      return refuse('excluded_party', 'This office or person is excluded; another agency must sign.', 'P4');
    if (isProposalUntold(file, proposal)) return untold();
    if (proposal.answer !== 'agreed')
      return refuse('wrong_state', 'The receiving side has not agreed to the proposal yet.');
    const standing = signatures.filter((signature) => stillStands(signature, file, context));
    if (standing.some((signature) => signature.actor === id || signature.agency === agency))
      return refuse('same_person', 'The second signature must come from another person of another agency.');
    // Last: what everyone may know is told first, so that no bar shows by what was not told.
    const refused = refusalFor(conditionsOfReturn(file, proposal.partner, context, proposal.plannedOn));
    if (refused) return refused;
    const signed: NewCaseEvent = { type: 'ReturnApprovalGiven', data: { proposalId, agency } };
    return standing.length === 0
      ? accept(signed)
      : accept<NewCaseEvent>(signed, { type: 'RepatriationApproved', data: { proposalId } });
  },

  IssueHigherAuthorityLetter: ({ occurredAt, ...letter }, file) =>
    file.repatriation.side === 'receiving' && file.repatriation.proposal?.proposalId === letter.proposalId
      ? accept({
          type: 'HigherAuthorityLetterIssued',
          data: letter,
          ...(occurredAt === undefined ? {} : { occurredAt }),
        })
      : refuse('unknown_reference', 'No proposal with that id came from the sending side.'),

  SuspendReturn: ({ reason, until }, file, context) => {
    if (!isUnderWay(file.repatriation)) return refuse('wrong_state', 'No return is under way.');
    if (file.repatriation.suspendedBy.includes(context.country) && saysSo({ reason, until }, file, context))
      return refuse('already_exists', 'The return is suspended already.');
    if (until !== undefined && until < today(context)) return past('until');
    return accept(...suspend(file, context, { reason, until }));
  },

  ResumeReturn: (_body, file, context) => {
    const { proposal, partner, side } = file.repatriation;
    const unheard = isResumingUnheard(file);
    if (
      !partner ||
      !proposal ||
      !isUnderWay(file.repatriation) ||
      !(isSuspended(file.repatriation) || unheard)
    )
      return refuse('wrong_state', 'No suspended return is under way.');
    if (!file.repatriation.suspendedBy.includes(context.country) && !unheard)
      return refuse('wrong_state', 'The other side suspended the return; it alone can resume it.');
    const refused =
      side === 'sending'
        ? refusalFor(missingBeforePapers(file, partner, context, proposal.plannedOn))
        : ownRiskBars(file, partner, context);
    if (refused) return refused;
    const resumed: NewCaseEvent = { type: 'RepatriationResumed', data: { by: context.country } };
    if (proposal.byHand) return accept(resumed);
    const payload = { proposalId: proposal.proposalId };
    const sent = disclose(file, context, { kind: 'ReturnResumed', to: partner, payload });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    return accept(resumed, sent.event);
  },

  CancelReturn: ({ reason }, file, context) =>
    isUnderWay(file.repatriation)
      ? accept(...stopReturn(file, context, reason))
      : refuse('wrong_state', 'No return is under way.'),
};
