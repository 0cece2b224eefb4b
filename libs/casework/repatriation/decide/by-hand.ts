import { addDays, dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Decisions } from '../../records/rules.js';
import type { Context } from '../../words/context.js';
import { accept, refuse, type Decision } from '../../words/decision.js';
import { notByHand } from '../../words/sharing.js';
import type { byHandCommands } from '../by-hand-commands.js';
import { at, offReplacedJourney } from '../offers/stop.js';
import {
  conditionsOfReturn,
  missingBeforePapers,
  missingConsent,
  refusalFor,
} from '../questions/conditions.js';
import { decidedStage, hasEnded, isSuspended, isUnderWay, type Proposal } from '../state.js';
import { departureLacksTransit, refusalForTransit } from '../questions/transit.js';
import { ownRiskBars, today } from './agreement.js';
import { brokenConditions } from './system.js';

/** Why another return cannot be planned now. */
const cannotPlan = (plannedOn: string, { repatriation }: CaseFile, context: Context) => {
  const { stage, journeyId, proposal } = repatriation;
  if (isUnderWay(repatriation) && !proposal?.byHand)
    return refuse(
      'wrong_state',
      'A return with another country is under way. Cancel it first, so that it is told.',
    );
  if (stage === 'in_transit' && !isSuspended(repatriation))
    return refuse(
      'wrong_state',
      'The person is on the way. Record the arrival, or that the return is cancelled.',
    );
  if (hasEnded(repatriation) && !repatriation.next) return refuse('wrong_state', 'The return is over.');
  if (stage === 'in_transit' && journeyId !== undefined && !isSuspended(repatriation))
    return refuse('wrong_state', 'The person is on the way. Take her or him off the journey first.');
  return plannedOn < today(context) ? refuse('impossible_date', 'plannedOn lies in the past.') : undefined;
};

/** The return that was arranged by hand with the country to which the person goes. */
const arranged = ({ repatriation: { proposal, side } }: CaseFile): Proposal | undefined =>
  side === 'sending' && proposal?.byHand ? proposal : undefined;

const notArranged = (): Decision<never> =>
  refuse('wrong_state', 'No return was arranged by hand; a journey records the way of any other.');

/** Where the person is, the day may be the one before or after that of this country. */
const aDay = 1;

export const byHandDecisions: Decisions<typeof byHandCommands> = {
  ArrangeReturn: ({ to, ...plan }, file, context) => {
    const refused =
      notByHand(to, context) ??
      cannotPlan(plan.plannedOn, file, context) ??
      refusalFor(missingBeforePapers(file, to, context, plan.plannedOn));
    if (refused) return refused;
    return accept<NewCaseEvent>(...offReplacedJourney(file, undefined), {
      type: 'ReturnArranged',
      data: { proposalId: context.idFor('arranged return'), to, ...plan },
    });
  },

  AuthoriseDeparture: ({ on }, file, context) => {
    const proposal = arranged(file);
    if (!proposal) return notArranged();
    const stage = decidedStage(file.repatriation);
    if (stage === 'proposed' && file.repatriation.signatures.length === 1)
      return refuse('second_person_needed', 'The approval lacks its second signature.');
    if (stage !== 'approved' && stage !== 'scheduled')
      return refuse('wrong_state', 'The return is not approved.');
    if (on < today(context)) return refuse('impossible_date', 'on lies in the past.');
    const unpermitted = departureLacksTransit(file, { journeyId: proposal.proposalId, on }, context);
    const refused =
      refusalFor(conditionsOfReturn(file, proposal.partner, context, on)) ??
      (unpermitted && refusalForTransit(unpermitted));
    return refused ?? accept({ type: 'DepartureAuthorised', data: { on, point: proposal.point } });
  },

  RecordDeparture: ({ occurredAt }, file, context) => {
    const proposal = arranged(file);
    if (!proposal) return notArranged();
    if (file.repatriation.departedAt !== undefined)
      return refuse('already_exists', 'The departure stands in the case already.');
    return accept<NewCaseEvent>(
      { type: 'DepartureRecorded', data: { journeyId: proposal.proposalId }, ...at(occurredAt) },
      ...brokenConditions(file, context),
    );
  },

  RecordArrivalAbroad: ({ arrivedOn, nextStep, condition }, file, context) => {
    const proposal = arranged(file);
    if (!proposal) return notArranged();
    const { departedAt, stage } = file.repatriation;
    if (stage === 'received') return refuse('already_exists', 'The arrival stands in the case already.');
    if (departedAt === undefined) return refuse('wrong_state', 'Record the departure first.');
    const left = dayIn(context.facts(context.country).timeZone, departedAt);
    if (arrivedOn < addDays(left, -aDay) || arrivedOn > addDays(today(context), aDay))
      return refuse('impossible_date', 'arrivedOn lies before the departure, or in the future.');
    return accept({
      type: 'ArrivalLearned',
      data: {
        by: proposal.partner,
        arrivedOn,
        nextStep,
        ...(condition === undefined ? {} : { condition }),
      },
    });
  },

  ExpectReturn: ({ from, ...plan }, file, context) => {
    const refused =
      notByHand(from, context) ??
      cannotPlan(plan.plannedOn, file, context) ??
      refusalFor(missingConsent(file, context)) ??
      ownRiskBars(file, from, context);
    return (
      refused ??
      accept<NewCaseEvent>({
        type: 'ReturnExpected',
        data: { proposalId: context.idFor('expected return'), from, ...plan },
      })
    );
  },
};
