import type { NewCaseEvent } from '../catalogue.js';
import { irregularity } from '../coordination/irregularity.js';
import type { CaseFile } from '../file.js';
import { accept, refuse, type Decision } from '../kernel/decision.js';
import type { Receivers } from '../kernel/rules.js';
import type { Country } from '../kernel/country.js';
import type { repatriationMessages } from './messages.js';
import { hasEnded } from './state.js';
import { onJourney } from './stop.js';

/** Whether an answer is to our own proposal of that id and comes from whom it went to. */
const answersOurs = (file: CaseFile, proposalId: string, from: Country): boolean => {
  const { side, proposal } = file.repatriation;
  return side === 'sending' && proposal?.proposalId === proposalId && proposal.partner === from;
};

const unknownProposal = (): Decision<never> =>
  refuse('unknown_reference', 'This case holds no proposal with that id between the two countries.');
const noReturn = (): Decision<never> =>
  refuse('wrong_state', 'No return between the two countries is under way in this case.');

export const repatriationReceivers: Receivers<keyof typeof repatriationMessages> = {
  RiskAssessmentShared: ({ by, assessmentId, assessment }, _file, _context, { from }) =>
    by === from
      ? accept({ type: 'RiskLearned', data: { assessmentId, by, assessment } })
      : refuse('bad_payload', 'A country shares its own assessment only.'),

  RepatriationProposed: (proposal, file, _context, { from, messageId }) =>
    (hasEnded(file.repatriation) && !file.repatriation.next) ||
    (file.repatriation.side === 'sending' && !hasEnded(file.repatriation))
      ? refuse('wrong_state', 'The return of this person is over or goes the other way.')
      : accept({ type: 'RepatriationProposalReceived', data: { ...proposal, from, messageId } }),

  RepatriationAgreed: ({ proposalId }, file, _context, { from }) =>
    answersOurs(file, proposalId, from)
      ? accept({ type: 'RepatriationAgreed', data: { proposalId, by: from } })
      : unknownProposal(),

  RepatriationCounterProposed: (counter, file, _context, { from }) =>
    answersOurs(file, counter.proposalId, from)
      ? accept({ type: 'CounterProposed', data: { ...counter, by: from } })
      : unknownProposal(),

  RepatriationDeclined: (declined, file, _context, { from }) =>
    answersOurs(file, declined.proposalId, from)
      ? accept({ type: 'ProposalDeclined', data: { ...declined, by: from } })
      : unknownProposal(),

  TransitNotified: (transit, _file, _context, { from }) =>
    accept({ type: 'TransitRequestReceived', data: { ...transit, from } }),

  TransitPermitted: ({ on }, file, context, { from }) =>
    file.repatriation.transit.some((asked) => asked.country === from && asked.on === on)
      ? accept({ type: 'TransitPermitted', data: { by: from, to: context.country, on } })
      : refuse('unknown_reference', 'No transit on that day was asked of this country.'),

  DepartureNotified: ({ proposalId, group, ...line }, file, _context, { from }) => {
    const { side, proposal, stage } = file.repatriation;
    if (side !== 'receiving' || proposal?.proposalId !== proposalId || proposal.partner !== from)
      return unknownProposal();
    if (proposal.answer !== 'agreed' || stage === 'cancelled' || hasEnded(file.repatriation))
      return refuse('wrong_state', 'This return is not agreed to, or it was stopped.');
    return accept({
      type: 'DepartureExpected',
      data: { from, journeyId: group ?? proposalId, ...(group ? { group } : {}), ...line },
    });
  },

  ReceptionConfirmed: (confirmed, file, _context, { from }) =>
    file.repatriation.side === 'sending' && file.repatriation.partner === from && file.repatriation.notified
      ? accept({ type: 'ReceptionConfirmed', data: { ...confirmed, by: from } })
      : noReturn(),

  /** A handover is a fact of the other side: learned whatever is wrong with it. */
  HandoverRecordSigned: (record, file, _context, { from }) => {
    const { side, partner, notified, stage } = file.repatriation;
    if (partner !== from || side === undefined || side === record.side) return noReturn();
    const { items, ...known } = record;
    return accept<NewCaseEvent>(
      { type: 'HandoverLearned', data: { ...known, ...(items ? { items } : {}) } },
      ...(record.point === notified?.point ? [] : [irregularity('handover_at_other_point', record.point)]),
      ...(['cancelled', 'refused'].includes(stage) ? [irregularity('handover_after_stop')] : []),
    );
  },

  ArrivalReported: (arrival, file, _context, { from }) =>
    file.repatriation.side === 'sending' && file.repatriation.partner === from
      ? accept({ type: 'ArrivalLearned', data: { ...arrival, by: from } })
      : noReturn(),

  ReturnSuspended: (stop, file, _context, { from }) =>
    file.repatriation.partner === from
      ? accept({ type: 'RepatriationSuspended', data: { ...stop, by: from, ...onJourney(file) } })
      : noReturn(),

  ReturnCancelled: ({ reason }, file, _context, { from }) =>
    file.repatriation.partner === from
      ? accept({ type: 'RepatriationCancelled', data: { by: from, reason, ...onJourney(file) } })
      : noReturn(),

  ReturnResumed: ({ proposalId }, file, _context, { from }) =>
    file.repatriation.partner === from && file.repatriation.proposal?.proposalId === proposalId
      ? accept({ type: 'RepatriationResumed', data: { by: from } })
      : noReturn(),
};
