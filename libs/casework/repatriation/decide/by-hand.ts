import { addDays, dayIn } from '../../words/calendar.js';
import type { NewCaseEvent } from '../../records/catalogue.js';
import type { CaseFile } from '../../records/file.js';
import type { Decisions } from '../../records/rules.js';
import type { Context } from '../../words/context.js';
import { accept, notPossibleNow, refuse, type Decision } from '../../words/decision.js';
import { irregularity } from '../../coordination/offers/irregularity.js';
import { dealsWithExcluded } from '../../coordination/questions/dealt-with.js';
import { refusesContact } from '../../protection/questions/barred.js';
import { notByHand } from '../../words/sharing.js';
import type { byHandCommands } from '../by-hand-commands.js';
import { at, offReplacedJourney } from '../offers/stop.js';
import {
  conditionsOfReturn,
  missingBeforePapers,
  missingConsent,
  refusalFor,
} from '../questions/conditions.js';
import { decidedStage, hasEnded, isSuspended, isUnderWay, travelledOn, type Proposal } from '../state.js';
import { departureLacksTransit, refusalForTransit } from '../questions/transit.js';
import { aDayApart, arrivedOtherwise } from '../offers/arrived-otherwise.js';
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

/** When the person set out on this plan; what came of one before counts no more. */
const departureOf = ({ proposalId }: Proposal, { repatriation }: CaseFile): string | undefined =>
  travelledOn(repatriation, proposalId).departedAt;

export const byHandDecisions: Decisions<typeof byHandCommands> = {
  ArrangeReturn: ({ to, ...plan }, file, context) => {
    const refused =
      notByHand(to, context) ??
      cannotPlan(plan.plannedOn, file, context) ??
      dealsWithExcluded(to, plan.agreedWith, file, context) ??
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
    if (departureOf(proposal, file) !== undefined)
      return refuse('already_exists', 'The departure stands in the case already.');
    const { authorisedOn } = file.repatriation;
    const leftOn = dayIn(context.facts(context.country).timeZone, occurredAt ?? context.now);
    return accept<NewCaseEvent>(
      { type: 'DepartureRecorded', data: { journeyId: proposal.proposalId }, ...at(occurredAt) },
      ...(authorisedOn === undefined || authorisedOn === leftOn
        ? []
        : [irregularity('travel_on_another_day', proposal.proposalId)]),
      ...brokenConditions(file, context),
    );
  },

  RecordArrivalAbroad: ({ arrivedOn, nextStep, condition }, file, context) => {
    const proposal = arranged(file);
    if (!proposal) return notArranged();
    const { stage } = file.repatriation;
    const departedAt = departureOf(proposal, file);
    if (stage === 'received') return refuse('already_exists', 'The arrival stands in the case already.');
    if (departedAt === undefined) return refuse('wrong_state', 'Record the departure first.');
    const left = dayIn(context.facts(context.country).timeZone, departedAt);
    if (arrivedOn < addDays(left, -aDayApart) || arrivedOn > addDays(today(context), aDayApart))
      return refuse('impossible_date', 'arrivedOn lies before the departure, or in the future.');
    return accept<NewCaseEvent>(
      {
        type: 'ArrivalLearned',
        data: {
          ...{ by: proposal.partner, arrivedOn, nextStep },
          ...(condition === undefined ? {} : { condition }),
        },
      },
      ...arrivedOtherwise(arrivedOn, file),
    );
  },

  ExpectReturn: ({ from, ...plan }, file, context) => {
    const refused =
      notByHand(from, context) ??
      cannotPlan(plan.plannedOn, file, context) ??
      (refusesContact(file, context.country) ? notPossibleNow() : undefined) ??
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
