import type { NewCaseEvent } from '../records/catalogue.js';
import { irregularity } from '../coordination/offers/irregularity.js';
import { crossedArrival, isUnseen } from '../disclosure/questions/seen.js';
import { type Seen } from '../disclosure/values.js';
import type { CaseFile } from '../records/file.js';
import type { Context } from '../words/context.js';
import { accept, refuse, type Decision } from '../words/decision.js';
import type { Receivers } from '../records/rules.js';
import type { Country } from '../words/country.js';
import type { repatriationMessages } from './messages.js';
import { unconfirmed } from './offers/unconfirmed.js';
import { hasEnded } from './state.js';
import { offReplacedJourney, onJourney } from './offers/stop.js';
import { transitReceivers } from './decide/told-transit.js';
import { withdrawTransits } from './offers/transit.js';
import { isOfThisReturn } from './way.js';

/** Whether an answer is to our own proposal of that id and comes from whom it went to. */
const answersOurs = (file: CaseFile, proposalId: string, from: Country): boolean => {
  const { side, proposal } = file.repatriation;
  return side === 'sending' && proposal?.proposalId === proposalId && proposal.partner === from;
};

/** Whether the person had come here already when the sending side planned anew, which it could not know. */
const crossedComing = (seen: Seen | undefined, from: Country, { disclosure }: CaseFile): boolean =>
  isUnseen('HandoverRecordSigned', seen, from, disclosure) || crossedArrival(seen, from, disclosure);

/** The stop of ours that a message of the sending side crossed, where it still stands; in doubt it does. */
const crossing = (
  seen: Seen | undefined,
  from: Country,
  { disclosure, repatriation }: CaseFile,
  { country }: Context,
): { readonly crossed?: 'cancelled' | 'suspended' } => {
  if (isUnseen('ReturnCancelled', seen, from, disclosure)) return { crossed: 'cancelled' };
  return isUnseen('ReturnSuspended', seen, from, disclosure) && repatriation.suspendedBy.includes(country)
    ? { crossed: 'suspended' }
    : {};
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

  RepatriationProposed: ({ seen, ...proposal }, file, context, { from, messageId }) =>
    crossedComing(seen, from, file) ||
    (hasEnded(file.repatriation) && !file.repatriation.next) ||
    (file.repatriation.side === 'sending' && !hasEnded(file.repatriation))
      ? refuse('wrong_state', 'The return of this person is over or goes the other way.')
      : accept<NewCaseEvent>(...offReplacedJourney(file, undefined), {
          type: 'RepatriationProposalReceived',
          data: { ...proposal, from, messageId, ...crossing(seen, from, file, context) },
        }),

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

  ...transitReceivers,

  DepartureNotified: ({ proposalId, group, seen, ...line }, file, context, { from, messageId }) => {
    const { side, proposal, stage } = file.repatriation;
    if (side !== 'receiving' || proposal?.proposalId !== proposalId || proposal.partner !== from)
      return unknownProposal();
    if (proposal.answer !== 'agreed' || stage === 'cancelled' || hasEnded(file.repatriation))
      return refuse('wrong_state', 'This return is not agreed to, or it was stopped.');
    if (crossing(seen, from, file, context).crossed !== undefined)
      return refuse('wrong_state', 'It crossed a stop of ours.');
    const journeyId = group ?? proposalId;
    return accept<NewCaseEvent>(...offReplacedJourney(file, journeyId), {
      type: 'DepartureExpected',
      data: { from, journeyId, ...(group ? { group } : {}), ...line, messageId },
    });
  },

  /** It counts for the notice that it names: one of before, on its way when the newer went, confirms nothing. */
  ReceptionConfirmed: (confirmed, file, _context, { from, answers }) => {
    const { side, partner, notices } = file.repatriation;
    if (side !== 'sending' || partner !== from) return noReturn();
    return answers !== undefined && notices.some(({ messageId }) => messageId === answers)
      ? accept({ type: 'ReceptionConfirmed', data: { ...confirmed, by: from, answers } })
      : refuse('unknown_reference', 'A confirmation names the notice of departure that it answers.');
  },

  /** A handover is a fact of the other side: learned whatever is wrong with it. */
  HandoverRecordSigned: ({ items, group, ...record }, file, context, { from, sentAt }) => {
    const { notices, stage } = file.repatriation;
    const { point, signedOn } = record;
    const ofThis = isOfThisReturn(file.repatriation, { ...record, by: from });
    const crossing = {
      at: sentAt,
      ...(signedOn ? { on: signedOn } : {}),
      ...(group ? { journeyId: group } : {}),
    };
    return accept<NewCaseEvent>(
      {
        type: 'HandoverLearned',
        data: { ...record, by: from, ...(items ? { items } : {}), ...(group ? { journeyId: group } : {}) },
      },
      ...(ofThis ? [] : [irregularity('handover_outside_return')]),
      ...(point === notices.at(-1)?.point ? [] : [irregularity('handover_at_other_point', point)]),
      ...(['cancelled', 'refused'].includes(stage) ? [irregularity('handover_after_stop')] : []),
      ...unconfirmed(file, crossing, context),
    );
  },

  ArrivalReported: (arrival, file, context, { from, sentAt }) => {
    const { signed } = file.repatriation;
    const ofThis = isOfThisReturn(file.repatriation, { by: from, side: 'receiving' });
    return accept<NewCaseEvent>(
      { type: 'ArrivalLearned', data: { ...arrival, by: from } },
      ...(ofThis ? [] : [irregularity('arrival_outside_return')]),
      ...(signed.length > 0 ? [] : [irregularity('arrival_without_handover')]),
      ...unconfirmed(file, { at: sentAt, on: arrival.arrivedOn, after: true }, context),
    );
  },

  ReturnSuspended: (stop, file, context, { from }) =>
    file.repatriation.partner === from
      ? accept<NewCaseEvent>(
          { type: 'RepatriationSuspended', data: { ...stop, by: from, ...onJourney(file) } },
          ...withdrawTransits(file, context),
        )
      : noReturn(),

  ReturnCancelled: ({ reason }, file, context, { from }) =>
    file.repatriation.partner === from
      ? accept<NewCaseEvent>(
          { type: 'RepatriationCancelled', data: { by: from, reason, ...onJourney(file) } },
          ...withdrawTransits(file, context),
        )
      : noReturn(),

  ReturnResumed: ({ proposalId }, file, _context, { from }) =>
    file.repatriation.partner === from && file.repatriation.proposal?.proposalId === proposalId
      ? accept({ type: 'RepatriationResumed', data: { by: from } })
      : noReturn(),
};
