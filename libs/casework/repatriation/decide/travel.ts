import { arrivedOtherwise } from '../offers/arrived-otherwise.js';
import { dayIn, dueOn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { isUntold } from '../../conversation/questions/awaited.js';
import { disclose } from '../../crossing/disclose.js';
import { lastReceived } from '../../disclosure/state.js';
import type { CaseFile } from '../../records/file.js';
import type { Context } from '../../words/context.js';
import { isCountry } from '../../words/country.js';
import type { State } from '../../words/states.js';
import { accept, refuse } from '../../words/decision.js';
import type { Decisions } from '../../records/rules.js';
import { isProposalUntold, ownRiskBars, today, untold } from './agreement.js';
import type { travelCommands } from '../commands.js';
import { conditionsOfReturn, refusalFor } from '../questions/conditions.js';
import { dayOfCrossing } from '../questions/confirmed.js';
import { lineToSend } from '../questions/line.js';
import { metByTooFew } from '../questions/reception.js';
import { departureLacksTransit, refusalForTransit } from '../questions/transit.js';
import { unconfirmed } from '../offers/unconfirmed.js';
import { standingNotice, type Notice } from '../notices.js';
import { decidedStage, type Proposal } from '../state.js';
import { at } from '../offers/stop.js';

interface Answered {
  readonly partner: State;
  /** The message that told it. */
  readonly answers: string | undefined;
}

/** The first notice gives the receiving side its time; a shorter one is recorded as irregular, not refused. */
const shortNotice = (on: string, proposal: Proposal, file: CaseFile, context: Context): NewCaseEvent[] => {
  if (!isCountry(proposal.partner)) return [];
  const facts = context.facts(proposal.partner);
  const time = facts.deadlines.departure_notice;
  const short = time !== undefined && on < dueOn(context.now, time, facts);
  const first = !file.repatriation.notices.some(({ proposalId }) => proposalId === proposal.proposalId);
  return short && first ? [irregularity('departure_notice_short')] : [];
};

/** The notice that waits for our confirmation or has it; none once it was replaced, called back or stopped. */
const noticeHere = ({ repatriation, disclosure }: CaseFile): (Notice & Answered) | undefined => {
  const { side, stage, partner, notices } = repatriation;
  const notice = standingNotice(notices);
  if (side !== 'receiving' || stage !== 'scheduled' || !notice || !partner) return undefined;
  const answers = notice.messageId ?? lastReceived(disclosure, 'DepartureNotified', partner)?.messageId;
  return { ...notice, partner, answers };
};

/** What was missing before an arrival that another node was to announce. */
const beyondHandover = (arrived: string, file: CaseFile, context: Context): NewCaseEvent[] => [
  ...(file.repatriation.signed.includes('receiving') ? [] : [irregularity('arrival_without_handover')]),
  ...unconfirmed(file, { at: arrived, after: true }, context),
];

export const travelDecisions: Decisions<typeof travelCommands> = {
  NotifyDeparture: ({ on, point, escorts }, file, context) => {
    const { side, proposal, signatures, journeyId } = file.repatriation;
    const stage = decidedStage(file.repatriation);
    if (side !== 'sending' || !proposal)
      return refuse('wrong_state', 'No return was proposed that could depart.');
    if (stage === 'proposed' && signatures.length === 1)
      return refuse('second_person_needed', 'The approval lacks its second signature.');
    if (stage !== 'approved' && stage !== 'scheduled')
      return refuse('wrong_state', 'The return is not approved.');
    if (isProposalUntold(file, proposal)) return untold();
    if (on < today(context)) return refuse('impossible_date', 'on lies in the past.');
    if (point !== proposal.point)
      return refuse('wrong_place', 'point differs from the handover point that both sides agreed to.');
    const to = proposal.partner;
    if (!isCountry(to))
      return refuse('wrong_state', 'No node stands in that country that could be notified.');
    const refused = refusalFor(conditionsOfReturn(file, to, context, on));
    if (refused) return refused;
    const group = journeyId ?? proposal.group;
    const travelling = group ?? proposal.proposalId;
    const unpermitted = departureLacksTransit(file, { journeyId: travelling, on }, context);
    if (unpermitted) return refusalForTransit(unpermitted);
    const { documents = [], names = [], ...line } = lineToSend(file, context, { to, on });
    const sent = disclose(file, context, {
      kind: 'DepartureNotified',
      to,
      payload: {
        proposalId: proposal.proposalId,
        ...(group ? { group } : {}),
        on,
        point,
        escorts,
        ...{ names, documents, ...line },
      },
    });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    const { messageId } = sent;
    return accept(
      { type: 'DepartureAuthorised', data: { on, point } },
      { type: 'ReceivingSideNotified', data: { on, point, escorts, journeyId: travelling, messageId } },
      sent.event,
      ...shortNotice(on, proposal, file, context),
    );
  },

  ConfirmReception: (_body, file, context) => {
    const notice = noticeHere(file);
    if (!notice) return refuse('wrong_state', 'No departure was notified that waits for a confirmation.');
    const { partner, on, point, answers, confirmedAt } = notice;
    const unheard = isUntold(
      file,
      (message) => message.kind === 'ReceptionConfirmed' && message.answers === answers,
    );
    if (confirmedAt !== undefined && !unheard)
      return refuse('already_exists', 'The reception is confirmed already.');
    if (on < dayOfCrossing(file, context, context.now))
      return refuse('impossible_date', 'The notified day has passed. Ask the sending side for a new one.');
    const refused = ownRiskBars(file, partner, context);
    if (refused) return refused;
    const payload = { on, point };
    const sent = disclose(file, context, { kind: 'ReceptionConfirmed', to: partner, payload, answers });
    if (!sent.approved) return { events: [sent.event], refusal: sent.refusal };
    const data = { by: context.country, on, point, ...(answers ? { answers } : {}) };
    return accept({ type: 'ReceptionConfirmed', data }, sent.event);
  },

  RecordArrival: ({ place, nextStep, condition, receivedBy = [], occurredAt }, file, context) => {
    const { side, notices, signed, proposal, partner, arrivedAt, lastStepAt } = file.repatriation;
    const byHand = proposal?.byHand === true;
    if (side !== 'receiving' || (notices.length === 0 && signed.length === 0 && !byHand))
      return refuse('wrong_state', 'No departure of this person is known; nobody can have arrived.');
    const unheard = isUntold(
      file,
      ({ kind, approvedAt }) =>
        kind === 'ArrivalReported' &&
        arrivedAt !== undefined &&
        Date.parse(approvedAt) >= Date.parse(arrivedAt),
    );
    if (arrivedAt !== undefined && !unheard)
      return refuse('already_exists', 'The arrival stands in the case already.');
    const arrived = occurredAt ?? context.now;
    if (lastStepAt !== undefined && Date.parse(arrived) < Date.parse(lastStepAt))
      return refuse('impossible_date', 'occurredAt lies before the last step of the journey.');
    const told = condition === undefined ? {} : { condition };
    const arrivedOn = dayIn(context.facts(context.country).timeZone, arrived);
    return accept(
      {
        type: 'ArrivalRecorded',
        data: { place, nextStep, ...told, ...(receivedBy.length > 0 ? { receivedBy } : {}) },
        ...at(occurredAt),
      },
      ...(metByTooFew(receivedBy, file, context) ? [irregularity('received_by_too_few')] : []),
      ...(byHand ? arrivedOtherwise(arrivedOn, file) : beyondHandover(arrived, file, context)),
      ...(partner && !byHand
        ? [
            disclose(file, context, {
              kind: 'ArrivalReported',
              to: partner,
              payload: { arrivedOn, nextStep, ...told },
            }).event,
          ]
        : []),
    );
  },
};
